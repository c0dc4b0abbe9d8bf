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
