"""The blank master, sheet by sheet, from the declarations in `sheets` (空白总表)."""
