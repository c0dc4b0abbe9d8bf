"""Pages made from the code (疑点对照, 公文格式, 公文模板), and all pages as the printed manual (手册)."""
