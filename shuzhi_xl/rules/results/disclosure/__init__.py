"""Scores that leave the office rounded, so that no vote of few voters can be worked out (匿名)."""
