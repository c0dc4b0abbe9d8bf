"""How high a row must be to show all of its wrapped text (行高).

Excel measures a row when somebody types into it or when a file does not say how high it is; other programs
show its first line then. An estimate that is slightly too high shows the text in all of them.
"""

from collections.abc import Iterable
from math import ceil
from typing import Final

LINE_HEIGHT: Final = 16.5
"""Points that a line of the workbooks' 10 point typeface takes."""
# Excel's highest row, in points
_HIGHEST: Final = 409.5
# In units of column width: characters of that typeface, and what the cell's edges and its indent take.
_WIDE: Final = 1.905
_NARROW: Final = 1.05
_EDGES: Final = 1.3
# from here on, general punctuation included: Chinese typefaces draw “ ” … — at full width
_FIRST_WIDE: Final = "\u2000"
_LOST: Final = 0.95
"""Of every line that is full, so much is filled: no character is broken, and no line begins with a comma."""


def lines_of(text: str, width: float) -> int:
    r"""How many lines a text takes in a column (行数).

    Args:
        text: What the cell shows.
        width: The column's width, in Excel's units: digits of the standard font.

    >>> lines_of("好", 10), lines_of("一二三四五六七八九十", 10), lines_of("甲\n乙", 10)
    (1, 3, 2)
    """
    room = max(width - _EDGES, _WIDE)
    if len(text) * _WIDE <= room and "\n" not in text:
        return 1
    return sum(_lines(_length(line), room) for line in text.split("\n"))


def _lines(length: float, room: float) -> int:
    return 1 if length <= room else ceil(length / (room * _LOST))


def row_height(lines: int) -> float | None:
    """The height in points of a row with so many lines; None for a single one."""
    return min(lines * LINE_HEIGHT, _HIGHEST) if lines > 1 else None


def height_of(cells: Iterable[tuple[str, float]]) -> float | None:
    """The height in points of a row with such wrapped texts in columns so wide; None for a single line."""
    return row_height(max((lines_of(text, width) for text, width in cells), default=1))


def _length(line: str) -> float:
    return sum(_WIDE if character >= _FIRST_WIDE else _NARROW for character in line)
