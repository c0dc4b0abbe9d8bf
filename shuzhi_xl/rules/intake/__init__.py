"""Reading a returned form (识别): from a grid of cells to ballots, surveys and lists."""
