"""The notice's year played as a clerk works: how many cells are typed, how many lines are read."""
