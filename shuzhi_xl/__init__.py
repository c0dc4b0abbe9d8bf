"""Yearly appraisal of branch secretaries (党组织书记抓基层党建工作述职评议考核), kept in one workbook."""

__version__ = "0.2.0"
