"""The buttons of the sheet 首页 (首页按钮), each over a free cell of the rows reserved for them."""

from typing import Final

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.building.macros.button_macros import macro_of
from shuzhi_xl.building.macros.buttons import GAP, PlacedButton
from shuzhi_xl.building.master.home_grid import FIRST_STEP_COLUMN
from shuzhi_xl.building.master.home_sheet import BUTTON_ROW, further_cell
from shuzhi_xl.sheets.master.buttons import FURTHER, STEPS, Button

_SMALL: Final = 10
_APART: Final = 12


def home_buttons(home: Worksheet) -> list[PlacedButton]:
    """All buttons: the steps in working order, then the smaller ones; placed by the sheet's own sizes.

    Args:
        home: The sheet 首页 as built.
    """
    steps = [
        _place_button(home, step, BUTTON_ROW, col) for col, step in enumerate(STEPS, start=FIRST_STEP_COLUMN)
    ]
    further = [
        _place_button(home, extra, *further_cell(order), _APART)._replace(points=_SMALL)
        for order, extra in enumerate(FURTHER)
    ]
    return [*steps, *further]


def _place_button(home: Worksheet, button: Button, row: int, col: int, above: int = GAP) -> PlacedButton:
    """A button over one cell, so many pixels below its upper edge."""
    left_edge = sum(_column_pixels(home, before) for before in range(1, col)) + GAP
    top = sum(_row_pixels(home, before) for before in range(1, row)) + above
    size = _column_pixels(home, col) - GAP, _row_pixels(home, row) - above
    return PlacedButton(
        button.caption, macro_of(button), (col - 1, row - 1), (left_edge, top), size, above=above
    )


def _row_pixels(sheet: Worksheet, row: int) -> int:
    # A row without a height of its own has Excel's 15 points; a pixel is 0.75 points.
    return round((sheet.row_dimensions[row].height or 15) / 0.75)


def _column_pixels(sheet: Worksheet, col: int) -> int:
    """A column's width is in digits of the standard font, 7 pixels each, and 5 pixels around them."""
    return int(sheet.column_dimensions[get_column_letter(col)].width * 7) + 5
