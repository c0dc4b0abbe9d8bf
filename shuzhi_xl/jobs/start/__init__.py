"""The jobs that make a master (总表): an empty one, and that of the next year."""
