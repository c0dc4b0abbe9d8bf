"""Sentences about results that are no longer those of the tables (结果过时)."""

from collections.abc import Sequence

from shuzhi_xl.findings import Location

STALENESS = {
    "results_stale": (
        "“计算”以后{tables}改动过，表中的结果已不是现在的结果，涉及 {organisations}，"
        "共 {count} 处，如：{cells}。请再按“计算”。"
    ),
    "results_edited": (
        "“{table}”中由程序算出的内容在“计算”以后被改动过，共 {count} 处：{cells}。请再按“计算”恢复。"
    ),
}


def cell_differs(at: Location, header: str, stands: str, due: str) -> str:
    """One cell that differs.

    >>> cell_differs(Location("总表.xlsm", "综合评定", "K7"), "综合得分", "99", "88.5")
    '“综合评定”K7（综合得分）现为“99”，应为“88.5”'
    """
    return f"“{at.sheet}”{at.cell}（{header}）现为“{stands or '空白'}”，应为“{due or '空白'}”"


def row_missing(table: str, row: str) -> str:
    """One row that should be there."""
    return f"“{table}”缺少一行（{row}）"


def row_extra(sheet: str, cell: str) -> str:
    """One row that should not be there."""
    return f"“{sheet}”{cell} 这一行不应有"


def name_tables(tables: Sequence[str]) -> str:
    """The tables that changed, where that is known.

    >>> name_tables(["测评票", "票类权重"]), name_tables([])
    ('“测评票”“票类权重”', '数据、设置或结果')
    """
    return "".join(f"“{table}”" for table in tables) or "数据、设置或结果"
