"""The templates of the papers of a meeting (会议材料)."""
