"""Processes beside this one, and their limits (辅助进程)."""
