"""Rows of an open sheet folded below the row that sums them up (分级显示)."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import groupby
from operator import itemgetter
from typing import Final

import xlwings as xw

from shuzhi_xl.xlsx.patch.values import Area

_ABOVE: Final = 0  # Excel's xlSummaryAbove
_TOP_LEVEL: Final = 1
_ALL_LEVELS: Final = 8  # the most that Excel has
_MOST_GROUPS: Final = 200
"""Each takes a call to Excel; the groups after these stay unfolded."""


class Outline:
    """The outline of some rows of an open sheet (分级显示).

    Args:
        sheet: The sheet.
        area: All rows that may have a level before or after.
    """

    def __init__(self, sheet: xw.Sheet, area: Area) -> None:
        self._sheet, self._area = sheet, area

    def remove(self) -> None:
        """Unfold all rows and take their levels away: Excel writes a block over hidden rows wrongly."""
        unfold(self._sheet)
        self._set_level(self._area.first_row, self._area.last_row, 0)

    def fold(self, levels: Sequence[int]) -> None:
        """Give the rows these levels, from the first on, and fold them."""
        groups = list(_find_groups(levels))[:_MOST_GROUPS]
        if not groups:
            return
        # Folded or not, the rows are written: how they look is no reason to undo them
        with suppress(Exception):
            self._sheet.api.Outline.SummaryRow = _ABOVE
            first_row = self._area.first_row
            for first, last in groups:
                self._set_level(first_row + first, first_row + last, 1)
            self._sheet.api.Outline.ShowLevels(_TOP_LEVEL)

    def _set_level(self, first: int, last: int, level: int) -> None:
        # Not by a union of areas, of which Excel would take the rows of the first one only.
        # Excel counts rows that are in no group as level 1
        self._sheet.api.Range(f"{first}:{last}").OutlineLevel = level + 1


def unfold(sheet: xw.Sheet) -> None:
    """Show all rows that the outline of a sheet hides."""
    with suppress(Exception):  # Excel raises where the sheet has no outline
        sheet.api.Outline.ShowLevels(_ALL_LEVELS)


def fold(sheet: xw.Sheet) -> None:
    """Hide all rows of a sheet that are in a group."""
    with suppress(Exception):  # as above
        sheet.api.Outline.ShowLevels(_TOP_LEVEL)


def _find_groups(levels: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The index of the first and the last row of each group.

    >>> list(_find_groups([0, 1, 1, 0, 0, 1]))
    [(1, 2), (5, 5)]
    """
    for level, group in groupby(enumerate(levels), key=itemgetter(1)):
        indexes = [index for index, _ in group]
        if level:
            yield indexes[0], indexes[-1]
