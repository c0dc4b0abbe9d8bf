"""The invented town: its people, organisations, votes, words and papers (虚构的镇)."""
