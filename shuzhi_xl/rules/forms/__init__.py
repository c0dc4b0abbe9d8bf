"""Forms that are distributed (表单): which are due, their contents, and how each is recognised."""
