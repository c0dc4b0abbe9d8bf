"""What the papers of a meeting say (会议材料)."""
