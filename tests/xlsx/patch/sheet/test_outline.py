"""Rows of a table are folded below the row that sums them up, and unfolded when others take their place."""

import re
from collections.abc import Sequence

from shuzhi_xl.xlsx.patch.workbook import Workbook
from tests.xlsx.handmade import HEADERS, ROWS, by_header, one_table, sheet_of

PROTECTED = '<sheetProtection sheet="1"/>'


def write(book: bytes, levels: Sequence[int] | None) -> bytes:
    opened = Workbook.load(book)
    rows = [["甲", "好", order] for order, _ in enumerate(levels or [0, 0])]
    opened.write_table("表", by_header(HEADERS, rows), levels=levels)
    return opened.to_bytes()


def marks_of(book: bytes) -> list[str]:
    """The marks of each row from the first of the table on."""
    rows = re.findall(r"<row ([^>]*)>", sheet_of(book))[1:]
    names = ("outlineLevel", "hidden", "collapsed")
    return [" ".join(name for name in names if f'{name}="1"' in row) for row in rows]


def test_rows_of_level_one_are_folded() -> None:
    folded = write(one_table(ROWS), [0, 1, 1, 0])
    assert marks_of(folded) == ["collapsed", "outlineLevel hidden", "outlineLevel hidden", ""]
    assert 'summaryBelow="0"' in sheet_of(folded)
    assert re.search(r'<sheetFormatPr outlineLevelRow="1" defaultRowHeight="15"/>', sheet_of(folded))


def test_the_next_rows_have_their_own_levels() -> None:
    folded = write(one_table(ROWS), [0, 1, 1, 0, 1])
    assert marks_of(write(folded, [0, 0, 1])) == ["", "collapsed", "outlineLevel hidden", "", ""]
    assert marks_of(write(folded, [])) == [""] * 5


def test_an_outline_of_staff_stays() -> None:
    folded = write(one_table(ROWS), [0, 1])
    assert marks_of(write(folded, None)) == ["collapsed", "outlineLevel"]


def test_a_protected_sheet_shows_all_its_rows() -> None:
    assert marks_of(write(one_table(ROWS, after=PROTECTED), [0, 1])) == ["", ""]
