"""The declaration of sheets (声明): columns, tables, rows, cell values, units."""
