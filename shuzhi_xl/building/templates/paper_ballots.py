"""The template of a meeting's paper ballots (测评票.xlsx): how to print them, and one page."""

from dataclasses import replace
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.building.templates import cell_styles, cells, layout
from shuzhi_xl.building.templates.pictures import PlacedPicture, add_pictures, draw_squares
from shuzhi_xl.building.templates.template_book import new_book, to_file
from shuzhi_xl.sheets.master.vocabulary import GRADES
from shuzhi_xl.sheets.outgoing.paper_ballots import (
    CODE_PICTURE,
    LAYOUT_SHEET,
    LINE_HEADERS,
    MARK_PICTURES,
    NUMBER_HINT,
    ORDER_HEADERS,
    PAGE_HEADERS,
    PAPER_SHEETS,
    PRINTING_SHEET,
    ROWS_ON_PAGE,
    SPECIMEN,
    PaperPlace,
)

_POINTS: Final = 72 / 25.4
"""Points in a millimetre: row heights."""
_CHARACTERS: Final = 96 / 25.4 / 8
"""Column width in a millimetre: a digit of 宋体 at 11 points has 8 dots, at 96 dots to the inch."""
_GUTTER: Final = 9
_WIDTHS: Final = (_GUTTER, 10, 48, 20, 20, 19, 19, 19, 19, _GUTTER)
"""Columns of a page in mm; those at the edges are for the corner marks only."""
_ROW: Final = 10
# 通知，附：述职评议测评表
_HINT: Final = (
    "请在每位书记相应等次的格内打“√”，每行只打一个；不打为弃权，打两个的该行作废。\n"
    "请用黑色或蓝色笔，不要画出格子。本票不记名，不要写姓名、做记号或折叠。"
)
_BALLOT_NUMBER: Final = f"{NUMBER_HINT}（投票人不填，\n收票后由监票人编写）："
_STEPS: Final = (
    (
        "用 A4 纸打印，每个工作表一页。四角的黑块和右下角的方码要印全；打印机缩小一些、偏一些都可以，"
        "不要用拉长、压扁的复印件。"
    ),
    "每种票类用一种颜色的纸（见“建议用纸”）。一张票有两页以上的，选“双面打印”，每一页都要写票号。",
    "按“应印份数”印：应到人数加备用票。没有发出的票会后一起封存。",
    (
        "同一票类的票每张都一样，发票前不要编号、做记号。收票以后把全部票混在一起，再由监票人在每张票的票号格里编号，"
        "录票照这个票号。"
    ),
    "名册、场次或测评项目有改动，请再按“分发”：票有变化的会重新做好，并在“校验报告”里说明旧票能不能用。",
    (
        "要改版面（字体、列宽、行高、图片），请改 templates 文件夹里的“测评票.xlsx”，删去这个文件，"
        "再按“分发”。已经开始印的，不要再改。"
    ),
)
_HEADERS: Final = ("序号", "组织名称", "书记姓名", "测评项目", *GRADES)
# The first four marks of the dictionary 4X4_50 of ArUco, clockwise from the upper left: each tells its corner
_MARKS: Final = (
    ("111111", "101001", "110101", "111001", "111011", "111111"),
    ("111111", "111111", "100001", "101101", "101011", "111111"),
    ("111111", "111001", "111001", "111011", "100101", "111111"),
    ("111111", "101101", "101101", "110111", "110011", "111111"),
)
_FIRST: Final = 7
"""Row of the first secretary; above are title, 票类, hint and headers."""
_FOOT: Final = _FIRST + ROWS_ON_PAGE
_CODE_SIZE: Final = (20, 20)


def build_paper_template() -> bytes:
    """The template of paper ballots as a file: 印制说明, 样张 and the hidden sheet of the boxes' places."""
    book = new_book(*PAPER_SHEETS)
    # Columns are measured in digits of this typeface, which every office computer has
    styles: Any = book
    song = Font(name=cell_styles.SONG, size=11)
    # Programs measure with the first font or with that of the style Normal; openpyxl offers neither
    styles._fonts = IndexedList([song])  # noqa: SLF001  as said
    styles._named_styles["Normal"].font = song  # noqa: SLF001  as said
    _add_orders(book[PRINTING_SHEET])
    _add_head(book[SPECIMEN])
    _add_rows(book[SPECIMEN])
    _add_foot(book[SPECIMEN])
    _lay_out(book[SPECIMEN])
    _add_layout(book)
    return add_pictures(to_file(book), "xl/worksheets/sheet2.xml", [*_corner_marks(), _code()])


def _add_orders(sheet: Worksheet) -> None:
    cells.put_across(sheet, "A1:G1", None, cell_styles.TITLE, PaperPlace.ORDER_TITLE)
    cells.put_across(sheet, "A2:G2", None, cell_styles.SUBTITLE, PaperPlace.ORDER_MEETING)
    cells.put_across(sheet, "A3:G3", "怎样印、怎样用", cell_styles.HEADING)
    for row, step in enumerate(_STEPS, start=4):
        cells.put_across(sheet, f"A{row}:G{row}", f"{row - 3}．{step}", replace(cell_styles.LINE, wrap=True))
    last = 4 + len(_STEPS)
    cells.put_across(sheet, f"A{last}:G{last}", "印多少", cell_styles.HEADING)
    cells.put_row(sheet, f"A{last + 1}", ORDER_HEADERS, cell_styles.HEADER)
    body = replace(cell_styles.BODY, across="center")
    cells.put_row(sheet, f"A{last + 2}", [None] * len(ORDER_HEADERS), body, name=PaperPlace.ORDERS)
    layout.set_widths(sheet, 16, 22, 8, 8, 12, 15, 26)
    heights = {1: 34, 2: 22, 3: 30, **dict.fromkeys(range(4, last), 36), last: 34, last + 1: 24, last + 2: 36}
    layout.set_heights(sheet, heights)
    layout.set_page(sheet, f"A1:G{last + 2}")
    layout.protect(sheet)


def _add_head(sheet: Worksheet) -> None:
    line = replace(cell_styles.LINE, size=10.5, color="000000")
    black = replace(cell_styles.TITLE, color="000000")
    cells.put_across(sheet, "B1:I1", None, replace(line, across="center"), PaperPlace.COMMITTEE)
    cells.put_across(sheet, "B2:I2", None, replace(black, size=17), PaperPlace.TITLE)
    cells.put_across(sheet, "B3:I3", None, replace(black, size=30), PaperPlace.CLASS)
    # A title or 票类 that is too long for its line is printed smaller, never cut off
    for cell in ("B1", "B2", "B3"):
        sheet[cell].alignment = Alignment("center", "center", shrink_to_fit=True)
    cells.put_across(sheet, "B4:F4", None, line, PaperPlace.MEETING)
    sheet["B4"].alignment = Alignment("left", "center", shrink_to_fit=True)
    cells.put_across(sheet, "G4:I4", None, replace(line, across="right"), PaperPlace.PAGE)
    cells.put_across(sheet, "B5:I5", _HINT, replace(line, size=10, wrap=True, bold=True))
    head = replace(cell_styles.HEADER, size=11, color="000000", fill="", border=cell_styles.BLACK_BOX)
    cells.put_row(sheet, "B6", _HEADERS, head)
    for grade in ("F6", "G6", "H6", "I6"):
        replace(head, size=14).on(sheet[grade])


def _add_rows(sheet: Worksheet) -> None:
    body = replace(cell_styles.MIDDLE, size=11, color="000000", border=cell_styles.BLACK_BOX, wrap=True)
    for row in range(_FIRST, _FOOT):
        cells.put_row(sheet, f"B{row}", [None] * len(_HEADERS), body)
        replace(body, across="left", size=10.5).on(sheet[f"C{row}"])
        replace(body, face=cell_styles.HEI).on(sheet[f"D{row}"])
    cells.define(sheet, PaperPlace.SECRETARIES, f"B{_FIRST}:I{_FOOT - 1}")
    cells.define(sheet, PaperPlace.BOXES, f"F{_FIRST}:I{_FOOT - 1}")


def _add_foot(sheet: Worksheet) -> None:
    line = replace(cell_styles.LINE, size=10.5, color="000000", wrap=True)
    cells.put_across(sheet, f"B{_FOOT}:C{_FOOT}", _BALLOT_NUMBER, replace(line, across="right"))
    cells.put_across(sheet, f"D{_FOOT}:E{_FOOT}", None, replace(line, border=cell_styles.BLACK_BOX))
    small = replace(line, face="Courier New", size=8, wrap=False)
    cells.put_across(sheet, f"B{_FOOT + 1}:F{_FOOT + 1}", None, small, PaperPlace.CODE)


def _lay_out(sheet: Worksheet) -> None:
    layout.set_widths(sheet, *(round(width * _CHARACTERS, 2) for width in _WIDTHS))
    rows = {1: _GUTTER, 2: 9, 3: 12, 4: 6, 5: 11, 6: 8, _FOOT: 12, _FOOT + 1: _GUTTER}
    rows |= dict.fromkeys(range(_FIRST, _FOOT), _ROW)
    layout.set_heights(sheet, {row: round(height * _POINTS, 2) for row, height in rows.items()})
    layout.set_page(sheet, f"A1:J{_FOOT + 1}", one_page=True)
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = margins.bottom = 7.5 / 25.4
    sheet.print_options.verticalCentered = True
    layout.protect(sheet)


def _add_layout(book: Workbook) -> None:
    """The hidden sheet: which boxes are on which page, and the looks of texts that need small letters."""
    sheet = book.create_sheet(LAYOUT_SHEET)
    cells.put_row(sheet, "A1", PAGE_HEADERS, cell_styles.LINE)
    cells.put_row(sheet, "A2", [None] * len(PAGE_HEADERS), cell_styles.LINE, name=PaperPlace.PAGES)
    cells.put_row(sheet, "G1", LINE_HEADERS, cell_styles.LINE)
    cells.put_row(sheet, "G2", [None] * len(LINE_HEADERS), cell_styles.LINE, name=PaperPlace.LINES)
    body = replace(cell_styles.BODY, color="000000", border=cell_styles.BLACK_BOX, across="center")
    cells.put(sheet, "L1", None, replace(body, size=7), PaperPlace.SMALL)
    cells.put(sheet, "L2", None, replace(body, size=5), PaperPlace.SMALLEST)
    cells.put(sheet, "L3", None, cell_styles.LINE, PaperPlace.UNUSED)
    sheet.sheet_state = "veryHidden"
    layout.protect(sheet)


def _corner_marks() -> list[PlacedPicture]:
    last = len(_WIDTHS) - 1
    corners = ((0, 0), (last, 0), (last, _FOOT), (0, _FOOT))
    return [
        PlacedPicture(name, "读票用的定位标记，请不要移动", draw_squares(mark), corner)
        for name, mark, corner in zip(MARK_PICTURES, _MARKS, corners, strict=True)
    ]


def _code() -> PlacedPicture:
    blank = draw_squares(("0" * 6,) * 6)
    return PlacedPicture(CODE_PICTURE, "读票用的编码，请不要移动", blank, (7, _FOOT - 1), _CODE_SIZE)
