"""Names of the files that staff know by name (文件名)."""

MASTER_NAME = "述职评议考核.xlsm"
