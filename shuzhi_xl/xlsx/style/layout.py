"""The position of every table of the master (各表格的位置); all sheets except 首页 follow one pattern."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from typing import Any, Final

from shuzhi_xl.sheets.declaration.column import Column, Kind
from shuzhi_xl.sheets.declaration.table import Sheet, Table
from shuzhi_xl.sheets.master.all_sheets import MASTER
from shuzhi_xl.sheets.master.program_sheets import HOME_SHEET, OVERVIEW, PROGRESS, REMINDER, TRACK_PROGRESS
from shuzhi_xl.sheets.master.votes import BALLOT, SURVEY_ANSWER
from shuzhi_xl.xlsx.patch.values import column_letters

TITLE_ROW: Final = 1
HINT_ROW: Final = 2
HEADER_ROW: Final = 3
HOME_HEADER_ROWS: Final = {OVERVIEW: 11, PROGRESS: 15, REMINDER: 29, TRACK_PROGRESS: 40}
"""Header rows of the tables of 首页, one below the other."""
LAST_ROW: Final = 3_000
LAST_BALLOT_ROW: Final = 60_000
# Excel's filter button takes about three units of a header cell; a Chinese character takes two.
_FILTER_BUTTON: Final = 3
_BETWEEN: Final = 2
"""Rows from the end of a table's room to the next table's own: its caption and its headers."""
_LONG_TEXT: Final = 24
# Of a text that wraps, where the other tables in its column need less
_NARROWED: Final = Fraction(2, 3)


def wraps(column: Column) -> bool:
    """Whether a column's values are long texts, which take several lines (自动换行)."""
    return column.kind is Kind.TEXT and column.width >= _LONG_TEXT


@dataclass(frozen=True)
class TablePlacement:
    """The position of one table on its sheet (表格的位置).

    Attributes:
        sheet: The sheet's declaration.
        table: The table's declaration.
        header_row: Row of its headers.
        first_col: Its leftmost column, counted from 1.
        is_shared: Whether another table is above or below it, in the same columns.
        is_last: Whether no table is below it.
    """

    sheet: Sheet
    table: Table[Any]
    header_row: int
    first_col: int
    is_shared: bool = False
    is_last: bool = True

    @property
    def first_row(self) -> int:
        """First row below the headers."""
        return self.header_row + 1

    @property
    def last_col(self) -> int:
        """Rightmost column, counted from 1."""
        return self.first_col + len(self.table.columns) - 1

    @property
    def caption_row(self) -> int:
        """Row above the headers, where a table that shares its columns has its name and what it says."""
        return self.header_row - 1

    @property
    def last_row(self) -> int:
        """Last row with prepared dropdowns, messages and colours."""
        if not self.is_last:
            return self.header_row + self.table.room
        return LAST_BALLOT_ROW if self.table in (BALLOT, SURVEY_ANSWER) else LAST_ROW

    def letter(self, header: str) -> str:
        """Letter of a header's column.

        >>> PLACEMENTS["票类权重"].letter("票类")
        'C'
        """
        return column_letters(self.first_col + self.table.headers.index(header))

    def cells(self, header: str) -> str:
        """All prepared cells of a column, as validations write it.

        >>> PLACEMENTS["组织名册"].cells("编号")
        'A4:A3000'
        """
        letter = self.letter(header)
        return f"{letter}{self.first_row}:{letter}{self.last_row}"

    def body(self) -> str:
        """All prepared cells of the table."""
        first, last = column_letters(self.first_col), column_letters(self.last_col)
        return f"{first}{self.first_row}:{last}{self.last_row}"

    def ref(self, rows: int) -> str:
        """The area of the Excel table with a number of rows below its headers."""
        first, last = column_letters(self.first_col), column_letters(self.last_col)
        return f"{first}{self.header_row}:{last}{self.header_row + rows}"

    def absolute(self, header: str, first: int | None = None, last: int | None = None) -> str:
        """Cells of a column as another sheet's formula refers to them.

        >>> PLACEMENTS["板块设置"].absolute("板块")
        "'板块设置'!$A$4:$A$3000"
        """
        letter = self.letter(header)
        rows = f"${letter}${first or self.first_row}:${letter}${last or self.last_row}"
        return f"'{self.sheet.title}'!{rows}"


def place_tables(sheet: Sheet) -> list[TablePlacement]:
    """Place a sheet's tables one below the other, each with its room and the next one's caption between."""
    if sheet is HOME_SHEET:
        # Column A of 首页 is a narrow margin
        return [TablePlacement(sheet, table, HOME_HEADER_ROWS[table], 2) for table in sheet.tables]
    if len(sheet.tables) == 1:
        return [TablePlacement(sheet, sheet.tables[0], HEADER_ROW, 1)]
    rows = accumulate((table.room + _BETWEEN for table in sheet.tables), initial=HEADER_ROW + 1)
    return [
        TablePlacement(sheet, table, row, 1, is_shared=True, is_last=table is sheet.tables[-1])
        for table, row in zip(sheet.tables, rows, strict=False)
    ]


PLACEMENTS: Final = {place.table.name: place for sheet in MASTER for place in place_tables(sheet)}


def choose_width(column: Column) -> int:
    """Choose a column's width: as declared, but never too narrow for its header and filter button.

    >>> choose_width(PLACEMENTS["组织名册"].table.column("测评票数"))
    11
    """
    return max(column.width, 2 * len(column.header) + _FILTER_BUTTON)


def choose_widths(places: Sequence[TablePlacement]) -> Mapping[int, int]:
    """Choose the width of each column of a sheet, which tables below each other share (列宽).

    >>> choose_widths([PLACEMENTS["测评项目"], PLACEMENTS["评定规则"]])[3]
    16
    """
    columns: dict[int, list[Column]] = {}
    for place in places:
        for number, column in enumerate(place.table.columns, start=place.first_col):
            columns.setdefault(number, []).append(column)
    return {number: _choose_shared_width(shared) for number, shared in columns.items()}


def _choose_shared_width(columns: Sequence[Column]) -> int:
    if len(columns) == 1:
        return choose_width(columns[0])
    return max(
        int(_NARROWED * choose_width(column)) if wraps(column) else choose_width(column) for column in columns
    )
