"""A master's package while it is upgraded: its sheets, tables and styles (总表的部件)."""

from functools import cached_property
from typing import Final

from shuzhi_xl.xlsx.patch.errors import PlaceTaken
from shuzhi_xl.xlsx.patch.opc.parts import Parts
from shuzhi_xl.xlsx.patch.opc.xml_part import Element, child, descendants, parse, serialise
from shuzhi_xl.xlsx.patch.sheet.row import moved_cell
from shuzhi_xl.xlsx.patch.sheet.sheet_part import SheetPart
from shuzhi_xl.xlsx.patch.sheet.sheet_text import split_sheet
from shuzhi_xl.xlsx.patch.style_copier import StyleCopier
from shuzhi_xl.xlsx.patch.table.table_part import TablePart
from shuzhi_xl.xlsx.patch.values import MAX_ROW, Area, address
from shuzhi_xl.xlsx.patch.workbook_part import Book

CAPTION_ROWS: Final = 1
"""Rows between a table's headers and what is above it, on sheets with several tables."""


class Package:
    """The package of a master, either the upgraded one or the model.

    Args:
        data: The file's content.

    Raises:
        NotAWorkbook: It is no workbook.
    """

    def __init__(self, data: bytes) -> None:
        self.parts = Parts.load(data)
        self.book = Book.read(self.parts)
        self.tables = {
            table.name: table
            for title, part in self.book.sheets.items()
            for name in self.parts.related(part, "table")
            if (table := TablePart.read(title, name, self.parts.read(name))).name and table.has_header
        }
        self._sheets: dict[str, SheetPart] = {}

    def sheet(self, title: str) -> SheetPart:
        """A worksheet, by its title."""
        if title not in self._sheets:
            part = self.book.sheets[title]
            text = split_sheet(self.parts.read(part))
            self._sheets[title] = SheetPart.read(title, part, text, date1904=self.book.date1904)
        return self._sheets[title]

    def text(self, title: str, row: int, col: int) -> str:
        """The plain text of a cell; nothing for any other value, or a text in several fonts."""
        cell = self.sheet(title).seen_row(row).cells.get(col)
        element = None if cell is None else parse(cell.raw)
        if element is None or element.get("t") not in ("s", "inlineStr"):
            return ""
        holder = child(element, "is")
        if holder is None:
            number = child(element, "v")
            holder = self._strings[int(number.text or "0")] if number is not None else element
        plain = child(holder, "t")
        return "" if plain is None else plain.text or ""

    @cached_property
    def _strings(self) -> list[Element]:
        """The items that cells of several sheets share (ECMA-376 part 1, 18.4.8)."""
        (part,) = self.parts.related(self.book.part, "sharedStrings")
        return list(descendants(parse(self.parts.read(part)), "si"))

    @cached_property
    def workbook(self) -> Element:
        """Root of the workbook part."""
        return parse(self.parts.read(self.book.part))

    @cached_property
    def styles_part(self) -> str:
        """Name of the styles part."""
        return self.parts.related(self.book.part, "styles")[0]

    @cached_property
    def styles(self) -> Element:
        """Root of the styles part."""
        return parse(self.parts.read(self.styles_part))

    def last_row_of(self, name: str) -> int:
        """The last row that is free for a table: above the caption of the next one below it."""
        table = self.tables[name]
        below = table.place.area._replace(first_row=table.place.area.last_row + 1, last_row=MAX_ROW)
        tops = [
            neighbour.place.area.first_row
            for neighbour in self.tables.values()
            if neighbour.sheet == table.sheet and neighbour.place.area.meets(below)
        ]
        return min(tops) - CAPTION_ROWS - 1 if tops else MAX_ROW

    def refuse_taken(self, title: str, area: Area, table: str = "") -> None:
        """Refuse an area that is not free.

        Args:
            title: The sheet.
            area: The cells to be written.
            table: The table that grows, which may overlap the area.

        Raises:
            PlaceTaken: A cell is not blank.
            PlaceMerged: Merged cells overlap it.
        """
        self.sheet(title).refuse_merged(area)
        areas = [
            neighbour.place.area
            for neighbour in self.tables.values()
            if neighbour.sheet == title and neighbour.name != table
        ]
        cells = [(neighbour.first_row, neighbour.first_col) for neighbour in areas if neighbour.meets(area)]
        for row, col in cells or self.sheet(title).filled(area):
            raise PlaceTaken(title, address(row, col))

    def to_bytes(self) -> bytes:
        """The file's content with every change."""
        for sheet in self._sheets.values():
            # All other parts stay bit for bit
            if sheet.changed:
                self.parts.replace(sheet.part, sheet.to_bytes())
        for table in self.tables.values():
            if table.changed:
                self.parts.replace(table.part, table.to_bytes())
        self.parts.replace(self.styles_part, serialise(self.styles))
        self.parts.replace(self.book.part, serialise(self.workbook))
        return self.parts.to_bytes()


def read_code_name(root: Element) -> str:
    """The code name (代码名) of a worksheet, by which macros know it; blank without one."""
    properties = child(root, "sheetPr")
    return "" if properties is None else properties.get("codeName", "")


def copy_cells(
    master: Package, model: Package, place: tuple[str, Area], source: tuple[str, Area], styles: StyleCopier
) -> None:
    """Copy cells of one row of the model into as many cells of the master.

    Args:
        master: The master.
        model: This version's empty master.
        place: The sheet of the master, and where they go.
        source: The sheet of the model, and where they are.
        styles: Copies the styles of cells.
    """
    sheet, (title, area), number = master.sheet(place[0]), source, place[1].first_row
    row, model_row = sheet.row(number), model.sheet(title).seen_row(area.first_row)
    for offset in range(area.last_col - area.first_col + 1):
        cell = model_row.cells.get(area.first_col + offset)
        col = place[1].first_col + offset
        if cell is not None:
            row.cells[col] = moved_cell(sheet.prefix, styles.restyle(cell), address(number, col))
    sheet.keep_row(number, row.to_xml(sheet.prefix))
    sheet.touch(place[1])
