"""What a person has done in earlier 读票 workbooks, and how it gets into a new one (测评票; 存疑; 录票)."""
