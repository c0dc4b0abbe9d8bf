"""The sheets of the master workbook (总表), declared once."""
