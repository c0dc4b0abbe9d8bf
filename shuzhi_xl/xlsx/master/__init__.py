"""The master as a closed file (关闭着的总表)."""
