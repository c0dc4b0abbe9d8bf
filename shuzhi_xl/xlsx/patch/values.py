"""Values that a cell may have, and places on a sheet as text (单元格)."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Final, NamedTuple, Self, TypeAlias

MAX_ROW: Final = 1_048_576
MAX_COLUMN: Final = 16_384
# XFD has three letters and 1048576 seven digits; what is longer is a name and no place
_A1: Final = re.compile(r"\$?([A-Za-z]{1,3})?\$?(\d{1,7})?")


@dataclass(frozen=True)
class Formula:
    """A formula (公式) with the value it had when it was written.

    Attributes:
        text: the formula without its leading ``=``, English function names, A1 references.
        value: the result shown by programs that do not calculate.
    """

    text: str
    value: "str | bool | int | float | Decimal | None"


@dataclass(frozen=True)
class Link:
    """Text that leads to another place of the same workbook (工作簿内链接).

    Attributes:
        text: what the cell shows.
        location: where a click leads, such as ``'组织名册'!C7``.
    """

    text: str
    location: str


@dataclass(frozen=True)
class ErrorValue:
    """An error value (错误值) such as ``#N/A``.

    Attributes:
        text: the value as the cell shows it.
    """

    text: str


Value: TypeAlias = str | bool | int | float | Decimal | date | datetime | Formula | Link | ErrorValue | None


@dataclass(frozen=True)
class Styled:
    """A value in the style of another named cell (沿用某名称的样式)."""

    value: Value
    like: str


class Keep(Enum):
    """The type of `KEEP`."""

    KEEP = "keep"


KEEP: Final = Keep.KEEP
"""In a block: leave the cell as it is."""

BlockValue: TypeAlias = Value | Styled | Keep


@lru_cache(maxsize=1024)
def column_letters(number: int) -> str:
    """The letters (列标) of a column counted from 1.

    >>> column_letters(1), column_letters(28), column_letters(16384)
    ('A', 'AB', 'XFD')
    """
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@lru_cache(maxsize=1024)
def column_number(letters: str) -> int:
    """The number (列号) of a column, counted from 1.

    >>> column_number("A"), column_number("ab"), column_number("XFD")
    (1, 28, 16384)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


class Area(NamedTuple):
    """A rectangle of cells (区域), all bounds counted from 1 and inclusive."""

    first_row: int
    first_col: int
    last_row: int
    last_col: int

    @classmethod
    @lru_cache(maxsize=4096)  # the same places are named again and again
    def parse(cls, text: str) -> Self:
        """Read an area written as ``A1:C9``, ``$A$1``, ``A:C`` (whole columns) or ``1:3`` (whole rows).

        >>> Area.parse("$B$4:D9")
        Area(first_row=4, first_col=2, last_row=9, last_col=4)
        >>> Area.parse("7:7").last_col
        16384

        Raises:
            ValueError: the text is no area.
        """
        first, _, last = text.partition(":")
        row, col = _corner(first, 1, 1)
        last_row, last_col = _corner(last or first, MAX_ROW, MAX_COLUMN)
        area = cls(min(row, last_row), min(col, last_col), max(row, last_row), max(col, last_col))
        # a single corner must be a cell: A or 7 alone is no area
        if not last and area.cells != 1:
            raise ValueError(text)
        return area

    @classmethod
    def read(cls, text: str | None) -> Self | None:
        """Like `parse`, but None where other programs left something that is no area."""
        try:
            return cls.parse(text or "")
        except ValueError:
            return None

    def __str__(self) -> str:
        first = f"{column_letters(self.first_col)}{self.first_row}"
        return first if self.cells == 1 else f"{first}:{column_letters(self.last_col)}{self.last_row}"

    @property
    def cells(self) -> int:
        """How many cells it has."""
        return (self.last_row - self.first_row + 1) * (self.last_col - self.first_col + 1)

    @property
    def absolute(self) -> str:
        """The area as names and formulas write it.

        >>> Area(4, 2, 9, 2).absolute
        '$B$4:$B$9'
        """
        first = f"${column_letters(self.first_col)}${self.first_row}"
        return first if self.cells == 1 else f"{first}:${column_letters(self.last_col)}${self.last_row}"

    @property
    def row_numbers(self) -> range:
        """The numbers of its rows."""
        return range(self.first_row, self.last_row + 1)

    def holds(self, row: int, col: int) -> bool:
        """Whether a cell lies in it."""
        return self.first_row <= row <= self.last_row and self.first_col <= col <= self.last_col

    def meets(self, area: "Area") -> bool:
        """Whether the two have a cell in common."""
        return not (
            self.last_row < area.first_row
            or area.last_row < self.first_row
            or self.last_col < area.first_col
            or area.last_col < self.first_col
        )

    def beyond(self, area: "Area") -> list["Area"]:
        """Its parts below and to the right of another area, if there are any.

        >>> [str(part) for part in Area(3, 1, 9, 4).beyond(Area(3, 1, 5, 4))]
        ['A6:D9']
        """
        parts = (self._replace(first_row=area.last_row + 1), self._replace(first_col=area.last_col + 1))
        return [part for part in parts if part.first_row <= part.last_row and part.first_col <= part.last_col]

    def covers(self, area: "Area") -> bool:
        """Whether every cell of another area is in it."""
        return self.holds(area.first_row, area.first_col) and self.holds(area.last_row, area.last_col)

    def join(self, area: "Area") -> "Area":
        """The smallest rectangle around both."""
        return Area(
            min(self.first_row, area.first_row),
            min(self.first_col, area.first_col),
            max(self.last_row, area.last_row),
            max(self.last_col, area.last_col),
        )


def address(row: int, col: int) -> str:
    """The address (单元格地址) of a cell.

    >>> address(7, 3)
    'C7'
    """
    return f"{column_letters(col)}{row}"


def _corner(text: str, any_row: int, any_col: int) -> tuple[int, int]:
    match = _A1.fullmatch(text)
    if match is None or not (match[1] or match[2]):
        raise ValueError(text)
    row = int(match[2]) if match[2] else any_row
    col = column_number(match[1]) if match[1] else any_col
    if not (1 <= row <= MAX_ROW and 1 <= col <= MAX_COLUMN):
        raise ValueError(text)
    return row, col
