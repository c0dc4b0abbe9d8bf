"""Many towns brought together (区县汇总)."""
