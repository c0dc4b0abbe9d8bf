"""What becomes of scanned pages and rows (读票): pure decisions on what was measured."""
