"""The workbook of paper ballots (测评票_<场次>.xlsx), opened to be measured."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Self

from shuzhi_xl.rules.intake.cell_grid import Grids
from shuzhi_xl.rules.scanning.page_layout import PrintedArea
from shuzhi_xl.xlsx.ballot_layout.placed_pictures import find_pictures
from shuzhi_xl.xlsx.ballot_layout.sheet_geometry import SheetGeometry, read_length
from shuzhi_xl.xlsx.patch.errors import NotAWorkbook
from shuzhi_xl.xlsx.patch.opc.parts import Parts
from shuzhi_xl.xlsx.patch.opc.xml_part import Element, parse
from shuzhi_xl.xlsx.patch.values import Area as CellArea
from shuzhi_xl.xlsx.patch.workbook_part import Book, NamePlace, areas
from shuzhi_xl.xlsx.read.canonical_values import RefusedError
from shuzhi_xl.xlsx.read.ooxml import read_ooxml
from shuzhi_xl.xlsx.read.preflight import refuse_declarations, repack, unpack

_USUAL_LETTER: Final = 11.0
"""Points of the default typeface where a workbook does not say."""


@dataclass(frozen=True)
class BallotBook:
    """The parts of a workbook of paper ballots (测评票), as they were saved."""

    _parts: Parts
    _book: Book
    _grids: Grids

    @classmethod
    def open(cls, content: bytes) -> Self:
        """Open the workbook of a file.

        Raises:
            RefusedError: It is none, damaged, encrypted, too big or suspicious.
        """
        unpacked = unpack(content)
        refuse_declarations(unpacked)
        grids = read_ooxml(unpacked).grids
        try:
            parts = Parts.load(repack(unpacked))
            return cls(parts, Book.read(parts), grids)
        except NotAWorkbook as error:
            raise RefusedError("file_damaged") from error

    @cached_property
    def names(self) -> Mapping[str, NamePlace]:
        """Every defined name (名称) that leads to one area of a sheet."""
        return self._book.names

    def rows(self, place: NamePlace) -> list[list[Any]]:
        """The values of an area by rows, None where a cell is blank."""
        cells, area = self._grids[place.sheet].cells, place.area
        columns = range(area.first_col, area.last_col + 1)
        return [[cells.get((row, column)) for column in columns] for row in area.row_numbers]

    def texts(self, title: str) -> Mapping[tuple[int, int], str]:
        """The texts of a sheet by row and column."""
        return {at: value for at, value in self._grids[title].cells.items() if isinstance(value, str)}

    def geometry(self, title: str) -> SheetGeometry:
        """Where the cells of a sheet lie on paper."""
        return SheetGeometry.read(self._sheet(title), self._letter, self._find_print_corner(title))

    def merged(self, title: str) -> Sequence[CellArea]:
        """The merged areas (合并单元格) of a sheet."""
        parts = self._sheet(title).iterfind("{*}mergeCells/{*}mergeCell")
        return [CellArea.parse(part.get("ref", "")) for part in parts]

    def pictures(self, title: str, geometry: SheetGeometry) -> Mapping[str, PrintedArea]:
        """The pictures of a sheet by name, and where they lie."""
        drawings = self._parts.related(self._book.sheets[title], "drawing")
        return {
            name: area
            for drawing in drawings
            for name, area in find_pictures(parse(self._parts.read(drawing)), geometry).items()
        }

    def _sheet(self, title: str) -> Element:
        return parse(self._parts.read(self._book.sheets[title]))

    @cached_property
    def _letter(self) -> float:
        sizes = [
            read_length(size.get("val", ""))
            for part in self._parts.related(self._book.part, "styles")
            for size in parse(self._parts.read(part)).iterfind("{*}fonts/{*}font/{*}sz")
        ]
        return next(iter(sizes), _USUAL_LETTER)

    def _find_print_corner(self, title: str) -> tuple[int, int]:
        printed = [area for sheet, area in self._read_print_areas() if sheet == title]
        return (printed[0].first_col, printed[0].first_row) if printed else (1, 1)

    def _read_print_areas(self) -> Iterator[tuple[str, CellArea]]:
        root = parse(self._parts.read(self._book.part))
        for name in root.iterfind("{*}definedNames/{*}definedName"):
            if name.get("name") == "_xlnm.Print_Area":
                yield from areas(name.text or "")
