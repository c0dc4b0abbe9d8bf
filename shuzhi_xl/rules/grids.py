"""What a reader finds in a returned workbook: cells by place, without any meaning yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Grid:
    """One sheet (工作表) as read.

    Attributes:
        cells: Value of each non-blank cell by 1-based (row, column): str, int, float, bool, date or datetime.
    """

    title: str
    cells: Mapping[tuple[int, int], Any]


Grids = Mapping[str, Grid]


def address(row: int, col: int) -> str:
    """Address of a cell by 1-based row and column.

    >>> address(3, 28)
    'AB3'
    """
    letters = ""
    while col:
        col, rest = divmod(col - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"
