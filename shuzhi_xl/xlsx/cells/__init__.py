"""Values of cells as the files hold them, and how high their rows must be."""
