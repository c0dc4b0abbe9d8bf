"""The only package that opens files: workbooks are read, patched and replaced here."""
