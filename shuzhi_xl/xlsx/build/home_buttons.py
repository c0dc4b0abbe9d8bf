"""The buttons of the sheet 首页 (首页按钮), one over each free cell of the row that is kept for them."""

from typing import Final

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.wording.summaries import JOB_NAMES
from shuzhi_xl.xlsx.build.buttons import GAP, Button
from shuzhi_xl.xlsx.build.home import BUTTON_ROW, STEPS
from shuzhi_xl.xlsx.build.home_grid import FIRST_STEP_COLUMN

MODULE: Final = "SzButtons"
"""The VBA module of the Subs that buttons and ribbon call."""


def macro_of(name: str) -> str:
    """The Sub that a button runs (宏), by its caption.

    >>> macro_of("校验")
    'SzButtons.SzCheck'
    """
    command = next(command for command, caption in JOB_NAMES.items() if caption == name)
    return f"{MODULE}.Sz{command.capitalize()}"


def home_buttons(home: Worksheet) -> list[Button]:
    """Buttons of all steps in working order, placed by the sheet's own widths and heights (首页按钮).

    Args:
        home: The sheet 首页 as built.
    """
    top = sum(_row_pixels(home, row) for row in range(1, BUTTON_ROW)) + GAP
    height = _row_pixels(home, BUTTON_ROW) - GAP
    buttons = []
    for col, (name, _) in enumerate(STEPS, start=FIRST_STEP_COLUMN):
        left = sum(_column_pixels(home, before) for before in range(1, col)) + GAP
        size = _column_pixels(home, col) - GAP, height
        buttons.append(Button(name, macro_of(name), (col - 1, BUTTON_ROW - 1), (left, top), size))
    return buttons


def _row_pixels(sheet: Worksheet, row: int) -> int:
    return round((sheet.row_dimensions[row].height or 15) / 0.75)


def _column_pixels(sheet: Worksheet, col: int) -> int:
    """A column's width is in digits of the standard font, 7 pixels each, and 5 pixels around them."""
    return int(sheet.column_dimensions[get_column_letter(col)].width * 7) + 5
