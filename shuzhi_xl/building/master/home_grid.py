"""The grid of 首页: seven columns of equal width, for buttons, tables and links."""

from typing import Any, Final

from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.xlsx.style import styles

FIRST_STEP_COLUMN: Final = 2
LAST_COLUMN: Final = 8
INDENTED: Final = Alignment(horizontal="left", vertical="center", indent=1)
CENTRED: Final = Alignment(horizontal="center", vertical="center")
RIGHT: Final = Alignment(horizontal="right", vertical="center")
_CAPTION_HEIGHT, _GAP_HEIGHT = 24, 6


def cells_of(worksheet: Worksheet, row: int) -> list[Any]:
    """The cells of a row within the grid."""
    return [worksheet.cell(row, col) for col in range(FIRST_STEP_COLUMN, LAST_COLUMN + 1)]


def caption(worksheet: Worksheet, row: int, text: str, note: str = "") -> None:
    """Name a part of 首页 (小标题), with a grey note beside it."""
    styles.style_caption(worksheet.cell(row, FIRST_STEP_COLUMN, text))
    if note:
        beside = worksheet.cell(row, FIRST_STEP_COLUMN + 1, note)
        beside.font, beside.alignment = styles.font(9, styles.GREY), Alignment(vertical="center")
    worksheet.row_dimensions[row - 1].height = _GAP_HEIGHT
    worksheet.row_dimensions[row].height = _CAPTION_HEIGHT
