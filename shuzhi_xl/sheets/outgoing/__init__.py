"""The workbooks that go out: forms, feedback, summaries, the district's workbook (发出的工作簿)."""
