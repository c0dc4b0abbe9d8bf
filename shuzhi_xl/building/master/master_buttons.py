"""The buttons of the master (总表的按钮): on 首页 in rows of their own, elsewhere beside the title."""

from collections.abc import Mapping, Sequence
from typing import Final

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.building.macros.button_macros import macro_of
from shuzhi_xl.building.macros.buttons import GAP, PlacedButton
from shuzhi_xl.building.master.home_grid import FIRST_STEP_COLUMN
from shuzhi_xl.building.master.home_sheet import BUTTON_ROW, further_cell
from shuzhi_xl.sheets.master.all_sheets import MASTER
from shuzhi_xl.sheets.master.buttons import BUTTONS, FURTHER, STEPS, Button
from shuzhi_xl.sheets.master.program_sheets import HOME_SHEET
from shuzhi_xl.xlsx.style.layout import TITLE_ROW

_SMALL: Final = 10
_APART: Final = 10
_CHARACTER: Final = 15
"""Pixels of a Chinese character in a caption of 11 points."""
_MARGIN: Final = 24


def place_buttons(master: Workbook) -> Mapping[str, Sequence[PlacedButton]]:
    """All buttons, by the name of their sheet's part; placed by each sheet's own sizes.

    Args:
        master: The master as built.

    Raises:
        ValueError: A sheet has text where its button would be.
    """
    places = {HOME_SHEET: _home_buttons(master[HOME_SHEET.title])}
    for sheet in dict.fromkeys(button.on for button in BUTTONS if button.on):
        buttons = [button for button in BUTTONS if button.on is sheet]
        places[sheet] = _title_buttons(master[sheet.title], buttons)
    # openpyxl names the parts of the sheets by their position.
    return {f"xl/worksheets/sheet{MASTER.index(sheet) + 1}.xml": buttons for sheet, buttons in places.items()}


def _home_buttons(home: Worksheet) -> list[PlacedButton]:
    """The steps in working order, then the smaller ones."""
    steps = [
        _place_button(home, step, (BUTTON_ROW, col))
        for col, step in enumerate(STEPS, start=FIRST_STEP_COLUMN)
    ]
    further = [
        _place_button(home, extra, further_cell(order), above=_APART)._replace(points=_SMALL)
        for order, extra in enumerate(FURTHER)
    ]
    return [*steps, *further]


def _title_buttons(worksheet: Worksheet, buttons: Sequence[Button]) -> list[PlacedButton]:
    """Buttons in the row of the title, right of it and of the frozen columns, so that all scroll together.

    They are not printed: on paper they would be grey boxes in the headline.
    """
    title = worksheet.cell(TITLE_ROW, 1)
    _, first_scrolling = coordinate_to_tuple(str(worksheet.freeze_panes))
    letters = round(title.font.size / 0.75) * len(str(title.value))
    col = max(first_scrolling, 1 + _count_columns(worksheet, 1, letters))
    placed_buttons = []
    for button in buttons:
        columns = _count_columns(worksheet, col, _CHARACTER * len(button.caption) + _MARGIN)
        if any(worksheet.cell(TITLE_ROW, col + offset).value for offset in range(columns)):
            raise ValueError(f"{worksheet.title} has no room for {button.caption}")
        placed = _place_button(worksheet, button, (TITLE_ROW, col), columns)
        placed_buttons.append(placed._replace(printed=False))
        col += columns
    return placed_buttons


def _count_columns(worksheet: Worksheet, first: int, pixels: int) -> int:
    """How many columns from one on are so wide together (列数)."""
    col, width = first, 0
    while width < pixels:
        width += _column_pixels(worksheet, col)
        col += 1
    return col - first


def _place_button(
    worksheet: Worksheet, button: Button, cell: tuple[int, int], columns: int = 1, above: int = GAP
) -> PlacedButton:
    """A button over a cell and those right of it, so many pixels below their upper edge."""
    row, col = cell
    left_edge = sum(_column_pixels(worksheet, before) for before in range(1, col)) + GAP
    top = sum(_row_pixels(worksheet, before) for before in range(1, row)) + above
    width = sum(_column_pixels(worksheet, covered) for covered in range(col, col + columns)) - GAP
    return PlacedButton(
        button.caption,
        button.tip,
        macro_of(button),
        (col - 1, row - 1),
        (left_edge, top),
        (width, _row_pixels(worksheet, row) - above),
        above=above,
        columns=columns,
    )


def _row_pixels(sheet: Worksheet, row: int) -> int:
    # A row without a height of its own has Excel's 15 points; a pixel is 0.75 points.
    return round((sheet.row_dimensions[row].height or 15) / 0.75)


def _column_pixels(sheet: Worksheet, col: int) -> int:
    """A column's width is in digits of the standard font, 7 pixels each, and 5 pixels around them."""
    return int(sheet.column_dimensions[get_column_letter(col)].width * 7) + 5
