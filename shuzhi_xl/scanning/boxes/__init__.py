"""Marks in the boxes of a page (选项格), measured by two methods."""
