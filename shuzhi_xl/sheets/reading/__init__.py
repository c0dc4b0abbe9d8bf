"""Tables as typed rows, with the findings of their cells, and the whole year of them."""
