"""Grades of earlier years (历年等次): found by 编号, and marked where the secretary was another."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shuzhi_xl.rules.year.unreliable_rows import key_text
from shuzhi_xl.sheets.declaration.cell_value import CellError, canonical
from shuzhi_xl.sheets.declaration.table import RawTable
from shuzhi_xl.sheets.declaration.texts import folded
from shuzhi_xl.sheets.master.office_entries import EARLIER_GRADE, EarlierGrade
from shuzhi_xl.sheets.master.results import Appraisal
from shuzhi_xl.sheets.master.vocabulary import GRADES
from shuzhi_xl.wording.sheets.standings import of_predecessor

_OLD, _NEW = Appraisal.columns(), EarlierGrade.columns()
_YEAR, _NUMBER, _NAME, _SECRETARY, _SCORE, _GRADE = (
    _NEW[name].header for name in ("year", "number", "name", "secretary", "composite_score", "grade")
)


def had_other_secretary(earlier: EarlierGrade, secretary: str) -> bool:
    """Whether the grade is another secretary's (历年等次: 书记姓名); one that nobody noted is no other."""
    # 李　四 and 李四 are one: names of two characters are often spread to the width of three
    then, now = ("".join(folded(name).split()) for name in (earlier.secretary, secretary))
    return bool(then and now) and then != now


def word_grade(earlier: EarlierGrade | None, secretary: str) -> str:
    """A grade as it is shown beside this year's (上年等次); blank where there is none.

    The appraisal is of the secretary (通知 一), so that of a predecessor is marked as such.
    """
    if earlier is None:
        return ""
    return of_predecessor(earlier.grade) if had_other_secretary(earlier, secretary) else earlier.grade


@dataclass(frozen=True)
class CarriedGrades:
    """Final grades as rows of the new 历年等次.

    Attributes:
        records: Values by header: those that the old master had from before, then its results.
        count: How many are its results.
        undecided: How many of its organisations had a suggestion but no final grade.
    """

    records: list[dict[str, Any]]
    count: int
    undecided: int


def carry_over_grades(appraisals: RawTable, earlier: RawTable, year: int | None) -> CarriedGrades:
    """Carry over last year's final grades (综合评定), and those of years before (历年等次).

    Args:
        appraisals: Last year's 综合评定, as read.
        earlier: Last year's 历年等次, as read; a master of an earlier version has none.
        year: Its 年度; without it nobody knows of which year its grades are.
    """
    rows = [row.values for row in appraisals.rows] if year is not None else []
    results = [_make_record(row, year) for row in rows if _text(row, "final_grade") in GRADES]
    keys = {(str(year), record[_NUMBER]) for record in results}
    older = [
        {header: row.values.get(header) for header in EARLIER_GRADE.headers}
        for row in earlier.rows
        if (canonical(row.values.get(_YEAR)), key_text(row.values, _NUMBER)) not in keys
    ]
    undecided = sum(bool(_text(row, "suggested_grade") and not _text(row, "final_grade")) for row in rows)
    return CarriedGrades([*older, *results], len(results), undecided)


def _make_record(row: Mapping[str, Any], year: int | None) -> dict[str, Any]:
    score = row.get(_OLD["composite_score"].header)
    return {
        _YEAR: year,
        _NUMBER: _text(row, "number"),
        _NAME: _text(row, "name"),
        _SECRETARY: _text(row, "secretary"),
        _SCORE: None if isinstance(score, CellError) else score,
        _GRADE: _text(row, "final_grade"),
    }


def _text(row: Mapping[str, Any], name: str) -> str:
    """A cell of 综合评定 as text; the error of a formula is none."""
    return key_text(row, _OLD[name].header)
