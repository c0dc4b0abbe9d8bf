"""Files on disk: names, locks, atomic replacement, and the files the project ships (文件)."""
