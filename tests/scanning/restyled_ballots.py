"""Templates of paper ballots as an office may restyle them, and full ballots of each."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from shuzhi_xl.sheets.outgoing.paper_ballots import ROWS_ON_PAGE, BallotLine
from shuzhi_xl.xlsx.fill.paper_ballots import fill_paper_ballots
from shuzhi_xl.xlsx.patch.workbook import Workbook
from tests.xlsx.fill.test_paper_ballots import TEMPLATE, content
from tests.xlsx.handmade import package, parts_of

_SHEET: Final = "xl/worksheets/sheet2.xml"
_DRAWING: Final = "xl/drawings/drawing1.xml"
_BOOK: Final = "xl/workbook.xml"
_INSERTED: Final = 5
"""Where a row is inserted: above the hint."""


def _as_built(text: str) -> str:
    return text


def _with_other_sizes(text: str) -> str:
    for old, new in (("22.68", "31"), ("8.98", "7.6"), ("28.35", "24.3"), ("31.18", "55")):
        text = text.replace(f'width="{old}"', f'width="{new}"').replace(f'ht="{old}"', f'ht="{new}"')
    return text


def _with_other_margins(text: str) -> str:
    margins = '<pageMargins left="1.1" right="0.9" top="1.3" bottom="0.8" header="0.2" footer="0.2"/>'
    return re.sub(r"<pageMargins [^>]*>", margins, text)


def _at_four_fifths(text: str) -> str:
    return text.replace('fitToPage="1"', "").replace('fitToHeight="1" fitToWidth="1"', 'scale="80"')


def _with_inserted_row(text: str) -> str:
    text = re.sub(r'((?: r="|<row r="|ref="|:)[A-Z]*)(\d+)', _move_down, text)
    row = f'<row r="{_INSERTED}" ht="20" customHeight="1"/>'
    return text.replace(f'<row r="{_INSERTED + 1}"', f'{row}<row r="{_INSERTED + 1}"')


def _move_down(match: re.Match[str]) -> str:
    number = int(match[2])
    return f"{match[1]}{number + (number >= _INSERTED)}"


def _move_names(book: str) -> str:
    return re.sub(r"'样张'![^<]*", lambda reference: re.sub(r"(\$)(\d+)", _move_down, reference[0]), book)


def _move_anchors(drawing: str) -> str:
    # Rows of anchors are counted from 0
    return re.sub(
        r"(<xdr:row>)(\d+)", lambda row: f"{row[1]}{int(row[2]) + (int(row[2]) >= _INSERTED - 1)}", drawing
    )


_RESTYLED: Final[Mapping[str, Mapping[str, Callable[[str], str]]]] = {
    "as_built": {_SHEET: _as_built},
    "other_sizes": {_SHEET: _with_other_sizes},
    "other_margins": {_SHEET: _with_other_margins},
    "four_fifths": {_SHEET: _at_four_fifths},
    "inserted_row": {_SHEET: _with_inserted_row, _BOOK: _move_names, _DRAWING: _move_anchors},
}


def full_ballots() -> dict[str, bytes]:
    """Ballots of one class, a full page and one of seven rows, by how the template was restyled."""
    lines = [
        BallotLine(order, f"V{order:03}", f"第{order}村党支部", f"书记{order}", "总体评价")
        for order in range(1, ROWS_ON_PAGE + 1)
    ]
    first, second = content().pages[:2]
    codes = [f"SZ1-2015-UTY4-RRQ-{page:02}-NRNUFM-AK9YEX" for page in (1, 2)]
    pages = [
        replace(first, lines=lines, code=codes[0]),
        replace(second, lines=lines[:7], code=codes[1]),
    ]
    parts = parts_of(TEMPLATE)
    books = {}
    for name, changes in _RESTYLED.items():
        restyled = {part: change(parts[part].decode()).encode() for part, change in changes.items()}
        assert name == "as_built" or all(restyled[part] != parts[part] for part in restyled), name
        books[name] = fill_paper_ballots(Workbook.load(package(parts | restyled)), content(pages=pages))
    return books
