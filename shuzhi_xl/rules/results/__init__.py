"""What is disclosed of the results, and to whom (结果): feedback, summaries, sign-off, anonymity."""
