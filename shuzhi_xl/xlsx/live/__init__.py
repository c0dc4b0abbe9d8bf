"""The master while it is open in Excel (打开着的总表), read and written through xlwings."""
