"""Blank cells that follow from other cells (代填): what the program fills so that nobody types it twice."""
