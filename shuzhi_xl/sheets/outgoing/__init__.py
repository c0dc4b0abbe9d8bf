"""The sheets of what is sent out: forms, summaries, the district's workbook (发出的工作簿)."""
