"""What each sheet holds, declared once: headers, types, dropdowns, limits and hints. Opens no file."""
