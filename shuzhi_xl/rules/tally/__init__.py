"""Counting (计票): admissible votes, counts of classes and items, scores of the sources."""
