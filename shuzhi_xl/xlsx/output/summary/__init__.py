"""A track's summary workbook (汇总), generated from scratch each time; one module per sheet or two."""
