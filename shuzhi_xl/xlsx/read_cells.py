"""Cells of one worksheet part (单元格), streamed: every way in which a workbook may write a value."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from lxml import etree

from shuzhi_xl.xlsx.cell_values import Place, canonical, elapsed_text, from_iso, from_serial
from shuzhi_xl.xlsx.read_formats import Shown

_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")


@dataclass
class SheetCells:
    """Cells of a sheet: values, places of formulas, and error values."""

    values: dict[Place, Any] = field(default_factory=dict)
    formulas: set[Place] = field(default_factory=set)
    errors: dict[Place, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CellReader:
    """Reads worksheets of one workbook.

    Attributes:
        strings: The shared strings.
        styles: How each cell style shows numbers.
        date1904: The workbook counts its days from 1904.
    """

    strings: Sequence[str]
    styles: Sequence[Shown]
    date1904: bool

    def read(self, part: BytesIO) -> SheetCells:
        """All cells of a worksheet part.

        Raises:
            ValueError: A cell stands twice or in an impossible place.
        """
        found = SheetCells()
        for place, cell in _placed(part):
            if place in found.values:
                raise ValueError(f"cell {place} occurs twice")
            if cell.find("{*}f") is not None:
                found.formulas.add(place)
            value = self._value(cell)
            if value not in (None, ""):
                found.values[place] = value
                if cell.get("t") == "e":
                    found.errors[place] = value
        return found

    def _value(self, cell: etree._Element) -> Any:
        if cell.get("t") == "inlineStr":
            inline = cell.find("{*}is")
            return None if inline is None else rich_text(inline)
        text = cell.findtext("{*}v")
        if not text:
            return None
        make = _KINDS.get(cell.get("t", "n"), CellReader._number)
        return make(self, text, cell)

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


def rich_text(element: etree._Element) -> str:
    """Text of a string item: its runs joined, without the reading aid (拼音标注)."""
    runs = element.iterfind("{*}t"), element.iterfind("{*}r/{*}t")
    return "".join(each.text or "" for found in runs for each in found)


def _placed(part: BytesIO) -> Iterator[tuple[Place, etree._Element]]:
    """Each cell with its place; where the address is left out, it follows the cell before."""
    row, col = 0, 0
    events = etree.iterparse(
        part, events=("start", "end"), tag=("{*}row", "{*}c"), resolve_entities=False, no_network=True
    )
    for event, element in events:
        kind = etree.QName(element).localname
        if event == "start" and kind == "row":
            row, col = int(element.get("r") or row + 1), 0
        elif event == "end" and kind == "c":
            place = _parsed(element.get("r", ""), row, col)
            row, col = place
            yield place, element
            element.clear()
        elif event == "end":
            element.clear()


def _parsed(text: str, row: int, col: int) -> Place:
    if not text:
        return row, col + 1
    found = _ADDRESS.fullmatch(text.strip())
    if not found or not int(found[2]):
        raise ValueError(f"cell address {text}")
    number = 0
    for letter in found[1].upper():
        number = number * 26 + ord(letter) - 64
    return int(found[2]), number
