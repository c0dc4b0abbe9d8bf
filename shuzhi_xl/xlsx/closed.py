"""The closed master workbook as a store: tables are read by calamine and written by the patch writer."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from shuzhi_xl.findings import Finding, Location, blocking
from shuzhi_xl.sheets.cells import clean, is_blank
from shuzhi_xl.sheets.master import SHEET_OF, TABLES
from shuzhi_xl.sheets.tables import Frame, RawRow, RawTable, Record, Table
from shuzhi_xl.xlsx.cells import MAX_ROW, Area, Link, Value, column_letters
from shuzhi_xl.xlsx.closed_cells import Cells, distinct_headers, overlap, with_missing
from shuzhi_xl.xlsx.formulas import formulas_without_value
from shuzhi_xl.xlsx.patch import NotAWorkbook, PlaceMissing, TablePlace, Workbook
from shuzhi_xl.xlsx.replace import replace_file


class MasterUnreadable(Exception):  # noqa: N818 -- part of the agreed interface
    """The file is no master workbook; ``code`` names the sentence."""

    def __init__(self, code: str, name: str) -> None:
        super().__init__(code, name)
        self.code, self.name = code, name


class ClosedStore:
    """A master workbook that no program has open (关闭着的总表).

    Changes stay in memory until `commit`, which replaces the file in one step.

    Args:
        path: The master's path.

    Raises:
        MasterUnreadable: The file is missing, broken, or no master.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.file = path.name
        try:
            self._data = path.read_bytes()
            self._book = Workbook.load(self._data)
            self._calamine = CalamineWorkbook.from_filelike(BytesIO(self._data))
        except FileNotFoundError:
            raise MasterUnreadable("master_missing", path.name) from None
        except (OSError, NotAWorkbook, CalamineError):
            raise MasterUnreadable("master_unreadable", path.name) from None
        if not TABLES.keys() & self._book.tables.keys():
            raise MasterUnreadable("not_a_master", path.name)
        self._read: dict[str, RawTable] = {}
        self._last_rows: dict[str, int] = {}
        self._rewritten: dict[str, list[list[Any]]] = {}
        self._cells: dict[tuple[str, str], Value] = {}
        self._named: dict[str, Value] = {}

    def read_table(self, table: Table[Any]) -> RawTable:
        """A table as it stands now, changes not yet committed included."""
        if table.name not in self._read:
            place = self._book.tables.get(table.name)
            self._read[table.name] = self._missing(table) if place is None else self._rows_of(table, place)
        return self._read[table.name]

    def write_table(self, table: Table[Any], records: Sequence[Record], further: Sequence[str] = ()) -> None:
        """Put these rows in place of all rows of a table; columns that staff added stay.

        Args:
            table: The declaration.
            records: Rows as header and value; a header left out is a blank cell.
            further: Names of further 测评项目 that need a column.

        Raises:
            PlaceMissing: The table is gone.
        """
        if table.name not in self._book.tables:
            raise PlaceMissing(table.name)
        old = self.read_table(table)
        headers = with_missing(old.headers, table.headers_with(further))
        frame = self._frame(table, headers)
        first = self._book.tables[table.name].area.first_row + 1
        rows = tuple(RawRow(first + index, _plain(record)) for index, record in enumerate(records))
        self._read[table.name] = RawTable(table, frame, headers, rows)
        # Cells set before are among the rows now, maybe on other lines.
        self._cells = {place: value for place, value in self._cells.items() if place[0] != table.name}
        self._rewritten[table.name] = [[record.get(header) for header in headers] for record in records]

    def append_rows(self, table: Table[Any], records: Sequence[Record]) -> None:
        """Add rows below those of a table."""
        if records:
            self.write_table(table, [*self.read_table(table).records(), *records])

    def write_cells(self, table: Table[Any], changes: Mapping[tuple[int, str], Value]) -> None:
        """Set single cells of a table, by sheet row and header."""
        raw = self.read_table(table)
        if table.name in self._rewritten:
            self.write_table(table, _changed(raw, changes))
            return
        lines = [row.line for row in raw.rows]
        rows = tuple(map(RawRow, lines, _changed(raw, changes)))
        self._read[table.name] = RawTable(table, raw.frame, raw.headers, rows, raw.findings)
        for (line, header), value in changes.items():
            self._cells[table.name, raw.frame.at(header, line).cell] = value

    def write_name(self, name: str, value: Value) -> None:
        """Set the cell of a defined name, such as the title of 首页; does nothing where staff removed it."""
        if name in self._book.names:
            self._named[name] = value

    def commit(self, now: datetime) -> None:
        """Replace the file by one with all changes, keeping a copy of the old one in 备份.

        Raises:
            FileBusy: Another program holds the file.
            FileChanged: The file is no longer the one that was read.
            FolderRefused: The folder is read-only or full.
        """
        changed = self._patched()
        expect = hashlib.sha256(self._data).hexdigest()
        replace_file(self._path, changed, expect=expect, backup=self._path.parent / "备份", now=now)
        self._data = changed
        self._book = Workbook.load(changed)
        self._rewritten, self._cells, self._named, self._last_rows = {}, {}, {}, {}

    def _patched(self) -> bytes:
        book = self._book.fork()
        for name, rows in sorted(self._rewritten.items()):
            headers, last = self._as_they_stand(name), self._last_rows.get(name)
            book.write_table(name, headers, rows, last_row=last)
        for (name, cell), value in self._cells.items():
            book.set_cell(book.tables[name].sheet, cell, value)
        for name, value in self._named.items():
            book.set_value(name, value)
        return book.to_bytes()

    def _as_they_stand(self, name: str) -> list[str]:
        """Headers to write, spelt as the table has them, so that a blank within one makes no new column."""
        spelt = {clean(header): header for header in self._book.tables[name].headers}
        return [spelt.get(header, header) for header in self._read[name].headers]

    def _missing(self, table: Table[Any]) -> RawTable:
        title = SHEET_OF[table.name].title
        found = (blocking("table_missing", Location(self.file, title), table=table.name),)
        return RawTable(table, Frame(self.file, title, {}), (), (), found)

    def _rows_of(self, table: Table[Any], place: TablePlace) -> RawTable:
        try:
            sheet = self._calamine.get_sheet_by_name(place.sheet)
        except CalamineError:
            raise MasterUnreadable("master_unreadable", self.file) from None
        cells = Cells(sheet, place.area)
        headers, repeated = distinct_headers(cells.row(place.area.first_row), place.headers)
        last = self._last_row(table, place, cells)
        rows = tuple(
            RawRow(line, dict(zip(headers, values, strict=True)))
            for line in range(place.area.first_row + 1, last + 1)
            if not all(map(is_blank, values := cells.row(line)))
        )
        frame = self._frame(table, headers)
        findings = [
            *self._headers_wrong(table, headers, repeated, place),
            *self._merged(table, sheet, place, last),
        ]
        return RawTable(table, frame, headers, rows, (*findings, *self._unvalued(place, headers, last)))

    def _frame(self, table: Table[Any], headers: Sequence[str]) -> Frame:
        place = self._book.tables[table.name]
        first = place.area.first_col
        letters = {header: column_letters(first + index) for index, header in enumerate(headers)}
        return Frame(self.file, place.sheet, letters)

    def _last_row(self, table: Table[Any], place: TablePlace, cells: Cells) -> int:
        """Last row of a table's data; WPS does not extend a table when someone types below its last row."""
        last = place.area.last_row - place.totals
        if table.program_only or place.totals:
            return last
        below = [
            other.area.first_row - 1
            for other in self._book.tables.values()
            if other.sheet == place.sheet and overlap(other.area, place.area._replace(last_row=MAX_ROW))
            if other.area.first_row > place.area.last_row
        ]
        typed = max(last, cells.last_filled(min([MAX_ROW, *below])))
        self._last_rows[table.name] = typed
        return typed

    def _headers_wrong(
        self, table: Table[Any], headers: Sequence[str], repeated: Sequence[str], place: TablePlace
    ) -> list[Finding]:
        cell = f"{column_letters(place.area.first_col)}{place.area.first_row}"
        at = Location(self.file, place.sheet, cell)
        absent = [header for header in table.headers if header not in headers]
        return [
            *(blocking("header_missing", at, table=table.name, header=header) for header in absent),
            *(blocking("header_repeated", at, header=header) for header in repeated),
        ]

    def _merged(self, table: Table[Any], sheet: CalamineSheet, place: TablePlace, last: int) -> list[Finding]:
        found = []
        data = place.area._replace(last_row=last)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
            area = Area(top + 1, left + 1, bottom + 1, right + 1)
            if overlap(area, data):
                at = Location(self.file, place.sheet, str(area).partition(":")[0])
                found.append(blocking("merged_cells", at, table=table.name, area=str(area)))
        return found

    def _unvalued(self, place: TablePlace, headers: Sequence[str], last: int) -> list[Finding]:
        data = place.area._replace(first_row=place.area.first_row + 1, last_row=last)
        return [
            blocking(
                "formula_without_value",
                Location(self.file, place.sheet, f"{column_letters(column)}{row}"),
                header=headers[column - data.first_col],
            )
            for row, column in self._formulas.get(place.sheet, ())
            if overlap(Area(row, column, row, column), data)
        ]

    @cached_property
    def _formulas(self) -> Mapping[str, Sequence[tuple[int, int]]]:
        return formulas_without_value(self._data)


def _plain(record: Record) -> Record:
    return {header: value.text if isinstance(value, Link) else value for header, value in record.items()}


def _changed(raw: RawTable, changes: Mapping[tuple[int, str], Value]) -> list[Record]:
    records = {row.line: dict(row.values) for row in raw.rows}
    for (line, header), value in changes.items():
        records[line][header] = value
    return list(records.values())
