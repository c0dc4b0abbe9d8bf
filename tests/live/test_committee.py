"""What the committee sees in the open workbook while it decides."""

from pathlib import Path

import xlwings as xw

from shuzhi_xl.sheets.master.results import APPRAISAL, QUOTA_CHECK, QuotaCheck
from shuzhi_xl.xlsx.live.store import LiveStore
from tests.year_stages import Stages


def places_left(book: xw.Book, track: str, grade: str) -> object:
    """What 名额核对 shows as left."""
    rows = LiveStore(book).read_table(QUOTA_CHECK).records()
    (row,) = (row for row in rows if (row["板块"], row["等次"]) == (track, grade))
    return row[QuotaCheck.columns()["left"].header]


def test_a_grade_typed_in_is_counted_at_once(spreadsheet: xw.App, stages: Stages, tmp_path: Path) -> None:
    office = stages.open("computed", tmp_path)
    book = spreadsheet.books.open(str(office.master))
    row = office.row(APPRAISAL, suggested_grade="较好")
    before = places_left(book, row.track, "好")
    assert isinstance(before, float)
    cell = row.at("decided_grade").cell
    book.sheets["综合评定"].range(cell).value = "好"
    assert places_left(book, row.track, "好") == before - 1
