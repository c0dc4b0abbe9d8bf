"""Workbooks that are only printed or read (打印和汇总的工作簿): lists and summaries."""
