"""Printed lists (打印清单), generated from scratch each time (公布, 整改跟踪)."""

from datetime import date
from decimal import Decimal
from typing import Any, Final

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Font
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.sheets.declaration.column import Column, Kind
from shuzhi_xl.sheets.outgoing.printed_lists import ListContent
from shuzhi_xl.xlsx.output.printed_sheet import (
    HEAD,
    lay_out_rows,
    make_book,
    put_headers,
    put_titles,
    put_value,
    save_book,
)
from shuzhi_xl.xlsx.patch.values import Area
from shuzhi_xl.xlsx.style.page import set_up_printing
from shuzhi_xl.xlsx.style.styles import RED

_FIRST = HEAD + 1
_BLACK: Final = "000000"
_FONTS: Final = {
    1: ("宋体", 18, True),
    2: ("仿宋", 12, False),
    HEAD - 1: ("仿宋", 12, False),
    HEAD: ("黑体", 11, False),
}
"""Typeface, size and weight by row."""
_BODY: Final = ("仿宋", 10.5, False)
_KINDS = {date: Kind.DAY, int: Kind.WHOLE, Decimal: Kind.NUMBER}


def build_list(content: ListContent) -> bytes:
    """Build one printed list, with the header row on each page."""
    book = make_book(content.sheet)
    sheet = book.worksheets[0]
    put_titles(sheet, content.title, content.subtitle, len(content.headers), centred=True)
    under = put_headers(sheet, [_make_column(content, index) for index in range(len(content.headers))])
    blocks = list(lay_out_rows(sheet, under, content.rows, decimals=_count_decimals(content)))
    if content.alarming:
        _add_alarm(sheet, under.body(1), _FIRST + content.alarming)
    if content.blanks:
        put_value(sheet, HEAD - 1, 1, content.blanks).alignment = Alignment(vertical="center")
        sheet.row_dimensions[HEAD - 1].height = 24
    _set_fonts(sheet)
    _put_signature(sheet, content, _FIRST + len(content.rows) + 1)
    set_up_printing(sheet, landscape=content.landscape)
    # A document that leaves the house has its page number only, not the name of a sheet
    footer: Any = sheet.oddFooter
    footer.left.text = None
    sheet.print_title_rows = f"1:{HEAD}"
    sheet.freeze_panes = f"A{_FIRST}"
    return save_book(book, blocks)


def _set_fonts(sheet: Worksheet) -> None:
    """Typefaces of an official document (GB/T 9704): title, headers and text each have their own."""
    for row in sheet.iter_rows():
        for cell in row:
            face, size, bold = _FONTS.get(cell.row or 0, _BODY)
            # 小标宋 is not on every Windows, and a workbook names no second choice; bold 宋体 is near to it
            cell.font = Font(
                name=face, size=size, bold=bold, color=_BLACK if cell.row == 1 else cell.font.color
            )


def _add_alarm(sheet: Worksheet, area: Area, below: int) -> None:
    """Show the rows above a row in red; the area grows with the rows that are filled in."""
    style = DifferentialStyle(font=Font(color=RED))
    rule = Rule(type="expression", dxf=style, formula=[f"ROW()<{below}"])
    sheet.conditional_formatting.add(str(area), rule)


def _make_column(content: ListContent, index: int) -> Column:
    """Make a column; its kind is that of its first value."""
    values = (row[index] for row in content.rows)
    first = next((value for value in values if value is not None), "")
    kind = next((kind for of, kind in _KINDS.items() if isinstance(first, of)), Kind.TEXT)
    return Column(content.headers[index], kind, width=content.widths[index])


def _count_decimals(content: ListContent) -> int:
    """Count the decimal places of the numbers; all have the same."""
    numbers = (value for row in content.rows for value in row if isinstance(value, Decimal))
    return max((-int(number.as_tuple().exponent) for number in numbers), default=0)


def _put_signature(sheet: Worksheet, content: ListContent, line: int) -> None:
    last = len(content.headers)
    for offset, text in enumerate(content.signed):
        cell = put_value(sheet, line + offset, last, text)
        cell.font = Font(name=_BODY[0], size=12)
        cell.alignment = Alignment(horizontal="right", vertical="center")
        sheet.row_dimensions[line + offset].height = 22
