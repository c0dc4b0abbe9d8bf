"""The templates of the documents about results and rectification (结果类公文)."""
