"""Workbooks built new from the sheet declarations (制作总表与模板); only `shuzhi build` imports this."""
