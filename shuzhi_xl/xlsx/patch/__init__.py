"""Changing a workbook in place, keeping byte for byte what is not changed (改动部件)."""
