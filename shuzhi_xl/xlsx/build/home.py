"""Sheet 首页: title, the seven steps, progress of the year, and the way to every sheet."""

from typing import Any, Final

from openpyxl import Workbook
from openpyxl.formatting.rule import DataBarRule
from openpyxl.styles import Alignment, Border, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.sheets.master import MASTER
from shuzhi_xl.sheets.program import HOME_SHEET, PROGRESS, PROGRESS_STAGES, Progress
from shuzhi_xl.xlsx.build import look
from shuzhi_xl.xlsx.build.layout import PLACES, PROGRESS_HEADER_ROW
from shuzhi_xl.xlsx.build.page import set_up
from shuzhi_xl.xlsx.build.sheet import add_table

STEPS: Final = (
    ("校验", "检查各表有没有漏填、错填，列出要改的地方"),
    ("分发", "给每个党支部生成测评表，给每场会议生成录票表"),
    ("回收", "读取“收回”文件夹里的表格，登记票数和问卷"),
    ("计算", "统计票数，算出综合得分、名次和建议等次"),
    ("生成", "给每个党支部生成反馈表，给每个板块生成汇总"),
    ("公布", "生成各板块的公布表，只列名称和等次"),
    ("整改跟踪", "收齐整改进展，列出逾期和未销号的问题"),
)
"""The buttons in working order (操作步骤), each with what it does."""
FURTHER: Final = (
    ("读取报告", "读述职报告（Word），数字数，核对篇幅"),
    ("套用方案", "按选定的“方案名称”，填好评分设置"),
    ("导出方案", "把现在的评分设置存成方案文件"),
)
"""Buttons for what belongs to no step (其他按钮), likewise."""

TITLE_NAME: Final = "首页_标题"
FIRST_STEP_COLUMN: Final = 2
BUTTON_ROW: Final = 5
"""Row whose cells are kept free for the buttons, one a column from ``FIRST_STEP_COLUMN``."""
FURTHER_ROW: Final = 7
"""Row of the other buttons, in every second column; what each does stands beside it."""

_LAST_COLUMN = FIRST_STEP_COLUMN + len(STEPS) - 1
_COLUMN_WIDTH = 18
_HEIGHTS = {1: 44, 2: 24, 3: 8, 4: 24, BUTTON_ROW: 40, 6: 46, FURTHER_ROW: 37, 8: 26}
_LEGEND_ROW = PROGRESS_HEADER_ROW + len(PROGRESS_STAGES) + 2
_INDEX_ROW = _LEGEND_ROW + 3
_INDENTED = Alignment(horizontal="left", vertical="center", indent=1)
_LEGEND = (
    ("必须填写", look.RED, look.WHITE),
    ("可以填写", look.BLUE, look.WHITE),
    ("程序填写", look.GREY, look.WHITE),
    ("必填而未填", look.PALE_YELLOW, look.INK),
    ("程序已填，勿改", look.PALE_GREY, look.INK),
)


def add_home(workbook: Workbook) -> Worksheet:
    """Add the sheet 首页 (首页)."""
    worksheet: Worksheet = workbook.create_sheet(HOME_SHEET.title)
    worksheet.sheet_view.showGridLines = False
    worksheet.column_dimensions["A"].width = 3
    for col in range(FIRST_STEP_COLUMN, _LAST_COLUMN + 1):
        worksheet.column_dimensions[get_column_letter(col)].width = _COLUMN_WIDTH
    for row, height in _HEIGHTS.items():
        worksheet.row_dimensions[row].height = height
    _add_title(worksheet)
    _add_steps(worksheet)
    _add_further(worksheet)
    _add_progress(worksheet)
    _add_legend(worksheet)
    _add_index(worksheet)
    _set_up_page(worksheet)
    workbook.defined_names[TITLE_NAME] = DefinedName(TITLE_NAME, attr_text=f"'{HOME_SHEET.title}'!$B$1")
    return worksheet


def _row(worksheet: Worksheet, row: int) -> list[Any]:
    return [worksheet.cell(row, col) for col in range(FIRST_STEP_COLUMN, _LAST_COLUMN + 1)]


def _add_title(worksheet: Worksheet) -> None:
    title, hint = _row(worksheet, 1), _row(worksheet, 2)
    title[0].value, hint[0].value = "述职评议考核", HOME_SHEET.hint
    across = Alignment(horizontal="centerContinuous", vertical="center")
    for above, below in zip(title, hint, strict=True):
        above.font, below.font = look.font(24, look.RED, bold=True), look.font(11, look.GREY)
        above.alignment = below.alignment = across
        below.border = look.underline(look.RED, "medium")


def _add_steps(worksheet: Worksheet) -> None:
    """Number and name, room for the button, and what it does, side by side with white gaps."""
    gap = Side(style="thick", color=look.WHITE)
    centred = Alignment(horizontal="center", vertical="center", wrap_text=True)
    for order, (name, purpose) in enumerate(STEPS):
        col = FIRST_STEP_COLUMN + order
        label, button, note = (worksheet.cell(row, col) for row in (4, BUTTON_ROW, 6))
        label.value, note.value = f"{order + 1}　{name}", purpose
        label.font, note.font = look.font(11, look.WHITE, bold=True), look.font(9, look.GREY)
        label.fill = look.fill(look.BLUE)
        for cell in (label, button, note):
            cell.alignment = centred
            cell.border = Border(left=gap, right=gap)
        button.fill = note.fill = look.fill(look.PALE_BLUE)


def _add_further(worksheet: Worksheet) -> None:
    """What the other buttons do, each beside the room for its button."""
    for order, (_, purpose) in enumerate(FURTHER):
        note = worksheet.cell(FURTHER_ROW, further_column(order) + 1, purpose)
        note.font = look.font(9, look.GREY)
        note.alignment = Alignment(horizontal="left", vertical="bottom", wrap_text=True, indent=1)


def further_column(order: int) -> int:
    """Column of one of the other buttons, counted from 1; their order from 0.

    >>> [further_column(order) for order in range(3)]
    [2, 4, 6]
    """
    return FIRST_STEP_COLUMN + 2 * order


def _caption(worksheet: Worksheet, row: int, text: str) -> None:
    look.style_caption(worksheet.cell(row, FIRST_STEP_COLUMN, text))
    worksheet.row_dimensions[row].height = _HEIGHTS[8]


def _add_progress(worksheet: Worksheet) -> None:
    """The table 进度; its last column runs over the two empty ones beside it, where lines go on."""
    place = PLACES[PROGRESS.name]
    _caption(worksheet, PROGRESS_HEADER_ROW - 1, "全年进度")
    add_table(worksheet, place)
    share = Progress.columns()["share"].header
    for row in range(place.first_row, place.first_row + len(PROGRESS_STAGES)):
        for cell in _row(worksheet, row):
            cell.fill, cell.border = look.fill(look.WHITE), look.underline()
        worksheet[f"{place.letter(share)}{row}"].number_format = '0"%"'
        worksheet.row_dimensions[row].height = 21
        worksheet.cell(row, place.last_col).alignment = _INDENTED
    for cell in _row(worksheet, place.header_row):
        look.style_header(cell, PROGRESS.columns[0])
        cell.fill, cell.border = look.fill(look.BLUE), look.underline(look.BLUE)
    worksheet.cell(place.header_row, place.last_col).alignment = _INDENTED
    bar = DataBarRule(  # type: ignore[no-untyped-call]  # its stubs have no types
        "num", 0, "num", 100, color="8FB3DE", minLength=0, maxLength=100
    )
    worksheet.conditional_formatting.add(place.cells(share), bar)


def _add_legend(worksheet: Worksheet) -> None:
    _caption(worksheet, _LEGEND_ROW, "颜色说明")
    cells = _row(worksheet, _LEGEND_ROW + 1)
    for cell, (word, back, ink) in zip(cells, _LEGEND, strict=False):
        cell.value = word
        cell.fill, cell.font = look.fill(back), look.font(9, ink)
        cell.border = look.frame(look.WHITE, "thick")
        cell.alignment = Alignment(horizontal="center", vertical="center")
    note = cells[len(_LEGEND)]
    note.value = "在各表点左上角的标题，可回到首页。"
    note.font, note.alignment = look.font(9, look.GREY), _INDENTED
    worksheet.row_dimensions[_LEGEND_ROW + 1].height = 24


def _add_index(worksheet: Worksheet) -> None:
    """Links to every visible sheet in tab order, with its group's colour before and its purpose behind."""
    _caption(worksheet, _INDEX_ROW, "各工作表")
    visible = [sheet for sheet in MASTER if not sheet.hidden and sheet is not HOME_SHEET]
    for row, sheet in enumerate(visible, start=_INDEX_ROW + 1):
        group, link, purpose = (worksheet.cell(row, FIRST_STEP_COLUMN + place) for place in range(3))
        group.value, link.value, purpose.value = sheet.group, sheet.title, sheet.hint
        group.fill, group.font = look.fill(look.GROUP_COLOURS[sheet.group]), look.font(9, look.WHITE)
        group.alignment = link.alignment = Alignment(horizontal="center", vertical="center")
        link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{sheet.title}'!A1", tooltip=sheet.hint)
        link.font = look.font(10, look.BLUE, bold=True)
        purpose.font, purpose.alignment = look.font(9, look.GREY), _INDENTED
        for cell in _row(worksheet, row):
            cell.border = look.underline()
        group.border = look.underline(look.WHITE)
        worksheet.row_dimensions[row].height = 19


def _set_up_page(worksheet: Worksheet) -> None:
    """One page; title and buttons stay in sight while the rest scrolls."""
    set_up(worksheet, HOME_SHEET)
    worksheet.page_setup.fitToHeight = 1
    worksheet.freeze_panes = f"A{FURTHER_ROW + 1}"
    worksheet.print_area = f"A1:{get_column_letter(_LAST_COLUMN)}{worksheet.max_row}"
