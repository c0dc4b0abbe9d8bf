"""Cell styles of the master (外观): colours, fonts, number formats, titles, headers and values."""

from functools import cache
from typing import Any, Final

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.dimensions import ColumnDimension

from shuzhi_xl.sheets.declaration.column import Column, Kind
from shuzhi_xl.xlsx.style.layout import wraps

RED: Final = "9B1C1F"
BLUE: Final = "1F3F66"
GREY: Final = "6B7280"
INK: Final = "1F2933"
PALE_GREY: Final = "EEF0F3"
PALE_YELLOW: Final = "FFF4C2"
PALE_BLUE: Final = "E8EEF6"
LINE: Final = "C5CBD3"
WHITE: Final = "FFFFFF"

GROUP_COLOURS: Final = {
    "设置": BLUE,
    "录入": "2F6F56",
    "票单": "A8701C",
    "结果": RED,
    "程序": GREY,
}
"""Tab colours (标签颜色) by group."""

GRADE_COLORS: Final = ("3F7F5F", "9CC3A5", "E8C77B", "B5453C")
"""Colours of the grades in charts, best first."""

_TYPEFACE = "微软雅黑"
_SHORT_TEXT = 16
_FORMATS = {
    Kind.TEXT: "@",
    Kind.YES_NO: "@",
    Kind.WHOLE: "0",
    Kind.NUMBER: "General",
    Kind.DAY: "yyyy-mm-dd",
    Kind.MOMENT: "yyyy-mm-dd hh:mm",
}


@cache
def font(size: int = 10, colour: str = INK, *, bold: bool = False) -> Font:
    """The workbook's one typeface (字体) in a size and colour."""
    return Font(name=_TYPEFACE, size=size, color=colour, bold=bold)


@cache
def fill(colour: str) -> PatternFill:
    """A plain background (底色)."""
    return PatternFill("solid", fgColor=colour, bgColor=colour)


@cache
def frame(colour: str = LINE, width: Any = "thin") -> Border:
    """A line around a cell (边框)."""
    side = Side(style=width, color=colour)
    return Border(left=side, right=side, top=side, bottom=side)


@cache
def underline(colour: str = LINE, width: Any = "thin") -> Border:
    """A line below a cell (下框线)."""
    return Border(bottom=Side(style=width, color=colour))


def number_format(column: Column) -> str:
    """The number format of a column (数字格式).

    Text columns are text cells, so that 001 and 90% stay as typed.

    >>> number_format(Column("得分", Kind.NUMBER, decimals=2)), number_format(Column("编号", Kind.TEXT))
    ('0.00', '@')
    """
    if column.kind is Kind.NUMBER and column.decimals is not None:
        return f"0.{'0' * column.decimals}" if column.decimals else "0"
    return _FORMATS[column.kind]


def header_colour(column: Column) -> str:
    """The colour of a header (表头): red is required, blue optional or derived, grey computed."""
    if column.computed:
        return GREY
    return RED if column.required and not column.derived else BLUE


@cache
def alignment(column: Column) -> Alignment:
    """The alignment of a column's values (对齐)."""
    long = wraps(column)
    if column.kind is Kind.NUMBER:
        side = "right"
    elif column.kind is Kind.TEXT and column.width > _SHORT_TEXT:
        side = "left"
    else:
        side = "center"
    return Alignment(
        horizontal=side,
        # As the headers, the templates and the printed lists have it: one line of sight along each row
        vertical="center",
        wrap_text=long,
        # Excel does not shrink what it wraps
        shrink_to_fit=column.kind is Kind.TEXT and not long,
        # Figures too keep off the line at their right
        indent=int(side != "center"),
    )


def style_header(cell: Cell, column: Column) -> None:
    """Style a header cell (表头)."""
    cell.font = font(colour=WHITE, bold=True)
    cell.fill = fill(header_colour(column))
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    cell.border = frame(WHITE)


def style_value(target: Cell | ColumnDimension, column: Column, *, locked: bool) -> None:
    """Style a cell, or the still empty rows of a whole column, by its kind (内容格式).

    Args:
        target: A cell of the table, or the column's dimension.
        column: The column's declaration.
        locked: Whether it is locked on a protected sheet.
    """
    target.font = font()
    target.alignment = alignment(column)
    target.number_format = number_format(column)
    target.protection = Protection(locked=locked)
    # On a whole column, lines and colour would go down to the last row of the sheet
    if isinstance(target, Cell):
        target.border = frame()
        if column.computed:
            target.fill = fill(PALE_GREY)


def style_title(cell: Cell) -> None:
    """Style a sheet's title (标题)."""
    cell.font = font(16, RED, bold=True)
    cell.alignment = Alignment(vertical="center")


def style_hint(cell: Cell) -> None:
    """Style a sheet's one-line hint (说明)."""
    cell.font = font(colour=GREY)
    cell.alignment = Alignment(vertical="center")


def style_caption(cell: Cell) -> None:
    """Style the caption (小标题) above one of several tables or a part of 首页."""
    cell.font = font(11, BLUE, bold=True)
    cell.alignment = Alignment(vertical="center")
