"""Checks that the demo found what was planted and lost no ballot (演示的核对)."""
