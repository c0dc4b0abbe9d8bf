"""The sheet 存疑 of a 读票 workbook: a line for each question, with its picture and a list of answers."""

import struct
from collections.abc import Sequence
from copy import copy
from itertools import groupby
from typing import Any, Final

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Protection
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.sheets.outgoing.scanned_ballots import (
    CHOICE_HEADER,
    DOUBT_HEADERS,
    DOUBT_SHEET,
    DoubtLine,
)
from shuzhi_xl.wording.scanning.doubt_sheet import DOUBT_TITLE, open_doubts
from shuzhi_xl.xlsx.patch.added_sheets import SheetPicture
from shuzhi_xl.xlsx.patch.sheet.cell_writer import legal_text
from shuzhi_xl.xlsx.patch.values import Area, column_letters
from shuzhi_xl.xlsx.style.page import set_up_printing
from shuzhi_xl.xlsx.style.styles import BLUE, PALE_BLUE, PALE_YELLOW, fill, font, frame

_HEAD: Final = 3
_WIDTHS: Final = (6, 22, 9, 10, 11, 62, 30, 12, 4, 4)
_PICTURE: Final = DOUBT_HEADERS.index("图") + 1
_CHOICE: Final = DOUBT_HEADERS.index(CHOICE_HEADER) + 1
_HIDDEN: Final = (len(DOUBT_HEADERS) - 1, len(DOUBT_HEADERS))
_ROW_HEIGHT: Final = 44.0
"""Of a line with one picture, in points: a row of boxes, 10 mm high, with a margin."""
_DOTS_A_POINT: Final = 96 / 72
_EMU_A_POINT: Final = 12_700
_EMU_A_DOT: Final = 9_525
_MARGIN: Final = 20_000
_MIDDLE: Final = Alignment(horizontal="center", vertical="center", wrap_text=True)
_OPEN, _LOCKED = Protection(locked=False), Protection(locked=True)
_ROOM: Final = 430
"""Dots of 1/96 inch that a picture may be wide."""


def lay_out_doubts(sheet: Worksheet, doubts: Sequence[DoubtLine]) -> None:
    """Lay 存疑 out, all but its pictures.

    Args:
        sheet: An empty sheet.
        doubts: Its lines.
    """
    lines = Area(_HEAD + 1, _CHOICE, _HEAD + max(len(doubts), 1), _CHOICE)
    sheet.title = DOUBT_SHEET
    put_text(sheet, 1, 1, DOUBT_TITLE).font = font(13, BLUE, bold=True)
    # A formula, so not as text
    sheet.cell(2, 1).value = open_doubts(str(lines), len(doubts))
    _put_headers(sheet)
    for line, doubt in enumerate(doubts, start=_HEAD + 1):
        _put_line(sheet, line, doubt)
    _offer_answers(sheet, doubts)
    style = DifferentialStyle(fill=fill(PALE_YELLOW))
    empty = [f'{column_letters(_CHOICE)}{_HEAD + 1}=""']
    sheet.conditional_formatting.add(str(lines), Rule(type="expression", dxf=style, formula=empty))
    sheet.auto_filter.ref = str(Area(_HEAD, 1, lines.last_row, len(DOUBT_HEADERS)))
    sheet.freeze_panes = f"A{_HEAD + 1}"
    sheet.protection.sheet = True
    # Rows and columns may be made wider, and the list filtered
    sheet.protection.formatRows = sheet.protection.formatColumns = sheet.protection.autoFilter = False
    set_up_printing(sheet, landscape=True)
    sheet.print_title_rows = f"1:{_HEAD}"


def _put_headers(sheet: Worksheet) -> None:
    for column, (header, width) in enumerate(zip(DOUBT_HEADERS, _WIDTHS, strict=True), start=1):
        cell = put_text(sheet, _HEAD, column, header)
        cell.font, cell.fill, cell.border = font(bold=True), fill(PALE_BLUE), frame()
        cell.alignment = Alignment(horizontal="center", vertical="center")
        sheet.column_dimensions[column_letters(column)].width = width
        sheet.column_dimensions[column_letters(column)].hidden = column in _HIDDEN


def _put_line(sheet: Worksheet, line: int, doubt: DoubtLine) -> None:
    about = (doubt.order, doubt.where, doubt.number, doubt.secretary, doubt.criterion)
    values = (*about, None, doubt.understood, doubt.decision or None, doubt.key.digest, doubt.key.row)
    for column, value in enumerate(values, start=1):
        cell: Any = put_text(sheet, line, column, value)
        model: Any = sheet.cell(_HEAD + 1, column)
        if cell is model:
            cell.font, cell.border, cell.alignment = font(), frame(), _MIDDLE
            cell.protection = _OPEN if column == _CHOICE else _LOCKED
        # Setting each cell's style by its parts would take most of the time
        cell._style = copy(model._style)  # noqa: SLF001 -- openpyxl has no other way
    sheet.row_dimensions[line].height = _ROW_HEIGHT * max(len(doubt.pictures), 1)


def put_text(sheet: Worksheet, line: int, column: int, value: str | int | None) -> Any:
    """Put a value into a cell; a text such as =A1, which may be the name of a file, stays a text."""
    cell = sheet.cell(line, column)
    cell.value = legal_text(value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"
    return cell


def _offer_answers(sheet: Worksheet, doubts: Sequence[DoubtLine]) -> None:
    """A list of answers for each run of lines that have the same ones."""
    by_answers: dict[tuple[str, ...], DataValidation] = {}
    runs = groupby(enumerate(doubts, start=_HEAD + 1), lambda line: tuple(line[1].answers))
    for answers, lines in runs:
        if answers not in by_answers:
            by_answers[answers] = DataValidation("list", formula1=f'"{",".join(answers)}"', allow_blank=True)
            sheet.add_data_validation(by_answers[answers])
        first, *_, last = [number for number, _ in lines] * 2
        by_answers[answers].add(str(Area(first, _CHOICE, last, _CHOICE)))


def list_pictures(doubts: Sequence[DoubtLine]) -> list[SheetPicture]:
    """The pictures of the lines, each in the size in which it is legible in its cell.

    Raises:
        ValueError: One is no PNG.
    """
    pictures: list[SheetPicture] = []
    for line, doubt in enumerate(doubts, start=_HEAD + 1):
        for place, png in enumerate(doubt.pictures):
            width, height = _size_of(png)
            scale = min((_ROW_HEIGHT - 4) * _DOTS_A_POINT / height, _ROOM / width)
            size = round(width * scale) * _EMU_A_DOT, round(height * scale) * _EMU_A_DOT
            # A picture beneath another begins lower within the cell
            start = _MARGIN, _MARGIN + round(place * _ROW_HEIGHT * _EMU_A_POINT)
            name = f"{DOUBT_SHEET} {line - _HEAD}-{place + 1}"
            pictures.append(SheetPicture(name, png, line, _PICTURE, start, size))
    return pictures


def _size_of(png: bytes) -> tuple[int, int]:
    """Width and height in dots (ISO/IEC 15948, 11.2.2)."""
    if png[:8] != b"\x89PNG\r\n\x1a\n" or png[12:16] != b"IHDR":
        raise ValueError("no PNG")
    width, height = struct.unpack(">2L", png[16:24])
    return max(width, 1), max(height, 1)
