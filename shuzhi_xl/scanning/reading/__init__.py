"""Whole pages read in child processes (读票的进程)."""
