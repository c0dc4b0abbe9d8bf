"""Pure decisions: values in, values and findings out. Opens no file."""
