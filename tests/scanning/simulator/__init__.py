"""Marked ballots as scanners and telephones show them: strokes of many pens, many kinds of damage.

Simulated, until a town lends real scans: it shows that the reader keeps its promise on what is drawn here.
"""
