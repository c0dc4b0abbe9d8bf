"""The foot of 首页: links to every sheet, by group, and the legend of the colours (目录、颜色说明)."""

from collections.abc import Iterator, Sequence
from typing import Final

from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.building.master.home_grid import CENTRED, FIRST_STEP_COLUMN, LAST_COLUMN, caption, cells_of
from shuzhi_xl.sheets.declaration.table import Sheet
from shuzhi_xl.sheets.master.all_sheets import MASTER
from shuzhi_xl.sheets.master.program_sheets import HOME_SHEET
from shuzhi_xl.xlsx.style import styles

_ROW_HEIGHT: Final = 20
_LEGEND: Final = (
    ("必须填写", styles.RED, styles.WHITE),
    ("可以填写", styles.BLUE, styles.WHITE),
    ("程序填写", styles.GREY, styles.WHITE),
    ("必填而未填", styles.PALE_YELLOW, styles.INK),
    ("程序已填，勿改", styles.PALE_GREY, styles.INK),
)


def add_index(worksheet: Worksheet, row: int) -> None:
    """Add the links from a row on, and the legend below them."""
    caption(worksheet, row, "各工作表", "在各表点左上角的标题，可回到首页。")
    lines = list(_link_lines())
    for offset, (group, sheets) in enumerate(lines, start=1):
        _add_line(worksheet, row + offset, group, sheets)
    below = row + len(lines) + 1
    worksheet.row_dimensions[below].height = 6
    _add_legend(worksheet, below + 1)


def _link_lines() -> Iterator[tuple[str, Sequence[Sheet]]]:
    """Visible sheets by group and in tab order, as many as fit beside the group's name."""
    visible = [sheet for sheet in MASTER if not sheet.hidden and sheet is not HOME_SHEET]
    width = LAST_COLUMN - FIRST_STEP_COLUMN
    for group in styles.GROUP_COLOURS:
        sheets_of_group = [sheet for sheet in visible if sheet.group == group]
        for start in range(0, len(sheets_of_group), width):
            yield group, sheets_of_group[start : start + width]


def _add_line(worksheet: Worksheet, row: int, group: str, sheets: Sequence[Sheet]) -> None:
    name, *cells = cells_of(worksheet, row)
    name.value, name.alignment = group, CENTRED
    name.fill, name.font = styles.fill(styles.GROUP_COLOURS[group]), styles.font(9, styles.WHITE)
    name.border = styles.underline(styles.WHITE)
    # The last line of a group is seldom full
    for cell, sheet in zip(cells, sheets, strict=False):
        cell.value, cell.alignment = sheet.title, CENTRED
        cell.font = styles.font(10, styles.BLUE, bold=True)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{sheet.title}'!A1", tooltip=sheet.hint)
    for cell in cells:
        cell.border = styles.underline()
    worksheet.row_dimensions[row].height = _ROW_HEIGHT


def _add_legend(worksheet: Worksheet, row: int) -> None:
    name, *cells = cells_of(worksheet, row)
    name.value, name.font, name.alignment = "颜色说明", styles.font(9, styles.GREY), CENTRED
    for cell, (word, back, ink) in zip(cells, _LEGEND, strict=False):
        cell.value, cell.alignment = word, CENTRED
        cell.fill, cell.font = styles.fill(back), styles.font(9, ink)
        cell.border = styles.frame(styles.WHITE, "thick")
    worksheet.row_dimensions[row].height = 22
