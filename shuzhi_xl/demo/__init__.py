"""A fictional town and its whole year."""
