"""The contents of each sheet, declared once: headers, types, dropdowns, limits and hints. Opens no file."""
