"""Styles, page set-up and layout that the build and the outputs share (版式)."""
