"""Columns that repeat what the roster says (随组织名册的列): for people, who know names and not numbers."""

from shuzhi_xl.sheets.declaration.fields import text


def organisation_name() -> str:
    """组织名称 of the organisation whose 编号 is in the row; the program writes it (组织名册)."""
    # A value and no formula: a table is rewritten as a block, and a closed reader calculates nothing
    return text("组织名称", computed=True, since=2, follows="组织名册.组织名称", width=20)
