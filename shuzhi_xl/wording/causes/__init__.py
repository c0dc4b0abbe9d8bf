"""The sentence of findings that have one cause (疑点归并): what is wrong, one remedy, whom it concerns."""
