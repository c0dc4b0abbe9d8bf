"""Official documents (公文) made from Word templates that staff may restyle."""
