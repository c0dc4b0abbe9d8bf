"""The district's workbook (区汇总), built new: tables under grouped headers, charts, bars in cells."""

from collections.abc import Iterator, Sequence
from copy import copy
from typing import Any, Final

from openpyxl.cell import Cell
from openpyxl.formatting.rule import DataBarRule
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.sheets.declaration.column import Column, Kind
from shuzhi_xl.sheets.outgoing.district import DistrictContent, DistrictSheet
from shuzhi_xl.xlsx.district.chart import add_charts
from shuzhi_xl.xlsx.output.printed_sheet import make_book, put_value, save_book
from shuzhi_xl.xlsx.patch.sheet.row_heights import lines_of
from shuzhi_xl.xlsx.patch.values import Area, column_letters
from shuzhi_xl.xlsx.style.page import set_up_printing
from shuzhi_xl.xlsx.style.styles import (
    BLUE,
    GREY,
    INK,
    PALE_BLUE,
    PALE_GREY,
    PALE_YELLOW,
    RED,
    WHITE,
    fill,
    font,
    frame,
    number_format,
    style_value,
)

_LEFT: Final = 18  # texts of columns at least as wide begin at the left, and may take more lines
_LINE: Final = 15.5
_ROW: Final = 20.0
_CENTRED: Final = Alignment(horizontal="center", vertical="center", wrap_text=True)


def build_district(content: DistrictContent) -> bytes:
    """The district's workbook as a file; the same one for the same content."""
    book = make_book(*(sheet_content.title for sheet_content in content.sheets))
    for sheet, sheet_content in zip(book.worksheets, content.sheets, strict=True):
        _fill(sheet, sheet_content, content.title)
    return save_book(book, ())


def _fill(sheet: Worksheet, content: DistrictSheet, title: str) -> None:
    sheet.sheet_view.showGridLines = False
    for index, column in enumerate(content.columns, start=1):
        sheet.column_dimensions[column_letters(index)].width = column.width + 1
    _headline(sheet, content, title)
    first = _headers(sheet, content, len(content.notes) + 2) + 1
    last = _rows(sheet, content, first)
    for index, column in enumerate(content.columns, start=1):
        if column.header in content.bars:
            _bars(sheet, f"{column_letters(index)}{first}:{column_letters(index)}{last}")
    # the towns, in column A, stay in sight beside a wide table
    sheet.freeze_panes = f"B{first}"
    set_up_printing(sheet, landscape=content.landscape)
    sheet.print_title_rows = f"1:{first - 1}"
    if content.chart and content.rows:
        add_charts(sheet, content.chart, len(content.columns), range(first, first + len(content.rows)))


def _headline(sheet: Worksheet, content: DistrictSheet, title: str) -> None:
    """Title, and notes as high as they need to be, across all columns."""
    width = sum(column.width + 1 for column in content.columns)
    for line, text in enumerate((title, *content.notes), start=1):
        cell = put_value(sheet, line, 1, text)
        is_title = line == 1
        cell.font = font(16, RED, bold=True) if is_title else font(10, GREY)
        cell.alignment = Alignment(vertical="center", wrap_text=not is_title)
        sheet.row_dimensions[line].height = 34 if is_title else 5 + lines_of(text, width) * _LINE
        # a text that wraps does not run over into the cells beside it, as the title does
        if not is_title:
            sheet.merge_cells(str(Area(line, 1, line, len(content.columns))))


def _headers(sheet: Worksheet, content: DistrictSheet, line: int) -> int:
    """One row of headers, or two where columns are grouped.

    Returns:
        The last row of them.
    """
    last = line + any(name for name, _ in content.groups)
    index = 1
    for name, columns in content.groups:
        for offset, column in enumerate(columns):
            _head(sheet, last if name else line, index + offset, column.header, pale=bool(name))
            if not name and last > line:
                _head(sheet, last, index + offset, None, pale=False)
                sheet.merge_cells(str(Area(line, index + offset, last, index + offset)))
        if name:
            for offset in range(len(columns)):
                _head(sheet, line, index + offset, None if offset else name, pale=False)
            sheet.merge_cells(str(Area(line, index, line, index + len(columns) - 1)))
        index += len(columns)
    for row in range(line, last + 1):
        sheet.row_dimensions[row].height = 24
    return last


def _head(sheet: Worksheet, line: int, index: int, text: str | None, *, pale: bool) -> None:
    cell = put_value(sheet, line, index, text)
    cell.font = font(colour=INK if pale else WHITE, bold=True)
    cell.fill = fill(PALE_BLUE if pale else BLUE)
    cell.border, cell.alignment = frame(), _CENTRED


def _rows(sheet: Worksheet, content: DistrictSheet, first: int) -> int:
    """All rows and the sum below them.

    Returns:
        The last row without the sum.
    """
    models = list(_models(sheet, content.columns, first))
    for line, values in enumerate(content.rows, start=first):
        for index, (value, model) in enumerate(zip(values, models, strict=True), start=1):
            # Setting each cell's style by its parts would take most of the time.
            put_value(sheet, line, index, value)._style = copy(model)  # type: ignore[attr-defined] # noqa: SLF001 -- openpyxl has no other way
            if (line - first, index - 1) in content.marked:
                sheet.cell(line, index).fill = fill(PALE_YELLOW)
        sheet.row_dimensions[line].height = _height(content.columns, values)
    # without any town a blank row remains above the sum
    last = first + max(1, len(content.rows)) - 1
    for index, (value, model) in enumerate(zip(content.total, models, strict=False), start=1):
        cell = put_value(sheet, last + 1, index, value)
        cell._style = copy(model)  # type: ignore[attr-defined] # noqa: SLF001
        cell.font, cell.fill = font(bold=True), fill(PALE_GREY)
        sheet.row_dimensions[last + 1].height = _ROW
    return last


def _models(sheet: Worksheet, columns: Sequence[Column], line: int) -> Iterator[Any]:
    for index, column in enumerate(columns, start=1):
        cell = sheet.cell(line, index)
        if isinstance(cell, Cell):
            style_value(cell, column, locked=False)
            is_left = column.kind is Kind.TEXT and column.width >= _LEFT
            cell.number_format = number_format(column)
            cell.alignment = Alignment(
                horizontal="left" if is_left else "center",
                vertical="center",
                wrap_text=is_left,
                indent=int(is_left),
            )
            yield copy(cell._style)  # type: ignore[attr-defined] # noqa: SLF001


def _height(columns: Sequence[Column], values: Sequence[Any]) -> float:
    """Height of a row that shows its long texts in full, in points."""
    texts = [
        (value, column.width)
        for column, value in zip(columns, values, strict=True)
        if column.width >= _LEFT and isinstance(value, str)
    ]
    most = max((lines_of(text, width) for text, width in texts), default=1)
    return _ROW if most == 1 else 5 + most * _LINE


def _bars(sheet: Worksheet, area: str) -> None:
    # fixed ends: between a column's lowest and highest rate small differences would look large
    rule = DataBarRule("num", 0, "num", 100, "B9CDE5")  # type: ignore[no-untyped-call] # openpyxl
    sheet.conditional_formatting.add(area, rule)
