"""The position of every table of the master (各表格的位置); all sheets except 首页 follow one pattern."""

from dataclasses import dataclass
from typing import Any, Final

from shuzhi_xl.sheets.declaration.column import Column
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


@dataclass(frozen=True)
class TablePlacement:
    """The position of one table on its sheet (表格的位置).

    Attributes:
        sheet: The sheet's declaration.
        table: The table's declaration.
        header_row: Row of its headers.
        first_col: Its leftmost column, counted from 1.
    """

    sheet: Sheet
    table: Table[Any]
    header_row: int
    first_col: int

    @property
    def first_row(self) -> int:
        """First row below the headers."""
        return self.header_row + 1

    @property
    def last_col(self) -> int:
        """Rightmost column, counted from 1."""
        return self.first_col + len(self.table.columns) - 1

    @property
    def last_row(self) -> int:
        """Last row with prepared dropdowns, messages and colours."""
        return LAST_BALLOT_ROW if self.table in (BALLOT, SURVEY_ANSWER) else LAST_ROW

    def letter(self, header: str) -> str:
        """Letter of a header's column.

        >>> PLACEMENTS["票类权重"].letter("票类")
        'M'
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
    """Place a sheet's tables side by side, with one blank column between them."""
    if sheet is HOME_SHEET:
        # Column A of 首页 is a narrow margin
        return [TablePlacement(sheet, table, HOME_HEADER_ROWS[table], 2) for table in sheet.tables]
    placements: list[TablePlacement] = []
    for table in sheet.tables:
        first_col = placements[-1].last_col + 2 if placements else 1
        placements.append(TablePlacement(sheet, table, HEADER_ROW, first_col))
    return placements


PLACEMENTS: Final = {place.table.name: place for sheet in MASTER for place in place_tables(sheet)}


def choose_width(column: Column) -> int:
    """Choose a column's width: as declared, but never too narrow for its header and filter button.

    >>> choose_width(PLACEMENTS["组织名册"].table.column("测评票数"))
    11
    """
    return max(column.width, 2 * len(column.header) + _FILTER_BUTTON)
