"""What the documents about results and rectification say (结果类公文)."""
