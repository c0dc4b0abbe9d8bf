"""A track's summary and audit workbooks (汇总, 核对), generated each time; one module per sheet or two."""
