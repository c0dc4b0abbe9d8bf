"""Contents of the home sheet (首页), and computed columns of other sheets."""
