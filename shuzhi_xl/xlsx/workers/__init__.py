"""Processes that read files within limits of time and memory (读文件的进程)."""
