"""The sheets and tables of an open workbook; the cells of a sheet are read once (打开着的工作表)."""

from collections.abc import Sequence

import xlwings as xw

from shuzhi_xl.sheets.master.all_sheets import TABLES
from shuzhi_xl.xlsx.live.blocks import read_values
from shuzhi_xl.xlsx.master.table_block import Cells, Rows
from shuzhi_xl.xlsx.patch.values import Area
from shuzhi_xl.xlsx.patch.workbook import TablePlace

_FAR = 1000  # rows below the tables; up to there, reading them is quicker than asking whether they are blank


class OpenSheets:
    """The sheets and tables of an open workbook (打开着的总表).

    Args:
        book: The workbook.

    Attributes:
        by_title: Its sheets that have tables.
        tables: Its tables by their names.
        places: The position of each table; the headers are filled in once its sheet has been read.
    """

    def __init__(self, book: xw.Book) -> None:
        self.by_title: dict[str, xw.Sheet] = {}
        self.tables: dict[str, xw.main.Table] = {}
        self.places: dict[str, TablePlace] = {}
        self._read: dict[str, Rows] = {}
        self._merged: dict[str, bool] = {}
        for sheet in book.sheets:
            self._add_tables(sheet, list(iter(sheet.tables)))

    def _add_tables(self, sheet: xw.Sheet, tables: Sequence[xw.main.Table]) -> None:
        if not tables:
            return
        title = sheet.name
        for table in tables:
            name, area = table.name, Area.parse(table.range.address)
            self.by_title[title], self.tables[name] = sheet, table
            headers = ("",) * (area.last_col - area.first_col + 1)
            # The range includes the totals row, which is no record
            totals = int(table.show_totals)
            self.places[name] = TablePlace(title, area, headers, area.first_row, totals)

    def forget_cells(self) -> None:
        """Forget the cells, so that every sheet is read again on demand."""
        self._read.clear()
        self._merged.clear()

    def cells_of(self, place: TablePlace) -> Cells:
        """The cells in a table's columns."""
        cells = Cells([self._read_rows(place.sheet)], place.area)
        headers = tuple("" if header is None else str(header) for header in cells.headers())
        name = next(name for name, candidate in self.places.items() if candidate == place)
        self.places[name] = place._replace(headers=headers)
        return cells

    def has_merged_cells(self, title: str, area: Area) -> bool:
        """Whether cells of an area are merged; its sheet must have been read."""
        if not self._merged[title]:
            return False
        cells = self.by_title[title].range((area.first_row, area.first_col), (area.last_row, area.last_col))
        # Excel returns null, here None, for a range of which only some cells are merged
        return cells.merge_cells is not False

    def _read_rows(self, title: str) -> Rows:
        # Each sheet is read once: a button makes 500 to 600 calls to Excel instead of 2,100 to 2,850
        if title not in self._read:
            area = self._find_area_around_tables(title)
            cells = self.by_title[title].range(
                (area.first_row, area.first_col), (area.last_row, area.last_col)
            )
            self._read[title] = Rows(area.first_row, area.first_col, read_values(cells))
            self._merged[title] = not self._is_program_only(title) and cells.merge_cells is not False
        return self._read[title]

    def _is_program_only(self, title: str) -> bool:
        """Whether only the program writes into a sheet's tables."""
        names = [name for name, place in self.places.items() if place.sheet == title]
        return all(name in TABLES and TABLES[name].program_only for name in names)

    def _find_area_around_tables(self, title: str) -> Area:
        """The area of a sheet's tables and of rows typed below them, without rows that are only formatted."""
        areas = [place.area for place in self.places.values() if place.sheet == title]
        whole = areas[0]
        for area in areas[1:]:
            whole = whole.join(area)
        if self._is_program_only(title):
            return whole
        sheet = self.by_title[title]
        used = Area.parse(sheet.used_range.address)
        if used.last_row <= whole.last_row + _FAR:
            return whole._replace(last_row=max(used.last_row, whole.last_row))
        below = whole._replace(first_row=whole.last_row + 1, last_row=used.last_row)
        return whole._replace(last_row=_find_last_filled_row(sheet, below))


def _find_last_filled_row(sheet: xw.Sheet, area: Area) -> int:
    """The last filled row of an area, or the row above it; hidden rows count too."""
    first, last = area.first_row - 1, area.last_row
    while first < last:
        middle = (first + last) // 2
        lower = area._replace(first_row=middle + 1, last_row=last)
        # Range.End and Range.Find skip hidden rows, COUNTA does not
        if sheet.api.Evaluate(f"COUNTA({lower})"):
            first = middle + 1
        else:
            last = middle
    return first
