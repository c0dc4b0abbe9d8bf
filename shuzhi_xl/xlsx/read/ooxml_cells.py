"""Cells of one worksheet part (单元格), streamed: every way in which a workbook may write a value."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from typing import Any

from lxml import etree

from shuzhi_xl.xlsx.read.canonical_values import (
    MOST_CELLS,
    Area,
    Place,
    RefusedError,
    canonical,
    elapsed_text,
    from_iso,
    from_serial,
)
from shuzhi_xl.xlsx.read.date_formats import Shown

_SPREADSHEETS = frozenset(
    {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    }
)
"""Namespaces of worksheets; an element of another is no cell, though it may be called one."""
_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")


@dataclass
class SheetCells:
    """Cells of a sheet: values, places of formulas, error values, crossed-out texts, merged areas."""

    values: dict[Place, Any] = field(default_factory=dict)
    formulas: set[Place] = field(default_factory=set)
    errors: dict[Place, str] = field(default_factory=dict)
    struck: set[Place] = field(default_factory=set)
    merged: list[Area] = field(default_factory=list)


@dataclass(frozen=True)
class CellReader:
    """Reads worksheets of one workbook.

    Attributes:
        strings: The shared strings.
        styles: How each cell style shows numbers.
        struck_styles: Cell styles that cross out their text.
        struck_strings: Shared strings of which a part is crossed out.
        masks: Cell styles that show the same words whatever text is in the cell, and these words. Whoever
            takes the text as it stands disagrees with what one sees, and the file is held.
        date1904: The workbook counts its days from 1904.
    """

    strings: Sequence[str]
    styles: Sequence[Shown]
    date1904: bool
    struck_styles: frozenset[int] = frozenset()
    struck_strings: frozenset[int] = frozenset()
    masks: Mapping[int, str] = field(default_factory=dict)

    def read(self, part: BytesIO) -> SheetCells:
        """All cells of a worksheet part.

        Raises:
            ValueError: A cell stands twice, has two values or an impossible place.
        """
        cells = SheetCells()
        for read, (place, cell) in enumerate(_placed(part, cells.merged)):
            if read >= MOST_CELLS:
                raise RefusedError("file_crowded", limit=MOST_CELLS)
            if place in cells.values:
                raise ValueError(f"cell {place} occurs twice")
            if len(cell):
                self._keep(cells, place, cell)
        return cells

    def _keep(self, cells: SheetCells, place: Place, cell: etree._Element) -> None:
        children = [child for child in cell if _is_ours(child.tag)]
        inside = {_local(child.tag): child for child in children}
        if len(inside) < len(children):
            raise ValueError(f"cell {place} has two values")
        if "f" in inside:
            cells.formulas.add(place)
        kind = cell.get("t", "n")
        value, is_struck = self._inline(inside) if kind == "inlineStr" else self._stored(kind, cell, inside)
        if value in (None, ""):
            return
        cells.values[place] = value
        if kind == "e":
            cells.errors[place] = value
        if isinstance(value, str) and kind != "e" and int(cell.get("s", "0")) in self.masks:
            cells.values[place] = self.masks[int(cell.get("s", "0"))]
        if is_struck or int(cell.get("s", "0")) in self.struck_styles:
            cells.struck.add(place)

    def _inline(self, inside: Mapping[str, etree._Element]) -> tuple[str | None, bool]:
        return rich_text(inside["is"]) if "is" in inside else (None, False)

    def _stored(
        self, kind: str, cell: etree._Element, inside: Mapping[str, etree._Element]
    ) -> tuple[Any, bool]:
        text = inside["v"].text if "v" in inside else None
        if not text:
            return None, False
        value = _KINDS.get(kind, CellReader._number)(self, text, cell)
        return value, kind == "s" and int(text) in self.struck_strings

    def _number(self, text: str, cell: etree._Element) -> Any:
        number = float(text)
        index = int(cell.get("s", "0"))
        shown = self.styles[index] if 0 <= index < len(self.styles) else Shown.NUMBER
        if shown is Shown.DATE:
            return from_serial(number, date1904=self.date1904)
        return elapsed_text(number) if shown is Shown.ELAPSED else canonical(number)

    def _shared(self, text: str, _: etree._Element) -> str:
        return self.strings[int(text)]

    def _as_is(self, text: str, _: etree._Element) -> str:
        return text

    def _truth(self, text: str, _: etree._Element) -> bool:
        return text.strip() in ("1", "true")

    def _iso(self, text: str, _: etree._Element) -> Any:
        return from_iso(text)


_KINDS: dict[str, Callable[[CellReader, str, etree._Element], Any]] = {
    "s": CellReader._shared,  # noqa: SLF001 -- the class's own table
    "str": CellReader._as_is,  # noqa: SLF001
    "e": CellReader._as_is,  # noqa: SLF001
    "b": CellReader._truth,  # noqa: SLF001
    "d": CellReader._iso,  # noqa: SLF001
}


def rich_text(element: etree._Element) -> tuple[str, bool]:
    """Text of a string item, and whether any run of it is crossed out (删除线).

    The text is its runs joined, without the reading aid (拼音标注).
    """
    if len(element) == 1 and _local(element[0].tag) == "t":  # as nearly all
        return element[0].text or "", False
    runs = element.iterfind("{*}t"), element.iterfind("{*}r/{*}t")
    text = "".join(text_element.text or "" for group in runs for text_element in group)
    marks = element.iterfind("{*}r/{*}rPr/{*}strike")
    return text, any(mark.get("val", "1") not in ("0", "false", "off") for mark in marks)


@lru_cache(maxsize=256)
def _is_ours(tag: str) -> bool:
    """Whether an element is a worksheet's own."""
    return tag.rpartition("}")[0].removeprefix("{") in _SPREADSHEETS


@lru_cache(maxsize=256)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _placed(part: BytesIO, merged: list[Area]) -> Iterator[tuple[Place, etree._Element]]:
    """Each cell with its place; where the address is left out, it follows the cell before.

    Merged areas, which stand behind the cells, are put into ``merged``.
    """
    row = 0
    elements = etree.iterparse(
        part,
        tag=("{*}row", "{*}mergeCell"),
        resolve_entities=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    for _, line in elements:
        if not _is_ours(line.tag):
            continue
        if _local(line.tag) == "mergeCell":
            first, _, last = line.get("ref", "").partition(":")
            merged.append((*_parsed(first), *_parsed(last or first)))
            continue
        row, col = int(line.get("r") or row + 1), 0
        for cell in line.iterchildren("{*}c"):
            if not _is_ours(cell.tag):
                continue
            address = cell.get("r")
            row, col = _parsed(address) if address else (row, col + 1)
            yield (row, col), cell
        line.clear()


@lru_cache(maxsize=65536)  # the forms of a town have their cells in the same places
def _parsed(text: str) -> Place:
    match = _ADDRESS.fullmatch(text.strip())
    if not match or not int(match[2]):
        raise ValueError(f"cell address {text}")
    number = 0
    for letter in match[1].upper():
        number = number * 26 + ord(letter) - 64
    return int(match[2]), number
