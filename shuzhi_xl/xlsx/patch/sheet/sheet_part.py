"""One worksheet part under change: its rows, and everything around them (工作表部件)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import Final, Self

from lxml import etree

from shuzhi_xl.xlsx.patch.errors import PlaceMerged, PlaceTaken
from shuzhi_xl.xlsx.patch.opc.xml_part import SHEET_ORDER, Element, XmlPart, child, ensure, parse, same_space
from shuzhi_xl.xlsx.patch.sheet.area_rules import follow
from shuzhi_xl.xlsx.patch.sheet.cell_writer import CellWriter, cell_text
from shuzhi_xl.xlsx.patch.sheet.columns import column_style, column_width, copy_columns
from shuzhi_xl.xlsx.patch.sheet.moved_formulas import translated
from shuzhi_xl.xlsx.patch.sheet.row import Cell, RowPart, moved_cell
from shuzhi_xl.xlsx.patch.sheet.row_scanner import open_row, seen_row
from shuzhi_xl.xlsx.patch.sheet.sheet_text import SheetText
from shuzhi_xl.xlsx.patch.sheet.stretch import Stretch
from shuzhi_xl.xlsx.patch.values import Area, Link, address

_MOST_LINKS: Final = 65_530  # Excel drops the links of a sheet that has more
_ROWS: Final = "@rows@"
"""Placeholder for the rows; found first, because no free text precedes them."""
# ECMA-376 part 1, 18.18.6 (ST_CellFormulaType): formulas that cover more than their own cell
_REACHING: Final = (b"shared", b"array", b"dataTable")


@dataclass(eq=False)
class SheetPart:
    """A worksheet: cells are put into rows, rules and links follow; `SheetPart.read` makes one.

    Attributes:
        title: the sheet's title.
        part: the part's name.
        writer: writes the elements of its cells.
        rows: each row's text by its number.
        written: the areas written so far.
    """

    title: str
    part: str
    writer: CellWriter
    rows: dict[int, bytes]
    _shell: XmlPart
    # Rows that may have formulas of more than one cell; what is written here never adds any.
    _reaching: Sequence[int]
    written_areas: list[Area] = field(default_factory=list)
    _own_rows: bool = False

    @classmethod
    def read(cls, title: str, part: str, text: SheetText, *, date1904: bool) -> Self:
        """A worksheet from its text.

        Args:
            title: the sheet's title.
            part: the part's name.
            text: the part cut at its rows.
            date1904: whether the workbook counts its days from 1904.

        Raises:
            NotAWorkbook: what surrounds the rows is not well-formed.
        """
        shell = parse(text.shell)
        ensure(shell, "sheetData", SHEET_ORDER).text = _ROWS
        # a text that contains such a word is found too, which costs a look and nothing else
        reaching = [number for number, raw in text.rows.items() if any(mark in raw for mark in _REACHING)]
        writer = CellWriter(text.prefix, date1904=date1904)
        return cls(title, part, writer, text.rows, XmlPart(part, shell), reaching)

    def fork(self) -> "SheetPart":
        """A copy of the sheet that can be changed independently; rows and tree are shared until then."""
        self._own_rows = False
        return replace(self, written_areas=list(self.written_areas), _shell=self._shell.fork())

    def copied(self, title: str, part: str, change: Callable[[Element], None]) -> "SheetPart":
        """The same sheet as another part of the workbook, what surrounds its rows changed."""
        copy = replace(self.fork(), title=title, part=part)
        copy._shell.change(change, change)  # noqa: SLF001  its own kind
        return copy

    @property
    def prefix(self) -> str:
        """The namespace prefix of its elements with the colon, or nothing."""
        return self.writer.prefix

    @property
    def shell(self) -> Element:
        """Everything but the rows, for reading only."""
        return self._shell.root

    def edit_shell(self) -> Element:
        """Everything but the rows, free to be changed."""
        return self._shell.edit()

    @property
    def changed(self) -> bool:
        """Whether anything was written."""
        return bool(self.written_areas) or self._shell.changed

    def seen_row(self, number: int) -> RowPart:
        """A row opened for reading only."""
        return seen_row(self.rows.get(number), number)

    def row(self, number: int) -> RowPart:
        """A row opened for reading or changing; `keep_row` puts it back."""
        return open_row(self.rows.get(number), number)

    def keep_row(self, number: int, xml: bytes) -> None:
        """Put a row's new text in place."""
        # the dictionary is shared with all copies until the first write
        if not self._own_rows:
            self.rows, self._own_rows = dict(self.rows), True
        self.rows[number] = xml

    def style(self, row: RowPart, col: int) -> str | None:
        """The style that a cell shows, by its own index, its row's or its column's."""
        if col in row.cells:
            return row.cells[col].style
        # a row's style counts only with this mark (ECMA-376 part 1, 18.3.1.73)
        if row.attributes.get("customFormat") in ("1", "true"):
            return row.attributes.get("s")
        return self.column_style(col)

    def column_style(self, col: int) -> str | None:
        """The style of a whole column, or None where it has none."""
        return self._shell.read(column_style, col)

    def width(self, col: int) -> float | None:
        """The width of a column, or None where the sheet does not say."""
        return self._shell.read(column_width, col)

    def filled(self, area: Area) -> Iterator[tuple[int, int]]:
        """The filled cells of an area, row by row."""
        inside = range(area.first_row, area.last_row + 1)
        # an area may reach down to the last row that a sheet can have
        numbers = inside if len(inside) < len(self.rows) else sorted(filter(inside.__contains__, self.rows))
        for number in numbers:
            if number in self.rows:
                cells = self.seen_row(number).cells
                yield from (
                    (number, col) for col in sorted(cells) if area.holds(number, col) and cells[col].filled
                )

    def refuse_merged(self, area: Area, *, anchored: bool = False) -> None:
        """Raise `PlaceMerged` when merged cells reach into an area; `anchored`: unless they start there."""
        for merged, text in self._shell.read(_merges):
            if area.meets(merged) and not (anchored and area[:2] == merged[:2]):
                raise PlaceMerged(self.title, text)

    def free_formulas(self, area: Area) -> None:
        """Make an area safe to overwrite where formulas reach across its border.

        Dependants outside of a shared formula that goes get formulas of their own.

        Raises:
            PlaceTaken: an array formula or data table would be torn apart.
        """
        # only the first cell of a shared formula contains its text (ECMA-376 part 1, 18.3.1.40)
        dependants: dict[str, set[int]] = {}
        masters: dict[str, tuple[str, str]] = {}
        for number, col, cell in self._reaching_cells():
            self._check_array(area, number, col, cell)
            if cell.formula and cell.formula.get("t") == "shared":
                key = cell.formula.get("si", "")
                if not area.holds(number, col):
                    dependants.setdefault(key, set()).add(number)
                elif cell.formula_text:
                    masters[key] = cell.formula_text, address(number, col)
        for key, formula in masters.items():
            for number in sorted(dependants.get(key, ())):
                self._unshare(number, key, area, formula)

    def _reaching_cells(self) -> Iterator[tuple[int, int, Cell]]:
        for number in self._reaching:
            for col, cell in self.seen_row(number).cells.items():
                yield number, col, cell

    def set_links(self, cleared: Iterable[Area], links: Iterable[tuple[str, Link]]) -> None:
        """Drop the hyperlinks inside some areas and set new ones."""
        links, cleared = list(links), list(cleared)
        if not links and self._shell.read(child, "hyperlinks") is None:
            return
        shell = self._shell.edit()
        box = ensure(shell, "hyperlinks", SHEET_ORDER)
        for old in list(box):
            place = Area.read(old.get("ref"))
            if place and any(area.covers(place) for area in cleared):
                box.remove(old)
        for ref, link in links[: _MOST_LINKS - len(box)]:
            marks: dict[str, str] = {"ref": ref, "location": link.location, "display": cell_text(link.text)}
            etree.SubElement(box, same_space(shell, "hyperlink"), marks)
        if not len(box):
            shell.remove(box)

    def copy_columns(self, sources: dict[int, int]) -> None:
        """Give columns the width and style of others (`columns.copy_columns`)."""
        if any(col != source for col, source in sources.items()):
            self._shell.change(("columns", *sources.items()), lambda shell: copy_columns(shell, sources))

    def follow(self, stretch: Stretch) -> None:
        """Let validations, formats, filters and protected ranges follow a change of rows and columns."""
        if stretch.moves:
            self._shell.change(stretch.key, lambda shell: follow(shell, stretch))

    def touch(self, area: Area) -> None:
        """Note that an area was written; the sheet's dimension grows with it."""
        self.written_areas.append(area)

    def to_bytes(self) -> bytes:
        """The part's text."""
        if self.written_areas:
            written_area = reduce(Area.join, self.written_areas)
            self._shell.change(("dimension", written_area), lambda shell: _widen(shell, written_area))
        before, _, after = self._shell.text.partition(_ROWS.encode())
        # sorted, because new rows were added at the end and Excel wants them ascending
        return before + b"".join(self.rows[number] for number in sorted(self.rows)) + after

    def _check_array(self, area: Area, number: int, col: int, cell: Cell) -> None:
        if cell.formula and cell.formula.get("t") in ("array", "dataTable"):
            spread = Area.read(cell.formula.get("ref"))
            if spread and area.meets(spread) and not area.covers(spread):
                raise PlaceTaken(self.title, address(number, col))

    def _unshare(self, number: int, key: str, area: Area, formula: tuple[str, str]) -> None:
        row = self.row(number)
        for col, cell in row.cells.items():
            if cell.formula and cell.formula.get("si") == key and not area.holds(number, col):
                text = translated(*formula, address(number, col))
                plain = replace(cell, formula={}, formula_text=text)
                row.cells[col] = moved_cell(self.prefix, plain, address(number, col))
        self.keep_row(number, row.to_xml(self.prefix))


def _merges(shell: Element) -> Sequence[tuple[Area, str]]:
    """The merged areas, with what is written of each."""
    box = child(shell, "mergeCells")
    texts = [merge.get("ref", "") for merge in (() if box is None else box)]
    return [(area, text) for text in texts if (area := Area.read(text))]


def _widen(shell: Element, written_area: Area) -> None:
    box = ensure(shell, "dimension", SHEET_ORDER)
    present = Area.read(box.get("ref"))
    box.set("ref", str(present.join(written_area) if present else written_area))
