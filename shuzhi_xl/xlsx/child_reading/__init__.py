"""Files from outside, read by child processes within limits of time and memory (读文件的进程)."""
