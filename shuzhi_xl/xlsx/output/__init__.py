"""Workbooks that are only printed or read: lists and summaries (打印和汇总的工作簿)."""
