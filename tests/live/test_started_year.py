"""新建 in the open workbook: one press fills the empty master, the next makes next year's beside it."""

from pathlib import Path

import pytest
import xlwings as xw

from shuzhi_xl.button import answer
from shuzhi_xl.sheets.master.organisations_and_meetings import MEETING_TABLE
from shuzhi_xl.sheets.master.scheme_tables import TRACK
from shuzhi_xl.wording.file_names import MASTER_NAME
from shuzhi_xl.xlsx.files.atomic_replace import write_new
from shuzhi_xl.xlsx.files.shipped import read_shipped_master
from shuzhi_xl.xlsx.live.store import LiveStore
from shuzhi_xl.xlsx.master.closed_store import ClosedStore

NEXT = "2016年度/述职评议考核2016.xlsm"


@pytest.fixture
def book(spreadsheet: xw.App, tmp_path: Path) -> xw.Book:
    path = tmp_path / "镇 办公室" / MASTER_NAME
    write_new(path, read_shipped_master())
    book = spreadsheet.books.open(str(path))
    book.set_mock_caller()
    return book


def test_two_presses_on_the_page(book: xw.Book) -> None:
    page = book.sheets["新建"]
    assert "“年度”还没有填写" in answer("new_year").sentence
    for cell, value in (("B4", 2015), ("B5", "中共月溪镇委员会"), ("B6", "演示方案")):
        page.range(cell).value = value
    assert "新建完成：2015 年度" in answer("new_year").sentence
    assert book.sheets.active.name == "组织名册"
    assert [row["场次"] for row in LiveStore(book).read_table(MEETING_TABLE).records()] == [
        "第1场",
        "第2场",
        "第3场",
    ]
    assert NEXT in answer("new_year").sentence
    master = ClosedStore(Path(book.fullname).parent / NEXT)
    assert len(master.read_table(MEETING_TABLE).rows) == len(master.read_table(TRACK).rows)
