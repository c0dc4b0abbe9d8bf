"""What the home sheet (首页) shows, and which columns the program computes."""
