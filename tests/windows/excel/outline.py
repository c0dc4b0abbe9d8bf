"""Excel's Outline of a sheet: rows grouped below the row that sums them up."""

# ruff: noqa: N802, N803 -- Excel's names

from typing import TYPE_CHECKING

from tests.windows.excel.com import ExcelObject, Refused

if TYPE_CHECKING:
    from tests.windows.excel.worksheet import Worksheet


class Outline(ExcelObject):
    """The outline of a sheet. Source: Outline."""

    interface = "Outline"

    def __init__(self, sheet: "Worksheet") -> None:
        self._sheet = sheet

    def before_call(self) -> None:
        self._sheet.before_call()

    @property
    def SummaryRow(self) -> int:
        """Whether the row that sums up is above its group (0) or below (1). Source: XlSummaryRow."""
        return int(self._sheet.grid.sums_below)

    @SummaryRow.setter
    def SummaryRow(self, place: int) -> None:
        self._sheet.refuse_if_protected("outline")
        self._sheet.grid.sums_below = bool(place)
        self._sheet.changed()

    def ShowLevels(self, RowLevels: int, ColumnLevels: int | None = None) -> None:  # noqa: ARG002 -- no columns here
        """Show the rows of so many levels and hide the others. Source: Outline.ShowLevels.

        That a sheet without groups refuses is not documented; users say so.
        """
        self._sheet.refuse_if_protected("outline")
        levels = self._sheet.grid.levels()
        if not levels:
            raise Refused("ShowLevels method of Outline class failed")
        for row, level in levels.items():
            self._sheet.grid.hide_row(row, level > RowLevels)
        self._sheet.changed()
