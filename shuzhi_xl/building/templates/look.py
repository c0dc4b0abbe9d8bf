"""Styles shared by all workbooks going out: fonts, boxes, protection, print set-up (模板的样式)."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.sheets.outgoing.forms import CHOICES_SHEET, IDENTITY_SHEET, FormName
from shuzhi_xl.xlsx.patch.values import Area
from shuzhi_xl.xlsx.style.page import A4
from shuzhi_xl.xlsx.style.reproducible import make_reproducible

SONG, HEI, YAHEI = "宋体", "黑体", "微软雅黑"
RED: Final = "9C1C1C"
INK: Final = "262626"
GREY: Final = "6B6B6B"
_LINE: Final = Side(style="thin", color="A6A6A6")
_BLACK: Final = Side(style="thin", color="000000")
BOX: Final = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
BLACK_BOX: Final = Border(left=_BLACK, right=_BLACK, top=_BLACK, bottom=_BLACK)
RULES_ONLY: Final = Border(top=_LINE, bottom=_LINE)
UNDERLINE: Final = Border(bottom=Side(style="medium", color=RED))
_INCH: Final = 25.4


@dataclass(frozen=True)
class Look:
    """The style of a cell (样式), and whether it is unlocked for an answer on a protected sheet."""

    face: str = SONG
    size: float = 11
    bold: bool = False
    color: str = INK
    fill: str = ""
    border: Border | None = None
    across: str = "left"
    wrap: bool = False
    turned: int = 0
    shown: str = "General"
    open: bool = False

    def on(self, cell: Any) -> None:
        """Give a cell this look."""
        cell.font = Font(name=self.face, size=self.size, bold=self.bold, color=self.color)
        if self.fill:
            cell.fill = PatternFill("solid", fgColor=self.fill)
        if self.border:
            cell.border = self.border
        cell.alignment = Alignment(self.across, "center", wrap_text=self.wrap, text_rotation=self.turned)
        cell.number_format = self.shown
        cell.protection = Protection(locked=not self.open)


TITLE: Final = Look(HEI, 18, color=RED, across="center")
SUBTITLE: Final = Look(SONG, 11, color=GREY, across="center")
LINE: Final = Look(SONG, 11)
HINT: Final = Look(SONG, 10, color=GREY, wrap=True)
HEADING: Final = Look(HEI, 12, color=RED, border=UNDERLINE)
HEADER: Final = Look(HEI, 10.5, fill="F3E9E7", border=BOX, across="center", wrap=True)
BODY: Final = Look(SONG, 10.5, border=BOX, wrap=True)
MIDDLE: Final = replace(BODY, across="center", wrap=False)
ANSWER: Final = Look(SONG, 11, fill="FFFBE8", border=BOX, across="center", open=True)
WORDS: Final = replace(ANSWER, across="left", wrap=True, size=10.5)
DAY: Final = replace(ANSWER, size=10.5, shown="yyyy-mm-dd")
LOCKED: Final = Look(SONG, 11, color=GREY, fill="D0D0D0", border=BOX, across="center")


class _GrowingRow(RowDimension):
    """A row with an initial height: Excel makes it higher when longer text is typed."""

    @property
    def customHeight(self) -> bool:  # noqa: N802  openpyxl's name
        """Whether the height was set by hand; openpyxl would say so for every height."""
        return False


def new_book(*titles: str) -> Workbook:
    """An empty workbook with sheets of these titles and nothing about who made it."""
    book = Workbook()
    # openpyxl begins with a sheet of its own.
    book.remove(book.worksheets[0])
    for title in titles:
        book.create_sheet(title).sheet_view.showGridLines = False
    book.properties.creator = ""
    return book


def put(sheet: Worksheet, cell: str, value: Any, look: Look, name: str = "") -> None:
    """Put a value into a cell, with its look and, if it is filled later, its defined name."""
    sheet[cell].value = value
    look.on(sheet[cell])
    if name:
        define(sheet, name, cell)


def put_row(sheet: Worksheet, first: str, values: Sequence[Any], look: Look, *, name: str = "") -> None:
    """Put values side by side, all with one look."""
    start = Area.parse(first)
    for offset, value in enumerate(values):
        cell = sheet.cell(start.first_row, start.first_col + offset)
        cell.value = value
        look.on(cell)
    if name:
        define(sheet, name, str(start._replace(last_col=start.first_col + len(values) - 1)))


def put_across(sheet: Worksheet, area: str, value: Any, look: Look, name: str = "") -> None:
    """Put a value into cells merged to one."""
    place = Area.parse(area)
    # Each cell, because Excel draws the border of merged cells from all of them.
    for row in sheet[area]:
        for cell in row:
            look.on(cell)
    sheet.cell(place.first_row, place.first_col).value = value
    sheet.merge_cells(area)
    if name:
        define(sheet, name, str(place._replace(last_row=place.first_row, last_col=place.first_col)))


def define(sheet: Worksheet, name: str, area: str) -> None:
    """Give an area its defined name (定义名称)."""
    book: Any = sheet.parent
    reference = f"'{sheet.title}'!{Area.parse(area).absolute}"
    book.defined_names[name] = DefinedName(name, attr_text=reference)


def put_table(sheet: Worksheet, first: str, looks: Mapping[str, Look], height: float, rows: int = 1) -> None:
    """Put an Excel table (ListObject) with empty rows; it is named like its sheet.

    Args:
        sheet: Its sheet.
        first: Address of its first header.
        looks: Headers in order, each with the look of its column.
        height: Height of a row, in points; it grows when longer text is typed.
        rows: Number of rows, at least one.
    """
    start = Area.parse(first)
    put_row(sheet, first, list(looks), HEADER)
    for row in range(start.first_row + 1, start.first_row + 1 + rows):
        sheet.row_dimensions[row] = _GrowingRow(sheet, index=row, ht=height)
        for column, look in enumerate(looks.values(), start.first_col):
            look.on(sheet.cell(row, column))
    area = start._replace(last_row=start.first_row + rows, last_col=start.first_col + len(looks) - 1)
    table = Table(displayName=sheet.title, name=sheet.title, ref=str(area))
    # openpyxl would add filter buttons to columns that it makes itself; on a locked sheet they do nothing.
    table.tableColumns = [TableColumn(id=number, name=header) for number, header in enumerate(looks, start=1)]
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    sheet.add_table(table)


def offer(sheet: Worksheet, area: str, choices: str | Sequence[str], prompt: str = "") -> None:
    """Let cells be filled from a dropdown only (下拉列表).

    Args:
        sheet: Its sheet.
        area: The cells.
        choices: The words offered, or the defined name of their cells.
        prompt: Shown when a cell is entered; blank for cells that people pass through quickly.
    """
    listed = choices if isinstance(choices, str) else '"' + ",".join(choices) + '"'
    # Without showErrorMessage Excel offers the list and accepts everything else as well.
    rule = DataValidation(type="list", formula1=listed, allow_blank=True, sqref=area)
    rule.showErrorMessage, rule.errorTitle = True, "请从下拉列表中选择"
    rule.error = "这里只能从下拉列表中选择，或者留空。"
    if prompt:
        rule.showInputMessage, rule.prompt = True, prompt
    sheet.add_data_validation(rule)


def offer_days(sheet: Worksheet, area: str) -> None:
    """Allow only dates in cells."""
    # The serial number of 2000-01-01
    rule = DataValidation(type="date", operator="greaterThan", formula1="36526", allow_blank=True, sqref=area)
    rule.showErrorMessage, rule.errorTitle = True, "请填写日期"
    rule.error = "请填写日期，例如 2016-1-15。"
    sheet.add_data_validation(rule)


def mark_when(sheet: Worksheet, area: str, formula: str, fill: str) -> None:
    """Shade cells while a condition holds."""
    # In a differential style Excel takes a solid fill's colour from bgColor, not from fgColor.
    look = DifferentialStyle(fill=PatternFill(bgColor=fill))
    rule = Rule(type="expression", formula=[formula], dxf=look)
    sheet.conditional_formatting.add(area, rule)


def set_widths(sheet: Worksheet, *widths: float) -> None:
    """Set the widths of the columns from A on."""
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def set_heights(sheet: Worksheet, heights: Mapping[int, float]) -> None:
    """Set the heights of rows, in points."""
    for number, height in heights.items():
        sheet.row_dimensions[number].height = height


def set_page(sheet: Worksheet, area: str, *, landscape: bool = False, one_page: bool = False) -> None:
    """A4 paper, as wide as the sheet; as high too when it must be one page."""
    sheet.print_area = area
    sheet.page_setup.paperSize = A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    # 0 pages high means as many as it takes.
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 1 if one_page else 0
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = 10 / _INCH
    margins.bottom = (10 if one_page else 14) / _INCH
    margins.header = margins.footer = 6 / _INCH
    sheet.print_options.horizontalCentered = True
    if not one_page:
        footer: Any = sheet.oddFooter
        footer.center.text = "第 &P 页，共 &N 页"


def protect(sheet: Worksheet, *, answers_only: bool = False) -> None:
    """Lock everything but answer cells, without a password; widths and heights may be changed.

    Args:
        sheet: The sheet.
        answers_only: Only answer cells can be entered, so that Tab and Enter lead from one to the next.
    """
    sheet.protection.sheet = True
    # In SpreadsheetML these say what is locked: False allows it.
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.protection.selectLockedCells = answers_only


def add_hidden_sheets(book: Workbook, *lists: FormName) -> None:
    """Add the very hidden sheets of the identity (表单身份) and of the dropdowns' words."""
    identity = book.create_sheet(IDENTITY_SHEET)
    put_row(identity, "A1", [None, None], LINE, name=FormName.IDENTITY)
    set_widths(identity, 14, 40)
    hidden = [identity]
    if lists:
        words = book.create_sheet(CHOICES_SHEET)
        for column, name in enumerate(lists, start=1):
            put(words, f"{get_column_letter(column)}1", None, LINE, name)
        hidden.append(words)
    for sheet in hidden:
        sheet.sheet_state = "veryHidden"
        protect(sheet)


def saved(book: Workbook) -> bytes:
    """The workbook as a file; the same one whenever it is built."""
    book.active = 0
    package = io.BytesIO()
    book.save(package)
    # openpyxl writes the time of saving; committed templates must differ only when their contents do.
    return make_reproducible(package.getvalue())
