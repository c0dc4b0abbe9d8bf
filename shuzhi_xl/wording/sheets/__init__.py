"""Words that are written into sheets (表上的话)."""
