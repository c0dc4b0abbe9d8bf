"""上年等次 beside this year's result (综合评定): what 历年等次 says about the year before."""

from collections.abc import Iterable

from shuzhi_xl.rules.completion.complete import TableCompletion
from shuzhi_xl.rules.year.earlier_grades import word_grade
from shuzhi_xl.sheets.declaration.table import RawTable
from shuzhi_xl.sheets.declaration.texts import clean, folded
from shuzhi_xl.sheets.master.office_entries import EarlierGrade
from shuzhi_xl.sheets.master.results import Appraisal
from shuzhi_xl.sheets.reading.year import by_year

_NUMBER, _SECRETARY, _LAST = (
    Appraisal.columns()[name].header for name in ("number", "secretary", "last_grade")
)


def repeat_last_grades(
    appraisals: RawTable, earlier: Iterable[EarlierGrade], year: int | None
) -> list[TableCompletion]:
    """What differs in 上年等次 (综合评定); nothing in a master that lacks the column.

    Args:
        appraisals: 综合评定 as it is now.
        earlier: Lines of 历年等次.
        year: 年度, or None while it cannot be read.
    """
    if _LAST not in appraisals.headers or appraisals.findings or year is None:
        return []
    grades = by_year(earlier)
    cells = {}
    for row in appraisals.rows:
        number, secretary, shown = (clean(row.values.get(header)) for header in (_NUMBER, _SECRETARY, _LAST))
        last = word_grade(grades.get((year - 1, folded(number))), secretary)
        if last != shown:
            cells[row.line, _LAST] = last or None
    return [TableCompletion(appraisals.table, cells)] if cells else []
