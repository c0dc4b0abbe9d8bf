"""The macros and the ribbon of the master, and the code that puts them into its package (宏、功能区)."""
