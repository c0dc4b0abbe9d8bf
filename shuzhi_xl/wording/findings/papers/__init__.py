"""Sentences of findings about documents, meeting papers and the archive."""
