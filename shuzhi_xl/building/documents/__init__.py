"""The templates of the official documents (公文模板)."""
