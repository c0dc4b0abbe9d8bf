"""The one writer of closed workbooks: only the parts that change are rewritten (修补工作簿)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Self

from shuzhi_xl.xlsx.patch.added_sheets import SheetPicture
from shuzhi_xl.xlsx.patch.errors import NotAWorkbook, PlaceMerged, PlaceMissing, PlaceTaken, SheetFull
from shuzhi_xl.xlsx.patch.opc.parts import Parts
from shuzhi_xl.xlsx.patch.parsed_workbook import ParsedWorkbook
from shuzhi_xl.xlsx.patch.table import pattern_block, table_rewrite
from shuzhi_xl.xlsx.patch.table.rewrite_plan import Rewriting
from shuzhi_xl.xlsx.patch.table.table_part import TablePlace
from shuzhi_xl.xlsx.patch.values import Area, BlockValue, Value
from shuzhi_xl.xlsx.patch.workbook_part import NamePlace

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

    _parsed: ParsedWorkbook

    @classmethod
    def read(cls, parts: Parts) -> Self:
        """The workbook of a package.

        Raises:
            NotAWorkbook: the package is no workbook.
        """
        return cls(ParsedWorkbook.read(parts))

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
        return Workbook(self._parsed.fork())

    @property
    def sheets(self) -> tuple[str, ...]:
        """The worksheets' titles, in the order of their tabs."""
        return tuple(self._parsed.book.sheets)

    def sheet_size(self, title: str) -> int:
        """Bytes of a worksheet's text as the file says, whatever has been written to it since.

        Raises:
            PlaceMissing: the sheet is not there.
        """
        return self._parsed.sheet_size(title)

    @property
    def tables(self) -> Mapping[str, TablePlace]:
        """Every table (表格) by its name."""
        return {name: table.place for name, table in self._parsed.tables.items()}

    @property
    def names(self) -> Mapping[str, NamePlace]:
        """Every workbook-level defined name (名称) that leads to one area."""
        return self._parsed.names

    def write_table(
        self,
        name: str,
        columns: Mapping[str, Sequence[Value]],
        *,
        last_row: int | None = None,
        levels: Sequence[int] | None = None,
    ) -> None:
        """Replace a table's rows, and its columns where the headers differ (`table_rewrite.write_table`).

        Args:
            name: the table's name.
            columns: the values of each column by its header, left to right; without values one blank row
                is left.
            last_row: the last sheet row that belongs to the table, though typed below its end.
            levels: the outline level of each row, 0 or 1; None leaves the outline as it is.

        Raises:
            PlaceMissing: there is no such table.
            PlaceTaken, PlaceMerged, SheetFull: the table cannot grow.
            ValueError: the columns are not equally long.
        """
        table = self._parsed.table(name)
        neighbours = [part.place.area for part in self._parsed.tables.values() if part.sheet == table.sheet]
        neighbours.remove(table.place.area)
        sheet = self._parsed.sheet(table.sheet)
        change = Rewriting(columns, last_row or 0, self._parsed.wrapping_styles, levels)
        self._parsed.follow(table.sheet, table_rewrite.write_table(sheet, table, neighbours, change))

    def fill_block(self, name: str, rows: Sequence[Sequence[BlockValue]]) -> None:
        """Write rows over a named pattern of formatted cells, which grows (`pattern_block.fill_block`).

        Args:
            name: the defined name of the pattern.
            rows: the values; `KEEP` leaves a cell, `Styled` takes another named cell's style.

        Raises:
            PlaceMissing: a name is not there.
            PlaceTaken, PlaceMerged, SheetFull: the block cannot grow.
        """
        sheet, area = self._parsed.find_place(name)
        self.fill_area(sheet, area, rows, {})

    def fill_area(
        self, sheet: str, pattern: Area, rows: Sequence[Sequence[BlockValue]], heights: Mapping[int, float]
    ) -> None:
        """Like `fill_block`, over a pattern known by its place; heights in points of rows by number."""
        stretch = pattern_block.fill_block(
            self._parsed.sheet(sheet), pattern, rows, self._parsed.find_style, heights
        )
        self._parsed.follow(sheet, stretch)

    def fill_row(self, name: str, index: int, values: Sequence[BlockValue]) -> None:
        """Write one row of a block that was filled before.

        Args:
            name: the block's defined name.
            index: which of its rows, from 0.
            values: the values; `KEEP` leaves a cell, `Styled` takes another named cell's style.

        Raises:
            PlaceMissing: a name is not there.
            PlaceMerged: merged cells reach into the row.
        """
        title, area = self._parsed.find_place(name)
        row = area._replace(first_row=area.first_row + index, last_row=area.first_row + index)
        pattern_block.fill_block(self._parsed.sheet(title), row, [values], self._parsed.find_style)

    def set_value(self, name: str, value: Value) -> None:
        """Write one value into the first cell of a defined name; its style stays.

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
            title, area = self._parsed.find_place(name)
            sheets.setdefault(title, {})[area.first_row, area.first_col] = value
        for title, cells in sheets.items():
            pattern_block.fill_cells(self._parsed.sheet(title), cells)

    def set_cell(self, sheet: str, cell: str, value: Value) -> None:
        """Write one value into a cell such as ``B7``; its style stays.

        Raises:
            PlaceMissing: the sheet is not there.
            PlaceMerged: the cell is hidden by merged cells.
        """
        area = Area.parse(cell)
        pattern_block.fill_cells(self._parsed.sheet(sheet), {(area.first_row, area.first_col): value})

    def reveal(self, table: str) -> None:
        """Show a hidden sheet that has no print area, and print it down to the end of its table.

        Raises:
            PlaceMissing: there is no such table.
        """
        place = self._parsed.table(table).place
        self._parsed.book.reveal(place.sheet, place.area._replace(first_row=1, first_col=1))

    def hide(self, name: str) -> None:
        """Hide the sheet of a defined name.

        Raises:
            PlaceMissing: the name is not there.
        """
        title, _ = self._parsed.find_place(name)
        self._parsed.book.hide(title)

    def copy_sheet(self, title: str, copy: str, suffix: str) -> None:
        """Add a copy of a sheet after the last one, with its pictures; tables are left out.

        Args:
            title: the sheet's title.
            copy: the copy's title, which no other sheet has.
            suffix: added to each name that leads to the sheet, for the name that leads to the copy.

        Raises:
            PlaceMissing: the sheet is not there.
        """
        self._parsed.copy_sheet(title, copy, suffix)

    def add_sheets(
        self, donor: "Workbook", pictures: Mapping[str, Sequence[SheetPicture]] = MappingProxyType({})
    ) -> None:
        """Add the sheets of another workbook after the last one, with their looks; the others stay.

        Args:
            donor: a workbook as openpyxl saves it, without pictures and tables.
            pictures: pictures for these sheets, by title.

        Raises:
            PlaceTaken: there is a sheet with one of the titles already.
        """
        self._parsed.add_sheets(donor._parsed, pictures)  # noqa: SLF001  its own kind

    def replace_picture(self, sheet: str, name: str, png: bytes) -> None:
        """Let a picture of a sheet show another image, in the place and size that it has.

        Args:
            sheet: the sheet's title.
            name: the picture's name, as 选择窗格 shows it.
            png: the image.

        Raises:
            PlaceMissing: there is no such sheet or picture.
        """
        self._parsed.replace_picture(sheet, name, png)

    def open_at(self, table: str) -> None:
        """Let programs open the workbook at the sheet of a table; for one that no program has saved yet.

        Raises:
            PlaceMissing: there is no such table.
        """
        self._parsed.book.open_at(self._parsed.table(table).place.sheet)

    def to_bytes(self) -> bytes:
        """The workbook as a file; the same content and changes give the same bytes.

        A changed workbook is calculated in full when it is next opened.
        """
        return self._parsed.to_bytes()
