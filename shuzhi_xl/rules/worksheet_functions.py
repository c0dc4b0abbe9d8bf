"""Results of the worksheet functions (工作表函数): the rules of the jobs, one cell at a time."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from shuzhi_xl.rules.arithmetic import percentages
from shuzhi_xl.rules.schedule.workdays import Calendar, add_workdays
from shuzhi_xl.sheets.declaration.raw_rows import RawRow
from shuzhi_xl.sheets.declaration.row import Frame
from shuzhi_xl.sheets.declaration.texts import clean
from shuzhi_xl.sheets.master.all_sheets import TABLES
from shuzhi_xl.sheets.master.vocabulary import DAY_KINDS
from shuzhi_xl.sheets.reading.parse import parse_row
from shuzhi_xl.wording.findings.all import sentence
from shuzhi_xl.wording.findings.cells import NO_SUCH_COLUMN, NO_SUCH_TABLE

Grid = Sequence[Sequence[Any]]
"""A range's values, row by row."""


def grade_of(score: Any, standards: Grid) -> str:
    """Best grade (等次) whose 综合分下限 a score reaches; blank when it reaches none.

    Args:
        score: The composite score, 0–100.
        standards: Rows of 等次 and 综合分下限, in any order.

    >>> grade_of(88.5, [["好", 90], ["较好", 80], ["一般", 60], ["差", 0]])
    '较好'
    """
    exact = _exact(score)
    reached = [(_exact(limit), clean(grade)) for grade, limit in standards if _exact(limit) <= exact]
    return max(reached)[1] if reached else ""


def score_of(counts: Grid, points: Sequence[Any], weights: Sequence[Any]) -> float | None:
    """Class-weighted score (得分) of counts over the classes that have votes; None without any.

    Args:
        counts: Rows of classes, columns of grades: valid votes (有效票).
        points: 票面分值 of each grade.
        weights: 权重 of each class.

    >>> score_of([[3, 1], [0, 2]], [100, 80], [60, 40])
    89.0
    """
    exact = [_exact(value) for value in points]
    total = whole = Fraction(0)
    for votes, weight in zip(counts, weights, strict=True):
        cast = [_exact(vote) for vote in votes]
        if sum(cast):
            earned = sum((vote * point for vote, point in zip(cast, exact, strict=True)), Fraction(0))
            total += _exact(weight) * earned / sum(cast)
            whole += _exact(weight)
    # Exact up to here; Excel has floating-point numbers only
    return float(total / whole) if whole else None


def shares_of(counts: Sequence[Any], places: int = 2) -> list[float]:
    """Percentages (占比; 算法 二) by largest remainder, summing to exactly 100; all 0 without counts.

    >>> shares_of([1, 1, 1])
    [33.34, 33.33, 33.33]
    """
    whole = [int(_exact(count)) for count in counts]
    if not sum(whole):
        return [0.0] * len(whole)
    return [float(share) for share in percentages.compute_shares(whole, sum(whole), int(places))]


def problem_of(name: str, header: str, value: Any) -> str:
    """The sentence (疑点与改法) of 校验 about an entry of a column; blank when it has no error.

    Args:
        name: The table's name.
        header: The column's header.
        value: The value of the cell.
    """
    table = TABLES.get(clean(name))
    if table is None:
        return NO_SUCH_TABLE.format(name=name)
    if header not in table.headers:
        return NO_SUCH_COLUMN.format(name=name, header=header)
    # All other cells of the row are blank here, so only the findings of this header count
    _, findings = parse_row(table.model, RawRow(0, {header: value}), Frame("", "", {}))
    sentences = [sentence(finding) for finding in findings if finding.context.get("header") == header]
    return sentences[0] if sentences else ""


def workday_after(start: date, days: int, holidays: Grid) -> date:
    """The Chinese workday so many workdays after a day (before it, when negative).

    Args:
        start: The day to count from.
        days: Number of workdays, or minus that number.
        holidays: Rows of 日期 and 类型 (放假 or 上班), as in 节假日.

    >>> workday_after(date(2016, 2, 5), 1, [[date(2016, 2, 6), "上班"]])
    datetime.date(2016, 2, 6)
    """
    off, working = (
        {_day(day) for day, kind in holidays if clean(kind) == kind_of_day} for kind_of_day in DAY_KINDS
    )
    return add_workdays(_day(start), int(days), Calendar(frozenset(off), frozenset(working)))


def _day(value: Any) -> date:
    # xlwings gives a datetime, which is a date too but never equals one
    return date(value.year, value.month, value.day)


def _exact(value: Any) -> Fraction:
    # repr gives the shortest decimal of a float, as Excel shows it: 0.1 is exactly one tenth
    return Fraction(Decimal(repr(value) if isinstance(value, float) else clean(value) or "0"))
