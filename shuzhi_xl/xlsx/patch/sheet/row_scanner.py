"""Cutting a row's text into cells, so that untouched ones stay bit for bit (切分行).

Positions come from the XML parser, never from searching: a tree of 2 million cells would need gigabytes.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from xml.parsers import expat

from shuzhi_xl.xlsx.patch.errors import NotAWorkbook
from shuzhi_xl.xlsx.patch.sheet.row import Cell, RowPart
from shuzhi_xl.xlsx.patch.values import address, column_number

_TEXTS: Final = ("v", "t")
# A row as nearly all programs write it; what differs is left to the parser.
_ROW: Final = re.compile(rb'<row((?: [\w:]+="[^"&<>]*")*)/?>')
_MARK: Final = re.compile(rb' ([\w:]+)="([^"]*)"')
_CELL: Final = re.compile(rb'<c r="([A-Z]{1,3})[0-9]+"')


def open_row(raw: bytes | None, number: int) -> RowPart:
    """Read one row's text, if there is any; cells without an address get the one they have by counting."""
    read = seen_row(raw, number)
    return RowPart(number, dict(read.attributes), dict(read.cells), read.rest)


def seen_row(raw: bytes | None, number: int) -> RowPart:
    """Like `open_row`, only to be looked at: all who ask for the same text share it."""
    return RowPart(number, {}, {}) if raw is None else _read_row(raw, number)


def plain_marks(raw: bytes, number: int, columns: frozenset[bytes]) -> bytes | None:
    """The attributes, but for its number, of a row that contains only cells of some columns.

    Args:
        raw: the row's text.
        number: its number.
        columns: their letters.

    Returns:
        What `read_marks` reads; None where the row has other cells or is written in another way.
    """
    tag, letters = _ROW.match(raw), _CELL.findall(raw)
    if tag is None or len(letters) != raw.count(b"<c") or not columns.issuperset(letters):
        return None
    # a comment, CDATA or an instruction may contain what looks like a cell
    if b"<!" in raw or b"<?" in raw or b"extLst" in raw:
        return None
    # without its number, so that rows with equal attributes share a cache entry
    return tag[1].replace(b' r="%d"' % number, b' r=""', 1)


def read_marks(marks: bytes) -> dict[str, str]:
    """Attributes of a tag that is written in the plain way."""
    return {key.decode(): text.decode() for key, text in _MARK.findall(marks)}


@lru_cache(maxsize=4096)  # a template's rows are opened once for all that is made from it
def _read_row(raw: bytes, number: int) -> RowPart:
    cutter = _RowCutter(raw)
    run_parser(cutter.reader, raw)
    return cutter.row(number)


def run_parser(reader: expat.XMLParserType, content: bytes) -> None:
    """Run a parser over the whole content.

    Raises:
        NotAWorkbook: not well-formed.
    """
    try:
        reader.Parse(content, True)  # noqa: FBT003  the parser takes it by place only
    except expat.ExpatError as error:
        raise NotAWorkbook(str(error)) from error
    finally:
        # A parser refers to its listener, and the listener to the parser; without this cycle both go at once.
        reader.StartElementHandler = reader.EndElementHandler = reader.CharacterDataHandler = None
        reader.XmlDeclHandler = reader.StartDoctypeDeclHandler = None


class _RowCutter:
    """Notes where the cells of one row and their parts begin."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._depth = 0
        self._end = len(raw)
        self._attributes: dict[str, str] = {}
        self._parts: list[_Part] = []
        self._text: list[str] | None = None
        self.reader = expat.ParserCreate()
        self.reader.StartElementHandler = self._open
        self.reader.EndElementHandler = self._close
        self.reader.CharacterDataHandler = self._characters

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        at, behind, name = self.reader.CurrentByteIndex, len(name) + 1, name.rpartition(":")[2]
        if self._depth == 0:
            self._attributes = attributes
        elif self._depth == 1:
            self._parts.append(_Part(name == "c", at, behind, attributes))
        elif name == "f":
            self._parts[-1].formula, self._text = attributes, []
        elif self._depth == 2 and self._parts[-1].result < 0:
            self._parts[-1].result = at
        if name in _TEXTS:
            self._text = []
        self._depth += 1

    def _close(self, name: str) -> None:
        self._depth -= 1
        at, name = self.reader.CurrentByteIndex, name.rpartition(":")[2]
        if self._depth == 0:
            self._end = at
        elif self._depth == 1:
            self._parts[-1].end = at
        elif name == "f":
            self._parts[-1].formula_text = "".join(self._text or ())
        elif name in _TEXTS and self._text:
            self._parts[-1].filled = True
        if name == "f" or name in _TEXTS:
            self._text = None

    def _characters(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def row(self, number: int) -> RowPart:
        """The row with its cells, as they are in the file."""
        row = RowPart(number, self._attributes, {})
        col = 0
        # A row without cells ends where it starts when its tag closes itself.
        ends = [part.start for part in self._parts[1:]] + [self._end]
        for part, end in zip(self._parts, ends, strict=False):
            if part.cell:
                letters = part.attributes.get("r", "").rstrip("0123456789")
                col = column_number(letters) if letters else col + 1
                row.cells[col] = part.to_cell(self._raw, end, address(number, col))
            else:
                row.rest += self._raw[part.start : end]
        return row


@dataclass
class _Part:
    """One child of a row while it is read; `behind` counts the characters of its opening name."""

    cell: bool
    start: int
    behind: int
    attributes: dict[str, str]
    end: int = -1
    result: int = -1
    filled: bool = False
    formula: dict[str, str] | None = None
    formula_text: str = ""

    def to_cell(self, raw: bytes, end: int, place: str) -> Cell:
        """The cell, whose element reaches to `end` and gets its place where it names none."""
        element = raw[self.start : end]
        if "r" not in self.attributes:
            element = element[: self.behind] + f' r="{place}"'.encode() + element[self.behind :]
        result = raw[self.result : self.end] if 0 <= self.result < self.end else b""
        filled = self.filled or self.formula is not None
        return Cell(element, self.attributes, result, filled, self.formula, self.formula_text)


def refuse_document_type(*_: object) -> None:
    """The handler of a document type, which no worksheet may declare."""
    raise NotAWorkbook("document type declared")
