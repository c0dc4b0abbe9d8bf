"""Word documents (公文) filled from templates."""
