"""Lists to print, built new each time (公布, 整改跟踪)."""

from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.sheets.columns import Column, Kind
from shuzhi_xl.sheets.outputs import ListContent
from shuzhi_xl.xlsx.build.look import font, style_value
from shuzhi_xl.xlsx.build.page import print_set_up
from shuzhi_xl.xlsx.paper import HEAD, head, headline, new_book, put, written

_FIRST = HEAD + 1


def build_list(content: ListContent) -> bytes:
    """One list to print, on as many pages as it takes, its header row on each."""
    book = new_book(content.sheet)
    sheet = book.worksheets[0]
    headline(sheet, content.title, content.subtitle, len(content.headers), centred=True)
    columns = [
        Column(header, Kind.TEXT, computed=False, width=width)
        for header, width in zip(content.headers, content.widths, strict=True)
    ]
    head(sheet, columns)
    for line, values in enumerate(content.rows, start=_FIRST):
        for index, (column, value) in enumerate(zip(columns, values, strict=True), start=1):
            cell = put(sheet, line, index, value)
            style_value(cell, column, locked=False)
            cell.alignment = Alignment(
                horizontal="left" if column.width > 24 else "center", vertical="center", wrap_text=True
            )
            cell.number_format = "yyyy-mm-dd" if hasattr(value, "year") else "General"
    _signature(sheet, content, _FIRST + len(content.rows) + 1)
    print_set_up(sheet, landscape=content.landscape)
    sheet.print_title_rows = f"1:{HEAD}"
    sheet.freeze_panes = f"A{_FIRST}"
    return written(book, [])


def _signature(sheet: Worksheet, content: ListContent, line: int) -> None:
    last = len(content.headers)
    for offset, text in enumerate(content.signed):
        cell = put(sheet, line + offset, last, text)
        cell.font = font(12)
        cell.alignment = Alignment(horizontal="right", vertical="center")
        sheet.row_dimensions[line + offset].height = 22
