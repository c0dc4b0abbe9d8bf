"""Cells of a returned workbook as a reader gives them (读出的单元格), without any meaning yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from shuzhi_xl.rules.intake.marks import plain

Place = tuple[int, int]
"""1-based row and column."""


@dataclass(frozen=True)
class Grid:
    """One sheet (工作表) as read.

    Attributes:
        cells: Value of each non-blank cell by 1-based (row, column): str, int, float, bool, date or datetime.
        struck: Cells whose text is crossed out, if the file format says so.
        merged: For each cell of a merged area (合并单元格) that is not blank the area's first cell, which
            alone is visible; the values of the others are hidden.
    """

    title: str
    cells: Mapping[Place, Any]
    struck: frozenset[Place] = frozenset()
    merged: Mapping[Place, Place] = field(default_factory=dict)

    @cached_property
    def texts(self) -> frozenset[str]:
        """All its texts, as `plain` gives them."""
        return frozenset(map(plain, self.cells.values()))


Grids = Mapping[str, Grid]


@dataclass(frozen=True)
class AnswerCells:
    """The cells that answers are read from (回收规则): where certain rows and columns cross."""

    sheet: str
    rows: frozenset[int]
    columns: frozenset[int]

    def contain(self, sheet: str, row: int, col: int) -> bool:
        """Whether a cell is one of them."""
        return sheet == self.sheet and row in self.rows and col in self.columns


def address(row: int, col: int) -> str:
    """Address of a cell by 1-based row and column (校验报告: 单元格).

    >>> address(3, 28)
    'AB3'
    """
    # Its own: the writer of workbooks has the same, but rules import nothing that opens files
    letters = ""
    while col:
        col, rest = divmod(col - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"
