"""What an open and a closed master have in common: tables are read once, changes kept until the commit."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from shuzhi_xl.findings import Finding, Location, blocking
from shuzhi_xl.sheets.declaration.raw_rows import RawRows
from shuzhi_xl.sheets.declaration.row import Frame, Record
from shuzhi_xl.sheets.declaration.table import RawTable, Table
from shuzhi_xl.sheets.declaration.texts import clean
from shuzhi_xl.sheets.master.additions import schema_of
from shuzhi_xl.sheets.master.all_sheets import SHEET_OF, TABLES
from shuzhi_xl.sheets.master.program_sheets import SECRET
from shuzhi_xl.xlsx.master.kept_values import kept_column, kept_value
from shuzhi_xl.xlsx.master.table_block import Cells, distinct_headers, with_missing
from shuzhi_xl.xlsx.patch.values import MAX_ROW, Value, column_letters
from shuzhi_xl.xlsx.patch.workbook import PlaceMissing, TablePlace


class BufferedStore(ABC):
    """A master workbook whose changes stay in memory until `commit`.

    Args:
        file: File name, as shown in findings.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self._read: dict[str, RawTable] = {}
        self._last_rows: dict[str, int] = {}
        self._forget()

    @abstractmethod
    def commit(self, now: datetime) -> None:
        """Make all changes final in one step."""

    @abstractmethod
    def _places(self) -> Mapping[str, TablePlace]:
        """The place of every table, by its name."""

    @abstractmethod
    def _cells_of(self, place: TablePlace) -> Cells:
        """The cells in a table's columns."""

    @abstractmethod
    def _has_name(self, name: str) -> bool:
        """Whether a defined name leads to a cell."""

    def _find_faults(
        self,
        table: Table[Any],
        place: TablePlace,
        headers: Sequence[str],
        last: int,
    ) -> list[Finding]:
        """Findings on a table that only this kind of workbook gives."""
        del table, place, headers, last
        return []

    def _forget(self) -> None:
        self._rewritten: dict[str, Mapping[str, Sequence[Any]]] = {}  # columns by header
        self._levels: dict[str, Sequence[int]] = {}
        self._cells: dict[tuple[str, str], Value] = {}
        self._named: dict[str, Value] = {}
        self._last_rows = {}

    @property
    def schema(self) -> int:
        """The schema number (格式号) of the master."""
        return schema_of(self.read_table(SECRET))

    def read_table(self, table: Table[Any]) -> RawTable:
        """A table in its current state, including changes not yet committed."""
        if table.name not in self._read:
            place = self._places().get(table.name)
            self._read[table.name] = (
                self._missing_table(table) if place is None else self._read_rows(table, place)
            )
        return self._read[table.name]

    def write_table(
        self,
        table: Table[Any],
        records: Sequence[Record],
        further: Sequence[str] = (),
        levels: Sequence[int] | None = None,
    ) -> None:
        """Put these rows in place of all rows of a table; columns that staff added stay.

        Args:
            table: The declaration.
            records: Rows as header and value; a header left out is a blank cell.
            further: Names of further 测评项目 that need a column.
            levels: The outline level of each row: those of 1 are folded below the row of 0 above them.

        Raises:
            PlaceMissing: The table is gone, though every master has it.
        """
        columns = {header: [record.get(header) for record in records] for header in _headers_of(records)}
        self._write_columns(table, columns, len(records), further)
        if levels is not None:
            self._levels[table.name] = levels

    def _choose_headers(self, table: Table[Any], further: Sequence[str]) -> tuple[str, ...]:
        current = self.read_table(table).headers
        # a column of a later version is added by the upgrade only, never by writing rows
        absent = set(table.headers) - set(table.first_headers) - set(current)
        declared = [header for header in table.headers_with(further) if header not in absent]
        return with_missing(current, declared)

    def _write_columns(
        self,
        table: Table[Any],
        columns: Mapping[str, Sequence[Value]],
        count: int,
        further: Sequence[str] = (),
    ) -> None:
        if table.name not in self._places():
            if table.is_first:
                raise PlaceMissing(table.name)
            return
        headers = self._choose_headers(table, further)
        first = self._places()[table.name].area.first_row + 1
        blank = [None] * count
        cells = {header: columns.get(header, blank) for header in headers}
        rows = RawRows(
            range(first, first + count), {header: kept_column(column) for header, column in cells.items()}
        )
        self._read[table.name] = RawTable(table, self._frame(table, headers), headers, rows)
        # Cells set before are among the rows now, maybe on other lines.
        self._cells = {place: value for place, value in self._cells.items() if place[0] != table.name}
        self._rewritten[table.name] = cells

    def append_rows(self, table: Table[Any], records: Sequence[Record]) -> None:
        """Add rows below those of a table."""
        if records:
            rows = RawRows.of(self.read_table(table).rows)
            columns = {
                header: [*rows.column(header), *(record.get(header) for record in records)]
                for header in dict.fromkeys((*rows.columns, *_headers_of(records)))
            }
            self._write_columns(table, columns, len(rows) + len(records))

    def write_cells(self, table: Table[Any], changes: Mapping[tuple[int, str], Value]) -> None:
        """Set single cells of a table, by sheet row and header; a later column that is absent stays so."""
        raw = self.read_table(table)
        later = set(table.headers) - set(table.first_headers) - set(raw.headers)
        changes = {place: value for place, value in changes.items() if place[1] not in later}
        rows = _change_rows(raw.cells, changes)
        if table.name in self._rewritten:
            self._write_columns(table, rows.columns, len(rows))
            return
        self._read[table.name] = RawTable(table, raw.frame, raw.headers, rows, raw.findings)
        for (line, header), value in changes.items():
            self._cells[table.name, raw.frame.at(header, line).cell] = value

    def write_name(self, name: str, value: Value) -> None:
        """Set the cell of a defined name, such as the title of 首页; does nothing where staff removed it."""
        if self._has_name(name):
            self._named[name] = value

    def _new_columns(self) -> Iterator[tuple[str, dict[str, Sequence[Any]]]]:
        """Every table to be rewritten, by its name, and its columns by header.

        Headers are spelt as the table has them, so that a blank within one, or an earlier version's word,
        makes no new column.
        """
        for name, columns in sorted(self._rewritten.items()):
            now = TABLES[name].header_now
            texts = ((clean(header), header) for header in self._places()[name].headers)
            spelt = {now.get(text, text): header for text, header in texts}
            yield name, {spelt.get(header, header): column for header, column in columns.items()}

    def _missing_table(self, table: Table[Any]) -> RawTable:
        title = SHEET_OF[table.name].title
        finding = blocking("table_missing", Location(self.file, title), table=table.name)
        return RawTable(table, Frame(self.file, title, {}), (), (), (finding,) if table.is_first else ())

    def _read_rows(self, table: Table[Any], place: TablePlace) -> RawTable:
        cells = self._cells_of(place)
        spelt, repeated = distinct_headers(cells.headers(), place.headers)
        headers = tuple(table.header_now.get(header, header) for header in spelt)
        last = self._last_row(table, place, cells)
        lines, columns = cells.data(last)
        rows = RawRows(lines, dict(zip(headers, columns, strict=True)))
        header_errors = self._find_header_errors(table, headers, repeated, place)
        findings = (*header_errors, *self._find_faults(table, place, headers, last))
        return RawTable(table, self._frame(table, headers), headers, rows, findings)

    def _frame(self, table: Table[Any], headers: Sequence[str]) -> Frame:
        place = self._places()[table.name]
        first = place.area.first_col
        letters = {header: column_letters(first + index) for index, header in enumerate(headers)}
        return Frame(self.file, place.sheet, letters)

    def _last_row(self, table: Table[Any], place: TablePlace, cells: Cells) -> int:
        """Last row of a table's data; WPS does not extend a table when someone types below its last row."""
        last = place.area.last_row - place.totals
        # no one types below a table of the program, and nothing below 汇总行 belongs to a table
        if table.program_only or place.totals:
            return last
        below = [
            cells.end_above(neighbour.area, name)
            for name, neighbour in self._places().items()
            if neighbour.sheet == place.sheet and neighbour.area.meets(place.area._replace(last_row=MAX_ROW))
            if neighbour.area.first_row > place.area.last_row
        ]
        typed = max(last, cells.last_filled(min([MAX_ROW, *below])))
        self._last_rows[table.name] = typed
        return typed

    def _find_header_errors(
        self, table: Table[Any], headers: Sequence[str], repeated: Sequence[str], place: TablePlace
    ) -> list[Finding]:
        cell = f"{column_letters(place.area.first_col)}{place.area.first_row}"
        at = Location(self.file, place.sheet, cell)
        absent = [header for header in table.first_headers if header not in headers]
        return [
            *(blocking("header_missing", at, table=table.name, header=header) for header in absent),
            *(blocking("header_repeated", at, header=header) for header in repeated),
        ]


def _headers_of(records: Sequence[Record]) -> Iterable[str]:
    return dict.fromkeys(header for record in records for header in record)


def _change_rows(rows: RawRows, changes: Mapping[tuple[int, str], Value]) -> RawRows:
    index = {line: index for index, line in enumerate(rows.lines)}
    changed = {header: list(rows.column(header)) for _, header in changes}
    for (line, header), value in changes.items():
        changed[header][index[line]] = kept_value(value)
    return RawRows(rows.lines, {**rows.columns, **changed})
