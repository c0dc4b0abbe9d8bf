"""What sheets are declared with: columns, tables, rows, cell values."""
