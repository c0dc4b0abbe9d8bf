"""A track's summary workbook (汇总), built new each time, one module a sheet or two."""
