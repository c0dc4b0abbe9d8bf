"""The buttons of the sheet 首页 (首页按钮), one over each free cell of the row that is kept for them."""

from typing import Final

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.building.macros.buttons import GAP, Button
from shuzhi_xl.building.master.home_grid import FIRST_STEP_COLUMN
from shuzhi_xl.building.master.home_sheet import BUTTON_ROW, FURTHER, FURTHER_ROW, STEPS, further_column
from shuzhi_xl.wording.screen.job_summaries import JOB_NAMES

_SMALL: Final = 10
_APART: Final = 12
MODULE: Final = "SzButtons"
"""The VBA module of the Subs that buttons and ribbon call."""


def macro_of(name: str) -> str:
    """The Sub that a button runs (宏), by its caption.

    >>> macro_of("校验")
    'SzButtons.SzCheck'
    """
    command = next(command for command, caption in JOB_NAMES.items() if caption == name)
    return f"{MODULE}.Sz{''.join(word.capitalize() for word in command.split('_'))}"


def home_buttons(home: Worksheet) -> list[Button]:
    """All buttons: the steps in working order, then the smaller ones; placed by the sheet's own sizes.

    Args:
        home: The sheet 首页 as built.
    """
    steps = [
        _over(home, BUTTON_ROW, col, name) for col, (name, _) in enumerate(STEPS, start=FIRST_STEP_COLUMN)
    ]
    further = [
        _over(home, FURTHER_ROW, further_column(order), name, _APART)._replace(points=_SMALL)
        for order, (name, _) in enumerate(FURTHER)
    ]
    return [*steps, *further]


def _over(home: Worksheet, row: int, col: int, name: str, above: int = GAP) -> Button:
    """A button over one cell, so many pixels below its upper edge."""
    left = sum(_column_pixels(home, before) for before in range(1, col)) + GAP
    top = sum(_row_pixels(home, before) for before in range(1, row)) + above
    size = _column_pixels(home, col) - GAP, _row_pixels(home, row) - above
    return Button(name, macro_of(name), (col - 1, row - 1), (left, top), size, above=above)


def _row_pixels(sheet: Worksheet, row: int) -> int:
    return round((sheet.row_dimensions[row].height or 15) / 0.75)


def _column_pixels(sheet: Worksheet, col: int) -> int:
    """A column's width is in digits of the standard font, 7 pixels each, and 5 pixels around them."""
    return int(sheet.column_dimensions[get_column_letter(col)].width * 7) + 5
