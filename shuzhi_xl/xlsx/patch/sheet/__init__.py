"""A worksheet part under change: its rows, cells, columns and what refers to areas of it (工作表部件)."""
