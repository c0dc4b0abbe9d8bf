"""Findings as the clerk reads them (疑点归并): one line for each cause, each with whom it concerns."""
