"""The open master workbook as a store: tables are read and written through xlwings in whole blocks."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

import xlwings as xw

from shuzhi_xl.findings import Finding, Location, blocking
from shuzhi_xl.sheets.columns import Kind
from shuzhi_xl.sheets.master import SHEET_OF, TABLES
from shuzhi_xl.sheets.tables import Table
from shuzhi_xl.sheets.texts import is_blank
from shuzhi_xl.xlsx.buffered import BufferedStore
from shuzhi_xl.xlsx.cells import Area, Formula, Link, Value, address
from shuzhi_xl.xlsx.closed import MasterUnreadable
from shuzhi_xl.xlsx.patch import PlaceTaken, TablePlace
from shuzhi_xl.xlsx.replace import BACKUPS, back_up
from shuzhi_xl.xlsx.table_cells import Cells, Rows, strips

_TEXT = "@"
_STILL_ALLOWED = dict.fromkeys(
    ("AllowFiltering", "AllowSorting", "AllowFormattingColumns", "AllowFormattingRows"), True
)


class LiveStore(BufferedStore):
    """A master workbook that is open in a spreadsheet program (打开着的总表).

    `commit` copies the saved file to 备份, writes all changes into the open sheets and saves.

    Args:
        book: The open workbook.

    Raises:
        MasterUnreadable: It is no master.
    """

    def __init__(self, book: xw.Book) -> None:
        super().__init__(book.name)
        self._book = book
        if not TABLES.keys() & self._tables.keys():
            raise MasterUnreadable("not_a_master", book.name)

    @cached_property
    def _tables(self) -> dict[str, Any]:
        return {table.name: table for sheet in self._book.sheets for table in sheet.tables}

    def commit(self, now: datetime) -> None:
        """Write all changes into the open workbook and save it, keeping a copy of the saved one in 备份.

        Raises:
            PlaceTaken: Something stands where a table must grow; nothing has been written.
        """
        for name, rows in self._written():
            self._refuse_what_is_in_the_way(name, len(rows))
        self._back_up(now)
        with self._quietly():
            for name, rows in self._written():
                self._write_rows(name, rows)
            for name in dict.fromkeys(name for name, _ in self._cells):
                self._write_cells(name)
            for name, value in self._named.items():
                place = self._book.names[name].refers_to_range
                with self._unprotected(place.sheet):
                    _put(place, [value])
        self._book.save()
        self._forget()

    def show(self, table: Table[Any]) -> None:
        """Move to the sheet that the clerk should look at now."""
        self._book.sheets[SHEET_OF[table.name].title].activate()

    def _back_up(self, now: datetime) -> None:
        saved = Path(self._book.fullname)
        if saved.is_file():
            back_up(saved, saved.read_bytes(), saved.parent / BACKUPS, now)

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        app = self._book.app
        app.screen_updating = False
        try:
            yield
        finally:
            app.screen_updating = True

    @contextmanager
    def _unprotected(self, sheet: xw.Sheet) -> Iterator[xw.Sheet]:
        """A sheet whose lock is off for the moment: a table on a protected sheet cannot grow."""
        locked = any(each.title == sheet.name and each.protected for each in SHEET_OF.values())
        if locked:
            sheet.api.Unprotect()
        try:
            yield sheet
        finally:
            if locked:
                sheet.api.Protect(**_STILL_ALLOWED)

    def _refuse_what_is_in_the_way(self, name: str, rows: int) -> None:
        place, width = self._places()[name], len(self._read[name].headers)
        own = place.area._replace(last_row=self._own_last_row(name))
        will = own._replace(last_row=own.first_row + max(rows, 1), last_col=own.first_col + width - 1)
        for strip in will.beyond(own):
            others = (each.area for each in self._places().values() if each.sheet == place.sheet)
            taken = [(each.first_row, each.first_col) for each in others if each.meets(strip)]
            for row, col in taken or _filled(self._book.sheets[place.sheet], strip):
                raise PlaceTaken(place.sheet, address(row, col))

    def _own_last_row(self, name: str) -> int:
        """Last row of a table, rows typed right below it included."""
        return max(self._places()[name].area.last_row, self._last_rows.get(name, 0))

    def _write_rows(self, name: str, rows: Sequence[Sequence[Value]]) -> None:
        table, headers = self._tables[name], self._read[name].headers
        place = self._places()[name]
        first, left = place.area.first_row, place.area.first_col
        old_last = self._own_last_row(name)
        last, right = first + max(len(rows), 1), left + len(headers) - 1
        with self._unprotected(table.range.sheet) as sheet:
            if tuple(place.headers) != tuple(headers):
                sheet.range((first, left), (first, right)).value = [list(headers)]
            sheet.range((first + 1, left), (old_last, right)).clear_contents()
            table.resize(sheet.range((first, left), (last, right)))
            _spread_format(sheet, first + 1, last, left, right)
            if rows:
                self._write_block(sheet, name, (first + 1, left), rows)
        self._found[name] = _place_of(table)

    def _write_cells(self, name: str) -> None:
        changes = {cell: value for (table, cell), value in self._cells.items() if table == name}
        with self._unprotected(self._book.sheets[self._places()[name].sheet]) as sheet:
            for area, values in strips(changes):
                _put(sheet.range((area.first_row, area.first_col), (area.last_row, area.last_col)), values)

    def _write_block(
        self, sheet: xw.Sheet, name: str, corner: tuple[int, int], rows: Sequence[Sequence[Value]]
    ) -> None:
        first, left = corner
        last, headers = first + len(rows) - 1, self._read[name].headers
        kinds = {column.header: column.kind for column in TABLES[name].columns}
        for index, header in enumerate(headers):
            if kinds.get(header, Kind.TEXT) is Kind.TEXT:
                # Text first, so that what stands in a returned file never becomes a formula or a date.
                sheet.range((first, left + index), (last, left + index)).number_format = _TEXT
        block = [[_shown(value) for value in row] for row in rows]
        sheet.range((first, left), (last, left + len(headers) - 1)).value = block
        for line, row in enumerate(rows, start=first):
            for index, value in enumerate(row):
                if isinstance(value, Link):
                    sheet.range((line, left + index)).add_hyperlink(f"#{value.location}", value.text)

    def _places(self) -> Mapping[str, TablePlace]:
        return self._found

    @cached_property
    def _found(self) -> dict[str, TablePlace]:
        return {name: _place_of(table) for name, table in self._tables.items()}

    def _has_name(self, name: str) -> bool:
        return any(each.name == name for each in self._book.names)

    def _cells_of(self, place: TablePlace) -> Cells:
        sheet = self._book.sheets[place.sheet]
        corner = sheet.used_range.last_cell
        rows = sheet.range((1, 1), (corner.row, corner.column)).options(ndim=2).value
        return Cells([Rows(1, 1, rows)], place.area)

    def _wrong_in(
        self, table: Table[Any], place: TablePlace, headers: Sequence[str], last: int
    ) -> list[Finding]:
        del headers
        area = place.area
        data = self._book.sheets[place.sheet].range(
            (area.first_row, area.first_col), (max(last, area.first_row), area.last_col)
        )
        if data.merge_cells is False:
            return []
        at = Location(self.file, place.sheet, str(area).partition(":")[0])
        return [blocking("merged_cells", at, table=table.name, area=str(area))]


def _place_of(table: Any) -> TablePlace:
    whole = table.range
    height, width = whole.shape
    area = Area(whole.row, whole.column, whole.row + height - 1, whole.column + width - 1)
    headers = table.header_row_range.options(ndim=2).value[0]
    return TablePlace(whole.sheet.name, area, tuple(str(each or "") for each in headers), whole.row, 0)


def _filled(sheet: xw.Sheet, area: Area) -> Iterator[tuple[int, int]]:
    block = sheet.range((area.first_row, area.first_col), (area.last_row, area.last_col))
    for row, values in enumerate(block.options(ndim=2).value, start=area.first_row):
        for col, value in enumerate(values, start=area.first_col):
            if not is_blank(value):
                yield row, col


def _spread_format(sheet: xw.Sheet, first: int, last: int, left: int, right: int) -> None:
    """Give all rows the look of the first one, which keeps the formats of a table of any length."""
    if last > first:
        pattern = sheet.range((first, left), (first, right))
        pattern.copy(sheet.range((first + 1, left), (last, right)))


def _shown(value: Value) -> Any:
    if isinstance(value, Link):
        return value.text
    if isinstance(value, Formula):
        return f"={value.text}"
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime.combine(value, time(0))
    return value


def _put(column: xw.Range, values: Sequence[Value]) -> None:
    """Fill cells below each other with texts only, or with values of which none is a text."""
    if isinstance(values[0], str):
        column.number_format = _TEXT
    column.value = [[_shown(value)] for value in values]
