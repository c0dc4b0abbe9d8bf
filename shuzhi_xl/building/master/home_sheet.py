"""Sheet 首页: title, the seven steps, the year at a glance, and links to every sheet."""

from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.building.master.home_board import NEXT_STEP_ROW, add_board
from shuzhi_xl.building.master.home_charts import add_charts
from shuzhi_xl.building.master.home_grid import FIRST_STEP_COLUMN, LAST_COLUMN, cells_of
from shuzhi_xl.building.master.home_index import add_index
from shuzhi_xl.sheets.master.buttons import FURTHER, STEPS
from shuzhi_xl.sheets.master.program_sheets import HOME_SHEET
from shuzhi_xl.xlsx.files.shipped import MANUAL_NAME
from shuzhi_xl.xlsx.style import styles
from shuzhi_xl.xlsx.style.page import set_up_sheet

TITLE_NAME: Final = "首页_标题"
NEXT_STEP_NAME: Final = "首页_下一步"
BUTTON_ROW: Final = 5
"""Row whose cells are reserved for the buttons, one per column from ``FIRST_STEP_COLUMN``."""
FURTHER_ROW: Final = 7
"""First row of the other buttons, one per column likewise."""
BUTTONS_PER_ROW: Final = LAST_COLUMN - FIRST_STEP_COLUMN + 1

_COLUMN_WIDTH = 18
_FURTHER_HEIGHT = 30
_HEIGHTS = {1: 44, 2: 24, 3: 8, 4: 24, BUTTON_ROW: 40, 6: 46, FURTHER_ROW: _FURTHER_HEIGHT, 8: 8}
_FURTHER_ROWS = 2  # the second is a mere gap as long as the first has room for all
_MARGINS = PageMargins(left=0.5, right=0.5, top=0.4, bottom=0.6, header=0.2, footer=0.3)


def add_home(workbook: Workbook) -> Worksheet:
    """Add the sheet 首页 (首页).

    Raises:
        ValueError: There are more buttons than the sheet has room for.
    """
    if len(STEPS) > BUTTONS_PER_ROW or len(FURTHER) > BUTTONS_PER_ROW * _FURTHER_ROWS:
        raise ValueError("首页 has no room for so many buttons")
    worksheet: Worksheet = workbook.create_sheet(HOME_SHEET.title)
    worksheet.sheet_view.showGridLines = False
    worksheet.column_dimensions["A"].width = 3
    for col in range(FIRST_STEP_COLUMN, LAST_COLUMN + 1):
        worksheet.column_dimensions[get_column_letter(col)].width = _COLUMN_WIDTH
    for row, height in _HEIGHTS.items():
        worksheet.row_dimensions[row].height = height
    _add_title(worksheet)
    _add_steps(worksheet)
    for row, _ in map(further_cell, range(len(FURTHER))):
        worksheet.row_dimensions[row].height = _FURTHER_HEIGHT
    add_board(worksheet)
    add_index(worksheet, add_charts(worksheet))
    _set_up_page(worksheet)
    for name, row in ((TITLE_NAME, 1), (NEXT_STEP_NAME, NEXT_STEP_ROW)):
        workbook.defined_names[name] = DefinedName(name, attr_text=f"'{HOME_SHEET.title}'!$B${row}")
    return worksheet


def _add_title(worksheet: Worksheet) -> None:
    title, hint = cells_of(worksheet, 1), cells_of(worksheet, 2)
    # The hint begins in the third column, so that it stays in the middle with the manual beside it.
    title[0].value, hint[2].value = "述职评议考核", HOME_SHEET.hint
    across = Alignment(horizontal="centerContinuous", vertical="center")
    for above, below in zip(title, hint, strict=True):
        above.font, below.font = styles.font(24, styles.RED, bold=True), styles.font(11, styles.GREY)
        above.alignment = below.alignment = across
        below.border = styles.underline(styles.RED, "medium")
    _add_manual(*hint[-2:])


def _add_manual(cell: Any, neighbour: Any) -> None:
    """Link to the manual beside the workbook; where it is absent, the text still says where to look."""
    cell.value = f"用法见安装文件夹里的“{MANUAL_NAME}”"
    # Relative, so that a folder that is copied elsewhere keeps its link.
    cell.hyperlink = Hyperlink(
        ref="", target=MANUAL_NAME, tooltip="打开总表旁边的手册。打不开的，请到安装文件夹里找这个文件。"
    )
    # openpyxl sets the reference to the one cell when the link is assigned, so the area comes afterwards.
    cell.hyperlink.ref = f"{cell.coordinate}:{neighbour.coordinate}"
    cell.font = styles.font(9, styles.BLUE)


def _add_steps(worksheet: Worksheet) -> None:
    """Number and caption, room for the button, and its tip; white gaps between the steps."""
    gap = Side(style="thick", color=styles.WHITE)
    centred = Alignment(horizontal="center", vertical="center", wrap_text=True)
    for order, step in enumerate(STEPS):
        col = FIRST_STEP_COLUMN + order
        label, button, note = (worksheet.cell(row, col) for row in (4, BUTTON_ROW, 6))
        label.value, note.value = f"{order + 1}　{step.caption}", step.tip
        label.font, note.font = styles.font(11, styles.WHITE, bold=True), styles.font(9, styles.GREY)
        label.fill = styles.fill(styles.BLUE)
        for cell in (label, button, note):
            cell.alignment = centred
            cell.border = Border(left=gap, right=gap)
        button.fill = note.fill = styles.fill(styles.PALE_BLUE)


def further_cell(order: int) -> tuple[int, int]:
    """Row and column of one of the other buttons, counted from 1; their order from 0.

    >>> [further_cell(order) for order in (0, 1, 7)]
    [(7, 2), (7, 3), (8, 2)]
    """
    row, place = divmod(order, BUTTONS_PER_ROW)
    return FURTHER_ROW + row, FIRST_STEP_COLUMN + place


def _set_up_page(worksheet: Worksheet) -> None:
    """One page; title and buttons stay visible while the rest scrolls."""
    set_up_sheet(worksheet, HOME_SHEET)
    worksheet.page_setup.fitToHeight = 1
    worksheet.page_margins = _MARGINS
    worksheet.freeze_panes = f"A{further_cell(len(FURTHER) - 1)[0] + 1}"
    worksheet.print_area = f"A1:{get_column_letter(LAST_COLUMN)}{worksheet.max_row}"
