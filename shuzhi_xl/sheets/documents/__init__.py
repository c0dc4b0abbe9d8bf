"""Official documents (公文): which there are, and the placeholders of their templates."""
