"""Files as such: names, locks, replacing them at once, what the project ships."""
