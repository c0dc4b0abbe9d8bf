"""How the year is played in the invented town: everybody's part in it (演示的一年)."""
