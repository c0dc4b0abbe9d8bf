"""Debrief reports (述职报告): sender, sections, word count, review."""
