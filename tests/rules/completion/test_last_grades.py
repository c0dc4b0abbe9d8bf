"""上年等次 beside the results: what 历年等次 says about the year before."""

from dataclasses import replace
from typing import Any

from shuzhi_xl.findings import Location, blocking
from shuzhi_xl.rules.completion.last_grades import repeat_last_grades
from shuzhi_xl.rules.completion.names import repeat_names
from shuzhi_xl.sheets.declaration.table import RawTable
from shuzhi_xl.sheets.master.office_entries import EarlierGrade
from shuzhi_xl.sheets.master.organisations_and_meetings import ORGANISATION
from shuzhi_xl.sheets.master.results import APPRAISAL
from tests.rules.editable_town import raw_table

ROWS: list[dict[str, Any]] = [
    {"编号": "V1", "书记姓名": "王一"},
    {"编号": "V2", "书记姓名": "李二", "上年等次": "好"},
    {"编号": "V3", "书记姓名": "周五", "上年等次": "好"},
]
EARLIER = [
    EarlierGrade(year=2014, number="V1", secretary="赵六", grade="一般"),
    EarlierGrade(year=2014, number="V2", secretary="李二", grade="好"),
    EarlierGrade(year=2013, number="V3", secretary="周五", grade="差"),
]


def completed(raw: RawTable, year: int | None = 2015) -> list[tuple[int, str, Any]]:
    return [
        (line, header, value)
        for completion in repeat_last_grades(raw, EARLIER, year)
        for (line, header), value in completion.cells.items()
    ]


def test_what_differs_is_written() -> None:
    raw = raw_table(APPRAISAL, ROWS)
    assert completed(raw) == [(4, "上年等次", "一般（前任）"), (6, "上年等次", None)]


def test_nothing_is_written_without_a_column_or_a_year_or_where_a_cell_is_uncertain() -> None:
    raw = raw_table(APPRAISAL, ROWS)
    assert completed(replace(raw, headers=raw.headers[:-1])) == []
    assert completed(raw, None) == []
    assert completed(replace(raw, findings=(blocking("merged_cells", Location()),))) == []
    assert completed(raw_table(APPRAISAL, [ROWS[1]])) == []


def test_the_roster_s_names_have_no_part_in_it() -> None:
    assert repeat_names(raw_table(ORGANISATION, [{"编号": "V1"}]), [raw_table(APPRAISAL, ROWS)]) == []
