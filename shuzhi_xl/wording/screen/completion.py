"""The sentence about cells that the program has filled for the clerk (代填)."""

from collections.abc import Sequence


def filled_cells(table: str, rows: int, headers: Sequence[str], cells: int) -> str:
    """What was filled in one table.

    >>> filled_cells("组织名册", 12, ["编号", "板块"], 24)
    '“组织名册”12 行的编号、板块（24 格）'
    """
    return f"“{table}”{rows} 行的{'、'.join(headers)}（{cells} 格）"


def added_rows(table: str, rows: int) -> str:
    """How many rows were added to a table.

    >>> added_rows("日常年度", 12)
    '“日常年度”12 个党组织的编号（各占一行）'
    """
    return f"“{table}”{rows} 个党组织的编号（各占一行）"


def completed(tables: Sequence[str]) -> str:
    """One sentence about all tables; blank when nothing was filled.

    >>> completed(["“组织名册”12 行的编号、板块（24 格）"])
    '已替您填好“组织名册”12 行的编号、板块（24 格），请核对。'
    """
    return f"已替您填好{'；'.join(tables)}，请核对。" if tables else ""
