"""The parsed parts of a closed workbook (已解析的工作簿): sheets, tables and defined names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from shuzhi_xl.xlsx.patch.added_sheets import SheetImport, SheetPicture
from shuzhi_xl.xlsx.patch.chart_caches import chart_parts, without_stale_caches
from shuzhi_xl.xlsx.patch.errors import PlaceMissing, PlaceTaken
from shuzhi_xl.xlsx.patch.opc.parts import Parts
from shuzhi_xl.xlsx.patch.sheet.heights import wrapping_styles
from shuzhi_xl.xlsx.patch.sheet.sheet_part import SheetPart
from shuzhi_xl.xlsx.patch.sheet.sheet_text import split_sheet
from shuzhi_xl.xlsx.patch.sheet.stretch import Stretch
from shuzhi_xl.xlsx.patch.sheet_copies import copy_part, replace_picture, stripped
from shuzhi_xl.xlsx.patch.table.table_part import TablePart
from shuzhi_xl.xlsx.patch.values import Area
from shuzhi_xl.xlsx.patch.workbook_part import Book, NamePlace, SheetCopy


@dataclass(eq=False)
class ParsedWorkbook:
    """The parts of a workbook; a sheet is parsed when it is asked for.

    Attributes:
        book: the sheets and defined names.
        tables: every table by its name.
    """

    _parts: Parts
    book: Book
    tables: dict[str, TablePart]
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

    def fork(self) -> "ParsedWorkbook":
        """A copy that can be changed independently; what was parsed is shared."""
        return replace(
            self,
            _parts=self._parts.fork(),
            book=self.book.fork(),
            tables={name: table.fork() for name, table in self.tables.items()},
            _sheets={title: sheet.fork() for title, sheet in self._sheets.items()},
        )

    @property
    def names(self) -> Mapping[str, NamePlace]:
        """Every workbook-level defined name (名称) that leads to one area."""
        if self._names is None:
            self._names = self.book.names
        return self._names

    @property
    def wrapping_styles(self) -> frozenset[str]:
        """The styles that wrap their text."""
        return wrapping_styles(self._parts, self.book.part)

    def sheet(self, title: str) -> SheetPart:
        """A worksheet by its title, to be changed.

        Raises:
            PlaceMissing: the sheet is not there.
        """
        if title not in self.book.sheets:
            raise PlaceMissing(title)
        if title not in self._sheets and title not in self._read:
            part = self.book.sheets[title]
            text = split_sheet(self._parts.read(part))
            # shared by all copies of the workbook; only a fork of it is ever changed
            self._read[title] = SheetPart.read(title, part, text, date1904=self.book.date1904)
        if title not in self._sheets:
            self._sheets[title] = self._read[title].fork()
        return self._sheets[title]

    def sheet_size(self, title: str) -> int:
        """Bytes of a worksheet's text as it was read.

        Raises:
            PlaceMissing: the sheet is not there.
        """
        if title not in self.book.sheets:
            raise PlaceMissing(title)
        return self._parts.size(self.book.sheets[title])

    def table(self, name: str) -> TablePart:
        """A table by its name.

        Raises:
            PlaceMissing: there is no such table.
        """
        if name not in self.tables:
            raise PlaceMissing(name)
        return self.tables[name]

    def find_place(self, name: str) -> NamePlace:
        """The sheet and area of a defined name.

        Raises:
            PlaceMissing: the name is not there.
        """
        if name not in self.names:
            raise PlaceMissing(name)
        return self.names[name]

    def find_style(self, name: str) -> str | None:
        """The style of the first cell of a defined name.

        Raises:
            PlaceMissing: the name is not there.
        """
        title, area = self.find_place(name)
        sheet = self.sheet(title)
        return sheet.style(sheet.row(area.first_row), area.first_col)

    def copy_sheet(self, title: str, copy: str, suffix: str) -> None:
        """Add a copy of a sheet (`Workbook.copy_sheet`)."""
        if title not in self.book.sheets:
            raise PlaceMissing(title)
        model = self.sheet(title)
        part = copy_part(self._parts, model.part)
        self.book.add_copy(self._parts, title, SheetCopy(copy, part, suffix))
        self._sheets[copy] = model.copied(copy, part, stripped)
        self._names = None

    def add_sheets(self, donor: "ParsedWorkbook", pictures: Mapping[str, Sequence[SheetPicture]]) -> None:
        """Add the sheets of another workbook (`Workbook.add_sheets`)."""
        titles = {title.casefold() for title in self.book.sheets}
        if clash := next((title for title in donor.book.sheets if title.casefold() in titles), ""):
            raise PlaceTaken(clash, "A1")
        sheets = SheetImport(self._parts, self.book.part, donor._parts, donor.book.part)  # noqa: SLF001  its own kind
        for title, part in donor.book.sheets.items():
            copy = sheets.add(part, pictures.get(title, ()))
            self.book.add_sheet(self._parts, copy, donor.book.entry(title))

    def replace_picture(self, sheet: str, name: str, png: bytes) -> None:
        """Let a picture show another image (`Workbook.replace_picture`)."""
        if sheet not in self.book.sheets:
            raise PlaceMissing(sheet)
        replace_picture(self._parts, self.book.sheets[sheet], name, png)

    def follow(self, sheet: str, stretch: Stretch) -> None:
        """Let the defined names follow rows and columns that have moved."""
        if stretch.moves:
            self.book.follow(sheet, stretch)
            self._names = None

    def to_bytes(self) -> bytes:
        """The workbook as a file; the same content and changes give the same bytes.

        A changed workbook is calculated in full when it is next opened.
        """
        changed = [sheet for sheet in self._sheets.values() if sheet.changed]
        parts = self._parts.fork()
        for sheet in changed:
            parts.replace(sheet.part, sheet.to_bytes())
        for table in self.tables.values():
            if table.changed:
                parts.replace(table.part, table.to_bytes())
        if changed or self.book.changed:
            self._renew_charts(parts, {sheet.title: sheet.written_areas for sheet in changed})
            # a calcChain that names a cell without a formula is damage to Excel, which makes a new one
            for chain in parts.related(self.book.part, "calcChain"):
                parts.remove(chain)
            parts.replace(self.book.part, self.book.calculated_on_load())
        return parts.to_bytes()

    def _renew_charts(self, parts: Parts, written_areas: Mapping[str, Sequence[Area]]) -> None:
        for chart in chart_parts(parts, self.book.part, list(self.book.sheets.values())):
            parts.replace(chart, without_stale_caches(parts.read(chart), written_areas, self.names))
