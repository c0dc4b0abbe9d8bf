"""Words of the slips right after the count (现场测评结果)."""

NONE = "—"
"""Printed where there is no figure."""
SHARE = "占比"
"""Subject of the line of shares."""
