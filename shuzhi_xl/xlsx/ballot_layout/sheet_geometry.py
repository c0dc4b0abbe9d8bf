"""Columns and rows of a sheet as lengths on paper (版面), whichever program has saved them."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, Self

from shuzhi_xl.rules.scanning.page_layout import PrintedArea
from shuzhi_xl.xlsx.patch.opc.xml_part import Element, child
from shuzhi_xl.xlsx.patch.values import Area as CellArea

_DOT: Final = 25.4 / 96
"""Millimetres in a dot of the screen, by which widths of columns are measured."""
_POINT: Final = 25.4 / 72
_PADDING: Final = 5
"""Dots beside the digits of a column without a width of its own (ECMA-376 part 1, 18.3.1.81)."""
_MOST: Final = 10_000
_TRUE: Final = ("1", "true")


class _Span(NamedTuple):
    """Neighbouring columns or rows, first and last, of one size in millimetres."""

    first: int
    last: int
    size: float


class Ruler(NamedTuple):
    """The columns or the rows of a sheet as lengths (列宽, 行高).

    Attributes:
        usual: Size in millimetres of those that the sheet says nothing of.
        spans: The others; no two overlap.
    """

    usual: float
    spans: Sequence[_Span]

    def start(self, number: int) -> float:
        """Where a column or row begins, in millimetres; they are counted from 1."""
        before = ((span, min(span.last, number - 1) - span.first + 1) for span in self.spans)
        return self.usual * (number - 1) + sum(
            (span.size - self.usual) * count for span, count in before if count > 0
        )

    def size(self, number: int) -> float:
        """Its size in millimetres; 0 where it is hidden."""
        return next((span.size for span in self.spans if span.first <= number <= span.last), self.usual)


@dataclass(frozen=True)
class SheetGeometry:
    """Where the cells of a sheet lie on paper (版面), from the upper left corner of its print area.

    Attributes:
        columns: Its columns.
        rows: Its rows.
        corner: Column and row at which the print area begins.
    """

    columns: Ruler
    rows: Ruler
    corner: tuple[int, int] = (1, 1)

    @classmethod
    def read(cls, sheet: Element, letter: float, corner: tuple[int, int]) -> Self:
        """Read a worksheet part.

        Args:
            sheet: Its root.
            letter: Size in points of the typeface in whose digits columns are measured.
            corner: As the attribute.

        Raises:
            ValueError: A width or height is no number.
        """
        shape = child(sheet, "sheetFormatPr")
        digit = _digit_dots(letter) * _DOT
        marks = {} if shape is None else {str(key): str(value) for key, value in shape.attrib.items()}
        width = read_length(marks["defaultColWidth"]) * digit if "defaultColWidth" in marks else None
        if width is None:
            dots = read_length(marks.get("baseColWidth", "8")) * _digit_dots(letter) + _PADDING
            width = math.ceil(dots / 8) * 8 * _DOT
        height = read_length(marks.get("defaultRowHeight", "15")) * _POINT
        columns = Ruler(width, [*_read_columns(sheet, digit, width)])
        usual = 0.0 if marks.get("zeroHeight") in _TRUE else height
        return cls(columns, Ruler(usual, [*_read_rows(sheet, usual)]), corner)

    def point(self, column: int, row: int) -> tuple[float, float]:
        """The upper left corner of a cell, in millimetres."""
        first_column, first_row = self.corner
        return (
            self.columns.start(column) - self.columns.start(first_column),
            self.rows.start(row) - self.rows.start(first_row),
        )

    def area(self, cells: CellArea) -> PrintedArea:
        """The rectangle of cells, in millimetres."""
        first = self.point(cells.first_col, cells.first_row)
        return PrintedArea(*first, *self.point(cells.last_col + 1, cells.last_row + 1))


def read_length(text: str) -> float:
    """A width, height or size as a part has it.

    Raises:
        ValueError: It is no number from 0 on that a sheet can have.

    >>> read_length("28.35")
    28.35
    """
    length = float(text)
    if not 0 <= length < _MOST:
        raise ValueError(text)
    return length


def _digit_dots(letter: float) -> int:
    """Width of a digit: half an em of whole dots, rounded up; 8 dots for 宋体 of 11 points."""
    return math.ceil(round(letter * 96 / 72) / 2)


def _read_columns(sheet: Element, digit: float, usual: float) -> Iterator[_Span]:
    box = child(sheet, "cols")
    for column in () if box is None else box.iterchildren("{*}col"):
        width = column.get("width")
        size = usual if width is None else read_length(width) * digit
        hidden = column.get("hidden") in _TRUE
        yield _Span(int(column.get("min", "")), int(column.get("max", "")), 0.0 if hidden else size)


def _read_rows(sheet: Element, usual: float) -> Iterator[_Span]:
    box = child(sheet, "sheetData")
    number = 0
    for row in () if box is None else box.iterchildren("{*}row"):
        number = int(row.get("r") or number + 1)
        height = row.get("ht")
        size = usual if height is None else read_length(height) * _POINT
        yield _Span(number, number, 0.0 if row.get("hidden") in _TRUE else size)
