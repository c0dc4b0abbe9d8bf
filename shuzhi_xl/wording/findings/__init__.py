"""The sentence of every finding (校验报告的话)."""
