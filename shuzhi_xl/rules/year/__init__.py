"""Single rows of the year's tables: unreliable rows, and cells to correct."""
