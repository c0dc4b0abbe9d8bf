"""Cells of one worksheet part (单元格), streamed; every encoding of a value (ECMA-376 part 1, 18.3.1.4)."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from typing import Any

from lxml import etree

from shuzhi_xl.xlsx.patch.values import column_number
from shuzhi_xl.xlsx.read.canonical_values import (
    MOST_CELLS,
    GridPosition,
    MergedArea,
    RefusedError,
    canonical_value,
    convert_serial,
    format_elapsed,
    parse_iso,
)
from shuzhi_xl.xlsx.read.date_formats import NumberDisplay

_SPREADSHEETS = frozenset(
    {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    }
)
"""Namespaces of worksheets; an element of another namespace is no cell, even if it is named like one."""
_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")


@dataclass
class SheetCells:
    """Cells of a sheet: values, positions of formulas, error values, struck texts, merged areas."""

    values: dict[GridPosition, Any] = field(default_factory=dict)
    formulas: set[GridPosition] = field(default_factory=set)
    errors: dict[GridPosition, str] = field(default_factory=dict)
    struck: set[GridPosition] = field(default_factory=set)
    merged: list[MergedArea] = field(default_factory=list)


@dataclass(frozen=True)
class CellReader:
    """Reads the worksheets of one workbook.

    Attributes:
        strings: The shared strings.
        styles: What each cell style shows numbers as.
        struck_styles: Cell styles whose text is struck through.
        struck_strings: Shared strings of which a part is struck through.
        masks: Cell styles that show fixed words whatever text is in the cell, and these words. A reader
            that returns the stored text disagrees with what is seen, and the file is held.
        date1904: The workbook counts its days from 1904.
    """

    strings: Sequence[str]
    styles: Sequence[NumberDisplay]
    date1904: bool
    struck_styles: frozenset[int] = frozenset()
    struck_strings: frozenset[int] = frozenset()
    masks: Mapping[int, str] = field(default_factory=dict)

    def read(self, part: BytesIO) -> SheetCells:
        """Read all cells of a worksheet part.

        Raises:
            ValueError: A cell occurs twice, has two values or an impossible address.
        """
        cells = SheetCells()
        for read, (position, cell) in enumerate(_locate_cells(part, cells.merged)):
            if read >= MOST_CELLS:
                raise RefusedError("file_crowded", limit=MOST_CELLS)
            # programs differ in which of the two they show
            if position in cells.values:
                raise ValueError(f"cell {position} occurs twice")
            if len(cell):
                self._add_cell(cells, position, cell)
        return cells

    def _add_cell(self, cells: SheetCells, position: GridPosition, cell: etree._Element) -> None:
        children = [child for child in cell if _is_spreadsheet_tag(child.tag)]
        children_by_name = {_local_name(child.tag): child for child in children}
        if len(children_by_name) < len(children):
            raise ValueError(f"cell {position} has two values")
        if "f" in children_by_name:
            cells.formulas.add(position)
        kind = cell.get("t", "n")
        value, is_struck = (
            self._read_inline(children_by_name)
            if kind == "inlineStr"
            else self._read_stored(kind, cell, children_by_name)
        )
        if value in (None, ""):
            return
        cells.values[position] = value
        if kind == "e":
            cells.errors[position] = value
        if isinstance(value, str) and kind != "e" and int(cell.get("s", "0")) in self.masks:
            cells.values[position] = self.masks[int(cell.get("s", "0"))]
        if is_struck or int(cell.get("s", "0")) in self.struck_styles:
            cells.struck.add(position)

    def _read_inline(self, children_by_name: Mapping[str, etree._Element]) -> tuple[str | None, bool]:
        return read_rich_text(children_by_name["is"]) if "is" in children_by_name else (None, False)

    def _read_stored(
        self, kind: str, cell: etree._Element, children_by_name: Mapping[str, etree._Element]
    ) -> tuple[Any, bool]:
        text = children_by_name["v"].text if "v" in children_by_name else None
        if not text:
            return None, False
        value = _KINDS.get(kind, CellReader._convert_number)(self, text, cell)
        return value, kind == "s" and int(text) in self.struck_strings

    def _convert_number(self, text: str, cell: etree._Element) -> Any:
        number = float(text)
        index = int(cell.get("s", "0"))
        shown = self.styles[index] if 0 <= index < len(self.styles) else NumberDisplay.NUMBER
        if shown is NumberDisplay.DATE:
            return convert_serial(number, date1904=self.date1904)
        return format_elapsed(number) if shown is NumberDisplay.ELAPSED else canonical_value(number)

    def _find_shared(self, text: str, _: etree._Element) -> str:
        return self.strings[int(text)]

    def _keep_text(self, text: str, _: etree._Element) -> str:
        return text

    def _convert_boolean(self, text: str, _: etree._Element) -> bool:
        # xsd:boolean has two spellings
        return text.strip() in ("1", "true")

    def _convert_iso(self, text: str, _: etree._Element) -> Any:
        return parse_iso(text)


_KINDS: dict[str, Callable[[CellReader, str, etree._Element], Any]] = {
    "s": CellReader._find_shared,  # noqa: SLF001 -- the class's own table
    "str": CellReader._keep_text,  # noqa: SLF001
    "e": CellReader._keep_text,  # noqa: SLF001
    "b": CellReader._convert_boolean,  # noqa: SLF001
    "d": CellReader._convert_iso,  # noqa: SLF001
}


def read_rich_text(element: etree._Element) -> tuple[str, bool]:
    """Read the text of a string item, and whether any run of it is struck through (删除线).

    The text is its runs joined, without the phonetic guide (拼音标注).
    """
    if len(element) == 1 and _local_name(element[0].tag) == "t":  # as in nearly all files
        return element[0].text or "", False
    runs = element.iterfind("{*}t"), element.iterfind("{*}r/{*}t")
    text = "".join(text_element.text or "" for group in runs for text_element in group)
    marks = element.iterfind("{*}r/{*}rPr/{*}strike")
    # ECMA-376 part 1, 18.4.10 (strike): on, where it does not say otherwise
    return text, any(mark.get("val", "1") not in ("0", "false", "off") for mark in marks)


@lru_cache(maxsize=256)
def _is_spreadsheet_tag(tag: str) -> bool:
    """Whether an element is in a namespace of worksheets."""
    return tag.rpartition("}")[0].removeprefix("{") in _SPREADSHEETS


@lru_cache(maxsize=256)
def _local_name(tag: str) -> str:
    return tag.rpartition("}")[2]


def _iterate_lines(part: BytesIO) -> Iterator[etree._Element]:
    elements = etree.iterparse(
        part,
        tag=("{*}row", "{*}mergeCell"),
        resolve_entities=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    return (line for _, line in elements if _is_spreadsheet_tag(line.tag))


def _locate_cells(part: BytesIO, merged: list[MergedArea]) -> Iterator[tuple[GridPosition, etree._Element]]:
    """Each cell with its position; without an address (``r`` is optional) it follows the cell before.

    Merged areas, which follow the cells in the part, are appended to ``merged``.
    """
    row = 0
    for line in _iterate_lines(part):
        if _local_name(line.tag) == "mergeCell":
            first, _, last = line.get("ref", "").partition(":")
            merged.append((*_parse_address(first), *_parse_address(last or first)))
            continue
        row, col = int(line.get("r") or row + 1), 0
        for cell in line.iterchildren("{*}c"):
            if not _is_spreadsheet_tag(cell.tag):
                continue
            address = cell.get("r")
            row, col = _parse_address(address) if address else (row, col + 1)
            yield (row, col), cell
        # or a long sheet would lie in memory as a tree
        line.clear()


@lru_cache(maxsize=65536)  # the forms of a town have their cells at the same addresses
def _parse_address(text: str) -> GridPosition:
    match = _ADDRESS.fullmatch(text.strip())
    if not match or not int(match[2]):
        raise ValueError(f"cell address {text}")
    return int(match[2]), column_number(match[1])
