"""What of a range can be seen: a filter or a person may hide rows and columns.

As in Excel, what is done to a range is done to its visible cells only: of a block that is written, each
visible row takes the first row, because the visible cells lie in areas and each begins the block again.
"""

# Here, properties of xlwings that may be set are read-only.
# mypy: disable-error-code="misc"

from collections.abc import Callable

from tests.live.engine_styles import CellStyles
from tests.live.guard import guarded
from tests.live.launch import SpreadsheetRefused
from tests.live.values import Block


@guarded
class Visible(CellStyles):
    """Hidden rows and columns of the cells at `_place` of a sheet."""

    @property
    def visible_areas(self) -> list[tuple[int, int, int, int]]:
        """Top, left, bottom and right of the areas that can be seen, counted from 0 within the range."""
        row, column = self._place[:2]
        return [
            (
                area.StartRow - row + 1,
                area.StartColumn - column + 1,
                area.EndRow - row + 1,
                area.EndColumn - column + 1,
            )
            for area in self.uno.queryVisibleCells().RangeAddresses
        ]

    @property
    def visible_count(self) -> int:
        areas = self.visible_areas
        return sum((bottom - top + 1) * (right - left_col + 1) for top, left_col, bottom, right in areas)

    def as_taken(self, rows: Block, stood: Callable[[], Block]) -> Block:
        """A block as the cells take it: the hidden ones keep what stood there.

        Args:
            rows: What is written.
            stood: Gives what the cells hold, in rows.
        """
        height, width = self._place[2:]
        areas = self.visible_areas
        if areas == [(0, 0, height - 1, width - 1)]:
            return rows
        values = [list(row) for row in stood()]
        for top, left_col, bottom, right in areas:
            for down in range(top, bottom + 1):
                values[down][left_col : right + 1] = rows[0][: right - left_col + 1]
        return tuple(map(tuple, values))

    @property
    def row_hidden(self) -> bool | None:
        return _common_state({not row.IsVisible for row in self.uno.Rows})

    @row_hidden.setter
    def row_hidden(self, hidden: bool) -> None:
        self._refuse_to_hide()
        self.uno.Rows.IsVisible = not hidden

    @property
    def column_hidden(self) -> bool | None:
        return _common_state({not column.IsVisible for column in self.uno.Columns})

    @column_hidden.setter
    def column_hidden(self, hidden: bool) -> None:
        self._refuse_to_hide()
        self.uno.Columns.IsVisible = not hidden

    def _refuse_to_hide(self) -> None:
        if self.sheet.api.ProtectContents:
            raise SpreadsheetRefused(f"{self.sheet.name} is protected, and with it what is hidden")


def _common_state(states: set[bool]) -> bool | None:
    return states.pop() if len(states) == 1 else None
