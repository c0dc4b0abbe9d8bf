"""The macros and the ribbon of the master, and how they get into its package (宏、功能区)."""
