"""Blank rows inserted into a sheet of a closed workbook; all that refers to it follows (插入整行)."""

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Final

from shuzhi_xl.xlsx.patch.chart_caches import chart_parts
from shuzhi_xl.xlsx.patch.opc.parts import Parts
from shuzhi_xl.xlsx.patch.opc.xml_part import Element, child, descendants, parse, serialise
from shuzhi_xl.xlsx.patch.values import MAX_ROW
from shuzhi_xl.xlsx.patch.workbook_part import Book

_TEXT: Final = re.compile(r'("(?:[^"]|"")*")')
_CORNER: Final = re.compile(r"(\$?[A-Z]{1,3}\$?)(\d{1,7})")
# Not within a name or a function's name, a table's column, or a reference to another workbook
_REFERENCE: Final = re.compile(
    r"(?<![\w.\[\]!$])(?:('(?:[^']|'')+'|[^\W\d][\w.]*)!)?"
    r"(\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?)(?![\w(.!])"
)
_AREAS: Final = ("ref", "sqref", "activeCell", "topLeftCell")
_FORMULAS: Final = ("f", "formula", "formula1", "formula2", "calculatedColumnFormula", "definedName")
# Whose places are not cells, or which other parts place: they would stay where they are
_UNMOVED: Final = ("drawing", "legacyDrawing", "oleObjects", "controls", "rowBreaks", "scenarios")


@dataclass(frozen=True)
class RowInsertion:
    """Blank rows inserted above a row of a sheet.

    Attributes:
        sheet: the sheet's title.
        at: the row above which they are inserted; they look like it.
        count: how many.
    """

    sheet: str
    at: int
    count: int

    def row(self, number: int) -> int:
        """Where a row of the sheet is afterwards."""
        return min(number + self.count, MAX_ROW) if number >= self.at else number

    def area(self, text: str) -> str:
        """Cells or areas of the sheet, afterwards; an area that the rows are put into grows.

        >>> RowInsertion("单", 9, 2).area("A4:C9 $A$3:$C$8 B12")
        'A4:C11 $A$3:$C$8 B14'
        """
        return _CORNER.sub(lambda corner: f"{corner[1]}{self.row(int(corner[2]))}", text)

    def formula(self, text: str, *, on_sheet: bool) -> str:
        """A formula, afterwards.

        Args:
            text: its text.
            on_sheet: whether it is on the sheet itself, where references need not name it.

        >>> RowInsertion("单", 9, 2).formula('IF(单!A12="B12",LOG10(B12),另!B12)', on_sheet=False)
        'IF(单!A14="B12",LOG10(B12),另!B12)'
        >>> RowInsertion("单", 9, 2).formula("COUNTA($A12:$C12)>0", on_sheet=True)
        'COUNTA($A14:$C14)>0'
        """

        def move(reference: re.Match[str]) -> str:
            """The reference, which follows if it is to the sheet."""
            title = (reference[1] or "").strip("'").replace("''", "'")
            if title != self.sheet and not (on_sheet and not title):
                return reference[0]
            start = reference[0][: reference.start(2) - reference.start()]
            return start + self.area(reference[2])

        # Every second piece is a text within quotation marks
        pieces = _TEXT.split(text)
        return "".join(
            piece if number % 2 else _REFERENCE.sub(move, piece) for number, piece in enumerate(pieces)
        )


def insert_rows(data: bytes, insertion: RowInsertion) -> bytes | None:
    """Insert blank rows, with the styles of the row that is then below them.

    Args:
        data: the workbook.
        insertion: where and how many.

    Returns:
        The workbook; None where the sheet has something that could not follow: notes, drawings, page breaks,
        formulas that cover several cells.
    """
    parts = Parts.load(data)
    book = Book.read(parts)
    part = book.sheets[insertion.sheet]
    root = parse(parts.read(part))
    if not _can_follow(root):
        return None
    _move_rows(root, insertion)
    _move_references(root, insertion, on_sheet=True)
    parts.replace(part, serialise(root))
    for table in parts.related(part, "table"):
        _replace(parts, table, insertion, on_sheet=True)
    other_sheets = [name for title, name in book.sheets.items() if title != insertion.sheet]
    charts = chart_parts(parts, book.part, other_sheets)
    for name in (book.part, *other_sheets, *charts):
        # Most parts never name the sheet, and some are very long
        if insertion.sheet.encode() in parts.read(name):
            _replace(parts, name, insertion, on_sheet=False)
    return parts.to_bytes()


def _can_follow(root: Element) -> bool:
    reaching = any(formula.get("t") in ("shared", "array", "dataTable") for formula in descendants(root, "f"))
    numbered = all(element.get("r") for element in descendants(root, "row", "c"))
    return numbered and not reaching and all(child(root, name) is None for name in _UNMOVED)


def _move_rows(root: Element, insertion: RowInsertion) -> None:
    for row in list(descendants(root, "row")):
        number = int(row.get("r", ""))
        if number < insertion.at:
            continue
        if number == insertion.at:
            for blank_row in _make_blank_rows(row, insertion):
                row.addprevious(blank_row)
        _number(row, insertion.row(number))


def _make_blank_rows(model: Element, insertion: RowInsertion) -> Iterator[Element]:
    for number in range(insertion.at, insertion.at + insertion.count):
        row = deepcopy(model)
        for key in ("ht", "customHeight", "hidden"):
            row.attrib.pop(key, "")
        for cell in row:
            cell[:] = []
            cell.attrib.pop("t", "")
        _number(row, number)
        yield row


def _number(row: Element, number: int) -> None:
    row.set("r", str(number))
    for cell in row:
        letters = cell.get("r", "").rstrip("0123456789")
        cell.set("r", f"{letters}{number}")


def _replace(parts: Parts, part: str, insertion: RowInsertion, *, on_sheet: bool) -> None:
    root = parse(parts.read(part))
    _move_references(root, insertion, on_sheet=on_sheet)
    parts.replace(part, serialise(root))


def _move_references(root: Element, insertion: RowInsertion, *, on_sheet: bool) -> None:
    for element in root.iter("{*}*") if on_sheet else ():
        for key in _AREAS:
            if element.get(key):
                element.set(key, insertion.area(element.get(key, "")))
    for place in descendants(root, "sqref") if on_sheet else ():
        place.text = insertion.area(place.text or "")
    for formula in descendants(root, *_FORMULAS):
        formula.text = insertion.formula(formula.text or "", on_sheet=on_sheet)
