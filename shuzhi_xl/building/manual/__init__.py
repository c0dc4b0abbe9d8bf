"""Documents made from the code and from other documents: 疑点对照, and the printed manual (手册)."""
