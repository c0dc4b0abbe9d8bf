"""Blank cells that follow from other cells (代填)."""
