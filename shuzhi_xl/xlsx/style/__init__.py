"""Styles, page set-up and layout that building and outputs share (版式)."""
