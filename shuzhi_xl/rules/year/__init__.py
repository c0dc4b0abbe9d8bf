"""What is known of single rows of the year's tables: which are unreliable, which cells to mend."""
