"""Disclosure of the results (结果): feedback, summaries, sign-off lists, anonymity."""
