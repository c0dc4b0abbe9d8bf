"""Printed lists (打印清单), generated from scratch each time (公布, 整改跟踪)."""

from datetime import date
from decimal import Decimal

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
from shuzhi_xl.xlsx.style.styles import RED, font

_FIRST = HEAD + 1
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
    _put_signature(sheet, content, _FIRST + len(content.rows) + 1)
    set_up_printing(sheet, landscape=content.landscape)
    sheet.print_title_rows = f"1:{HEAD}"
    sheet.freeze_panes = f"A{_FIRST}"
    return save_book(book, blocks)


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
        cell.font = font(12)
        cell.alignment = Alignment(horizontal="right", vertical="center")
        sheet.row_dimensions[line + offset].height = 22
