"""Lists to print, built new each time (公布, 整改跟踪)."""

from datetime import date
from decimal import Decimal

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Font
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.sheets.declaration.column import Column, Kind
from shuzhi_xl.sheets.outgoing.printed_lists import ListContent
from shuzhi_xl.xlsx.output.printed_sheet import HEAD, head, headline, new_book, put, rows_below, written
from shuzhi_xl.xlsx.patch.values import Area
from shuzhi_xl.xlsx.style.look import RED, font
from shuzhi_xl.xlsx.style.page import print_set_up

_FIRST = HEAD + 1
_KINDS = {date: Kind.DAY, int: Kind.WHOLE, Decimal: Kind.NUMBER}


def build_list(content: ListContent) -> bytes:
    """One list to print, on as many pages as it takes, its header row on each."""
    book = new_book(content.sheet)
    sheet = book.worksheets[0]
    headline(sheet, content.title, content.subtitle, len(content.headers), centred=True)
    under = head(sheet, [_column(content, index) for index in range(len(content.headers))])
    blocks = list(rows_below(sheet, under, content.rows, places=_places(content)))
    if content.alarming:
        _alarm(sheet, under.body(1), _FIRST + content.alarming)
    _signature(sheet, content, _FIRST + len(content.rows) + 1)
    print_set_up(sheet, landscape=content.landscape)
    sheet.print_title_rows = f"1:{HEAD}"
    sheet.freeze_panes = f"A{_FIRST}"
    return written(book, blocks)


def _alarm(sheet: Worksheet, area: Area, below: int) -> None:
    """Show the rows above one in red; the area grows with the rows that are filled in."""
    style = DifferentialStyle(font=Font(color=RED))
    rule = Rule(type="expression", dxf=style, formula=[f"ROW()<{below}"])
    sheet.conditional_formatting.add(str(area), rule)


def _column(content: ListContent, index: int) -> Column:
    """A column whose values say what kind they are of."""
    values = (row[index] for row in content.rows)
    first = next((value for value in values if value is not None), "")
    kind = next((kind for of, kind in _KINDS.items() if isinstance(first, of)), Kind.TEXT)
    return Column(content.headers[index], kind, width=content.widths[index])


def _places(content: ListContent) -> int:
    """Decimal places in which the numbers come; all come in the same."""
    numbers = (value for row in content.rows for value in row if isinstance(value, Decimal))
    return max((-int(number.as_tuple().exponent) for number in numbers), default=0)


def _signature(sheet: Worksheet, content: ListContent, line: int) -> None:
    last = len(content.headers)
    for offset, text in enumerate(content.signed):
        cell = put(sheet, line + offset, last, text)
        cell.font = font(12)
        cell.alignment = Alignment(horizontal="right", vertical="center")
        sheet.row_dimensions[line + offset].height = 22
