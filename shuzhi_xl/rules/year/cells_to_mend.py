"""Cells to send the clerk to when no row of theirs is at fault."""

from collections.abc import Sequence
from typing import Any

from shuzhi_xl.findings import Finding, Location, blocking
from shuzhi_xl.sheets.declaration.cell_value import CellError
from shuzhi_xl.sheets.reading.year import TABLE_OF, Year

_FIRST_LINE = 4
"""Tables have their headers in row 3."""


def locate_first_cell(year: Year, name: str, header: str) -> Location:
    """First input cell of a column, as the place of something that is missing from it (校验报告).

    Args:
        year: The year.
        name: The table's field in the year.
        header: The column.
    """
    raw = year.raw[TABLE_OF[name].name]
    return raw.frame.at(header, raw.rows[0].line if raw.rows else _FIRST_LINE)


def locate_vote_cell(year: Year, name: str, header: str, line: int) -> Location:
    """Cell of a vote's further 测评项目, which is not a declared column."""
    return year.raw[TABLE_OF[name].name].frame.at(header, line)


def mark_finding(at: Location, mark: Any, header: str) -> Finding:
    """Finding for a mark of a further 测评项目 that is not a grade, or is the error of a formula."""
    code = "cell_error" if isinstance(mark, CellError) else "mark_unknown"
    return blocking(code, at, value=mark, header=header)


def join_names(names: Sequence[str]) -> str:
    """Join names for 校验报告 as Chinese texts do; of more than ten the first ten and their number.

    >>> join_names(["V001", "V002"])
    'V001、V002'
    """
    shown = "、".join(names[:10])
    return f"{shown}等 {len(names)} 个" if len(names) > 10 else shown
