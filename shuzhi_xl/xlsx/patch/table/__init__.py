"""Tables and blocks of a worksheet, rewritten (表格与区块的改写)."""
