"""The one writer of closed workbooks: only the parts that change are rewritten (修补工作簿)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

from shuzhi_xl.xlsx.patch.chart_caches import chart_parts, without_stale_caches
from shuzhi_xl.xlsx.patch.errors import NotAWorkbook, PlaceMerged, PlaceMissing, PlaceTaken, SheetFull
from shuzhi_xl.xlsx.patch.opc.parts import Parts
from shuzhi_xl.xlsx.patch.sheet.heights import wrapping_styles
from shuzhi_xl.xlsx.patch.sheet.row_scanner import split_sheet
from shuzhi_xl.xlsx.patch.sheet.sheet_part import SheetPart
from shuzhi_xl.xlsx.patch.sheet.stretch import Stretch
from shuzhi_xl.xlsx.patch.table import pattern_block, table_rewrite
from shuzhi_xl.xlsx.patch.table.table_part import TablePart, TablePlace
from shuzhi_xl.xlsx.patch.values import Area, BlockValue, Value
from shuzhi_xl.xlsx.patch.workbook_part import Book, NamePlace

__all__ = [
    "NamePlace",
    "NotAWorkbook",
    "PlaceMerged",
    "PlaceMissing",
    "PlaceTaken",
    "SheetFull",
    "TablePlace",
    "Workbook",
]


@dataclass(eq=False)
class Workbook:
    """A closed workbook under change; every part that is not written stays bit for bit.

    Places are found by table names and defined names. A refused change (`PlaceMissing`, `PlaceTaken`,
    `PlaceMerged`, `SheetFull`) leaves the workbook as it was. `Workbook.open`, `Workbook.load` and
    `Workbook.read` make one.
    """

    _parts: Parts
    _book: Book
    _tables: dict[str, TablePart]
    _sheets: dict[str, SheetPart] = field(default_factory=dict)
    _names: Mapping[str, NamePlace] | None = None
    # Sheets as they were read, shared by all copies.
    _read: dict[str, SheetPart] = field(default_factory=dict)

    @classmethod
    def read(cls, parts: Parts) -> Self:
        """The workbook of a package.

        Raises:
            NotAWorkbook: the package is no workbook.
        """
        book = Book.read(parts)
        tables = (
            TablePart.read(title, name, parts.read(name))
            for title, part in book.sheets.items()
            for name in parts.related(part, "table")
        )
        # without a header row there is nothing to find columns by
        return cls(parts, book, {table.name: table for table in tables if table.name and table.has_header})

    @classmethod
    def open(cls, path: Path) -> Self:
        """Read a workbook from a file.

        Raises:
            NotAWorkbook: the file is no workbook.
            OSError: the file cannot be read.
        """
        return cls.read(Parts.open(path))

    @classmethod
    def load(cls, blob: bytes) -> Self:
        """Read a workbook from a file's bytes.

        Raises:
            NotAWorkbook: the bytes are no workbook.
        """
        return cls.read(Parts.load(blob))

    def fork(self) -> "Workbook":
        """A copy of the workbook that can be changed independently; what was parsed is shared."""
        return replace(
            self,
            _parts=self._parts.fork(),
            _book=self._book.fork(),
            _tables={name: table.fork() for name, table in self._tables.items()},
            _sheets={title: sheet.fork() for title, sheet in self._sheets.items()},
        )

    @property
    def sheets(self) -> tuple[str, ...]:
        """The worksheets' titles, in the order of their tabs."""
        return tuple(self._book.sheets)

    @property
    def tables(self) -> Mapping[str, TablePlace]:
        """Every table (表格) by its name."""
        return {name: table.place for name, table in self._tables.items()}

    @property
    def names(self) -> Mapping[str, NamePlace]:
        """Every workbook-level defined name (名称) that leads to one area."""
        if self._names is None:
            self._names = self._book.names
        return self._names

    def write_table(
        self,
        name: str,
        columns: Mapping[str, Sequence[Value]],
        *,
        last_row: int | None = None,
    ) -> None:
        """Replace a table's rows, and its columns where the headers differ (`table_rewrite.write_table`).

        Args:
            name: the table's name.
            columns: the values of each column by its header, left to right; without values one blank row
                is left.
            last_row: the last sheet row that belongs to the table, though typed below its end.

        Raises:
            PlaceMissing: there is no such table.
            PlaceTaken, PlaceMerged, SheetFull: the table cannot grow.
            ValueError: the columns are not equally long.
        """
        table = self._tables.get(name)
        if table is None:
            raise PlaceMissing(name)
        neighbours = [part.place.area for part in self._tables.values() if part.sheet == table.sheet]
        neighbours.remove(table.place.area)
        sheet = self._sheet(table.sheet)
        change = table_rewrite.Rewriting(columns, last_row or 0, self._wrapping)
        self._follow(table.sheet, table_rewrite.write_table(sheet, table, neighbours, change))

    def fill_block(self, name: str, rows: Sequence[Sequence[BlockValue]]) -> None:
        """Write rows over a named pattern of formatted cells, which grows (`pattern_block.fill_block`).

        Args:
            name: the defined name of the pattern.
            rows: the values; `KEEP` leaves a cell, `Styled` takes another named cell's look.

        Raises:
            PlaceMissing: a name is not there.
            PlaceTaken, PlaceMerged, SheetFull: the block cannot grow.
        """
        sheet, area = self._place(name)
        self.fill_area(sheet, area, rows, {})

    def fill_area(
        self, sheet: str, pattern: Area, rows: Sequence[Sequence[BlockValue]], heights: Mapping[int, float]
    ) -> None:
        """Like `fill_block`, over a pattern known by its place; heights in points of rows by number."""
        stretch = pattern_block.fill_block(self._sheet(sheet), pattern, rows, self._style_of, heights)
        self._follow(sheet, stretch)

    def fill_row(self, name: str, index: int, values: Sequence[BlockValue]) -> None:
        """Write one row of a block that was filled before.

        Args:
            name: the block's defined name.
            index: which of its rows, from 0.
            values: the values; `KEEP` leaves a cell, `Styled` takes another named cell's look.

        Raises:
            PlaceMissing: a name is not there.
            PlaceMerged: merged cells reach into the row.
        """
        title, area = self._place(name)
        row = area._replace(first_row=area.first_row + index, last_row=area.first_row + index)
        pattern_block.fill_block(self._sheet(title), row, [values], self._style_of)

    def set_value(self, name: str, value: Value) -> None:
        """Write one value into the first cell of a defined name; its look stays.

        Raises:
            PlaceMissing: the name is not there.
            PlaceMerged: the cell is hidden by merged cells.
        """
        self.set_values({name: value})

    def set_values(self, values: Mapping[str, Value]) -> None:
        """Like `set_value` for each of these names, quicker where several are in one row.

        Raises:
            PlaceMissing: a name is not there.
            PlaceMerged: a cell is hidden by merged cells.
        """
        sheets: dict[str, dict[tuple[int, int], Value]] = {}
        for name, value in values.items():
            title, area = self._place(name)
            sheets.setdefault(title, {})[area.first_row, area.first_col] = value
        for title, cells in sheets.items():
            pattern_block.fill_cells(self._sheet(title), cells)

    def set_cell(self, sheet: str, cell: str, value: Value) -> None:
        """Write one value into a cell such as ``B7``; its look stays.

        Raises:
            PlaceMissing: the sheet is not there.
            PlaceMerged: the cell is hidden by merged cells.
        """
        area = Area.parse(cell)
        pattern_block.fill_cells(self._sheet(sheet), {(area.first_row, area.first_col): value})

    def reveal(self, table: str) -> None:
        """Show a hidden sheet that has no print area, and print it down to the end of its table.

        Raises:
            PlaceMissing: there is no such table.
        """
        if table not in self._tables:
            raise PlaceMissing(table)
        place = self._tables[table].place
        self._book.reveal(place.sheet, place.area._replace(first_row=1, first_col=1))

    def hide(self, name: str) -> None:
        """Hide the sheet of a defined name.

        Raises:
            PlaceMissing: the name is not there.
        """
        title, _ = self._place(name)
        self._book.hide(title)

    def to_bytes(self) -> bytes:
        """The workbook as a file; the same content and changes give the same bytes.

        A changed workbook is calculated in full when it is next opened.
        """
        changed = [sheet for sheet in self._sheets.values() if sheet.changed]
        parts = self._parts.fork()
        for sheet in changed:
            parts.replace(sheet.part, sheet.to_bytes())
        for table in self._tables.values():
            if table.changed:
                parts.replace(table.part, table.to_bytes())
        if changed:
            self._renew_charts(parts, {sheet.title: sheet.written for sheet in changed})
            # a calcChain that names a cell without a formula is damage to Excel, which makes a new one
            for chain in parts.related(self._book.part, "calcChain"):
                parts.remove(chain)
            parts.replace(self._book.part, self._book.calculated_on_load())
        return parts.to_bytes()

    def _sheet(self, title: str) -> SheetPart:
        if title not in self._book.sheets:
            raise PlaceMissing(title)
        if title not in self._read:
            part = self._book.sheets[title]
            text = split_sheet(self._parts.read(part))
            # shared by all copies of the workbook; only a fork of it is ever changed
            self._read[title] = SheetPart.read(title, part, text, date1904=self._book.date1904)
        if title not in self._sheets:
            self._sheets[title] = self._read[title].fork()
        return self._sheets[title]

    @property
    def _wrapping(self) -> frozenset[str]:
        return wrapping_styles(self._parts, self._book.part)

    def _place(self, name: str) -> NamePlace:
        if name not in self.names:
            raise PlaceMissing(name)
        return self.names[name]

    def _style_of(self, name: str) -> str | None:
        title, area = self._place(name)
        sheet = self._sheet(title)
        return sheet.style(sheet.row(area.first_row), area.first_col)

    def _follow(self, sheet: str, stretch: Stretch) -> None:
        if stretch.moves:
            self._book.follow(sheet, stretch)
            self._names = None

    def _renew_charts(self, parts: Parts, written_areas: Mapping[str, Sequence[Area]]) -> None:
        for chart in chart_parts(parts, self._book.part, list(self._book.sheets.values())):
            parts.replace(chart, without_stale_caches(parts.read(chart), written_areas, self.names))
