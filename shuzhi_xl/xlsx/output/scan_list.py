"""The list of all scanned pages (读票清单.xlsx), generated from scratch each time."""

import io
from datetime import date
from decimal import Decimal
from typing import Final

from openpyxl.drawing.image import Image
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.sheets.declaration.column import Column, Kind
from shuzhi_xl.sheets.outgoing.scan_list import ScanListContent, ScanTable
from shuzhi_xl.xlsx.output.printed_sheet import (
    HEAD,
    PrintedBlock,
    lay_out_rows,
    make_book,
    put_headers,
    put_titles,
    save_book,
)
from shuzhi_xl.xlsx.patch.values import column_letters
from shuzhi_xl.xlsx.style.page import set_up_printing

_KINDS: Final = {date: Kind.DAY, int: Kind.WHOLE, Decimal: Kind.NUMBER}
_PICTURE_HEIGHT: Final = 22
"""Height of a picture of 票号 in dots of 1/96 inch: within a row of one line."""


def build_scan_list(content: ScanListContent) -> bytes:
    """Build the list of pages, with the pictures of 票号 in the last column of its first sheet.

    Raises:
        OSError: A picture is no PNG.
    """
    tables = (content.pages, *content.further)
    book = make_book(*(table.sheet for table in tables))
    blocks: list[PrintedBlock] = []
    for table, sheet in zip(tables, book.worksheets, strict=True):
        blocks += _lay_out(sheet, table)
    _add_pictures(book.worksheets[0], content)
    return save_book(book, blocks)


def _lay_out(sheet: Worksheet, table: ScanTable) -> list[PrintedBlock]:
    put_titles(sheet, table.title, table.subtitle, len(table.headers), centred=False)
    under = put_headers(sheet, [_make_column(table, index) for index in range(len(table.headers))])
    blocks = list(lay_out_rows(sheet, under, table.rows, decimals=2))
    set_up_printing(sheet, landscape=True)
    sheet.print_title_rows = f"1:{HEAD}"
    sheet.freeze_panes = f"A{HEAD + 1}"
    return blocks


def _make_column(table: ScanTable, index: int) -> Column:
    """Make a column; its kind is that of its first value."""
    values = (row[index] for row in table.rows)
    first = next((value for value in values if value is not None), "")
    kind = next((kind for of, kind in _KINDS.items() if isinstance(first, of)), Kind.TEXT)
    return Column(table.headers[index], kind, width=table.widths[index])


def _add_pictures(sheet: Worksheet, content: ScanListContent) -> None:
    letters = column_letters(len(content.pages.headers))
    for line, png in enumerate(content.pictures, start=HEAD + 1):
        if png:
            picture = Image(io.BytesIO(png))
            picture.width = round(picture.width * _PICTURE_HEIGHT / picture.height)
            picture.height = _PICTURE_HEIGHT
            sheet.add_image(picture, f"{letters}{line}")
