"""A row that the program writes is as high as its text, whatever Excel measured there before."""

import io
import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from shuzhi_xl.building.master.book import build_master
from shuzhi_xl.sheets.master.all_sheets import MASTER
from shuzhi_xl.sheets.master.program_sheets import CHECK_REPORT, CHECK_REPORT_SHEET
from shuzhi_xl.xlsx.patch.sheet.row_heights import LINE_HEIGHT, height_of, lines_of
from shuzhi_xl.xlsx.patch.values import Value
from shuzhi_xl.xlsx.patch.workbook import Workbook
from shuzhi_xl.xlsx.style.reproducible import read_parts, write_parts
from tests.xlsx.handmade import by_header

TITLE = CHECK_REPORT.name
SENTENCE = CHECK_REPORT.headers.index("疑点与改法")
SHORT, LONG = "请补填。", "请对照纸质票改正这个文件，再放进“收回”按“回收”，" * 5


@pytest.fixture(scope="module")
def master() -> bytes:
    return build_master()


def write_report(workbook: bytes, *sentences: str) -> bytes:
    book = Workbook.load(workbook)
    rows: list[list[Value]] = [[None] * len(CHECK_REPORT.headers) for _ in sentences]
    for row, text in zip(rows, sentences, strict=True):
        row[SENTENCE] = text
    book.write_table(TITLE, by_header(CHECK_REPORT.headers, rows))
    return book.to_bytes()


def heights(workbook: bytes, lines: Sequence[int]) -> list[float | None]:
    sheet = load_workbook(io.BytesIO(workbook))[TITLE]
    return [sheet.row_dimensions[line].height for line in lines]


def marked(workbook: bytes, marks: str) -> bytes:
    """As Excel saves it: every row below the headers says how high it was."""
    parts = read_parts(workbook)
    part = f"xl/worksheets/sheet{MASTER.index(CHECK_REPORT_SHEET) + 1}.xml"
    row = rb'<row r="\1" ' + marks.encode() + rb"\2>"
    parts[part] = re.sub(rb'<row r="([4-9])"[^>]*?(/?)>', row, parts[part])
    return write_parts(parts)


def test_a_row_is_as_high_as_its_longest_text(master: bytes) -> None:
    first, second = heights(write_report(master, SHORT, LONG), (4, 5))
    assert first is None
    assert second is not None
    assert second >= 3 * LINE_HEIGHT


def test_what_excel_measured_for_the_old_text_is_forgotten(master: bytes) -> None:
    saved = marked(write_report(master, SHORT, SHORT, LONG), 'ht="16.5"')
    short, long, below = heights(write_report(saved, SHORT, LONG), (4, 5, 6))
    assert (short, below) == (None, None)
    assert long is not None
    assert long >= 3 * LINE_HEIGHT


def test_a_height_set_by_hand_stays(master: bytes) -> None:
    saved = marked(write_report(master, SHORT, LONG), 'ht="40" customHeight="1"')
    assert heights(write_report(saved, LONG, SHORT), (4, 5)) == [40, 40]


def test_one_line_needs_no_height() -> None:
    assert height_of([]) is None
    assert height_of([("", 10), ("好", 10)]) is None
    assert height_of([("一" * 4000, 10)]) == 409.5  # no row is higher in Excel


@given(st.text("甲b1，\n", max_size=300), st.integers(4, 120))
def test_more_room_never_needs_more_lines(text: str, width: int) -> None:
    assert lines_of(text, width) >= lines_of(text, width + 1) >= 1 + text.count("\n")
