"""Filling a 读票 workbook: the typing workbook of a meeting with what was read, and the sheet 存疑."""

import io
from collections.abc import Sequence
from typing import Any, Final

import openpyxl
from openpyxl.drawing.image import Image
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Protection
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.sheets.master.vocabulary import OVERALL
from shuzhi_xl.sheets.outgoing.forms import TYPING_HEADERS, TypingPlace
from shuzhi_xl.sheets.outgoing.scanned_ballots import (
    CHOICE_HEADER,
    DOUBT_HEADERS,
    DOUBT_SHEET,
    PAGE_SHEET,
    READ_SHEET,
    DoubtLine,
    ScannedContent,
    mark_header,
    page_rows,
    read_rows,
)
from shuzhi_xl.wording.scanning.doubt_sheet import DOUBT_TITLE, open_doubts
from shuzhi_xl.xlsx.fill.typing_workbook import fill_typing
from shuzhi_xl.xlsx.patch.sheet.cell_writer import legal_text
from shuzhi_xl.xlsx.patch.values import KEEP, column_letters
from shuzhi_xl.xlsx.patch.workbook import Workbook
from shuzhi_xl.xlsx.style.page import set_up_printing
from shuzhi_xl.xlsx.style.reproducible import make_reproducible
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
_ROOM: Final = 430
"""Dots of 1/96 inch that a picture may be wide."""


def fill_scanned(template: Workbook, content: ScannedContent) -> bytes:
    """Fill the workbook of a meeting's scanned ballots.

    Args:
        template: The typing template, perhaps restyled by staff; it is not changed.
        content: The content.

    Raises:
        PlaceMissing, PlaceTaken, PlaceMerged: As for `fill_typing`.
        OSError: A picture is no PNG.
    """
    shell = Workbook.load(_add_sheets(template.to_bytes(), content))
    book = Workbook.load(fill_typing(shell, content.typing))
    _fill_ballots(book, content)
    return book.to_bytes()


def _fill_ballots(book: Workbook, content: ScannedContent) -> None:
    typing = content.typing
    headers = [
        mark_header(candidate.number, criterion)
        for candidate in typing.candidates
        for criterion in (OVERALL, *typing.further)
    ]
    entries = {ballot.order: ballot.entries for ballot in content.ballots}
    rows = [entries.get(order, {}) for order in range(1, typing.ballots + typing.spare + 1)]
    book.fill_block(TypingPlace.MARKS, [[row.get(header) or KEEP for header in headers] for row in rows])
    book.fill_block(TypingPlace.CLASSES, [[row.get(TYPING_HEADERS[1]) or KEEP] for row in rows])


def _add_sheets(template: bytes, content: ScannedContent) -> bytes:
    """The template with 存疑 and the hidden sheet of pages behind its sheets."""
    book = openpyxl.load_workbook(io.BytesIO(template))
    sheet = book.create_sheet(DOUBT_SHEET)
    _lay_out(sheet, content.doubts)
    for title, rows in ((PAGE_SHEET, page_rows(content.ballots)), (READ_SHEET, read_rows(content.ballots))):
        hidden = book.create_sheet(title)
        hidden.sheet_state = "veryHidden"
        for row in rows:
            hidden.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return make_reproducible(buffer.getvalue())


def _lay_out(sheet: Worksheet, doubts: Sequence[DoubtLine]) -> None:
    last = _HEAD + len(doubts)
    choices = f"{column_letters(_CHOICE)}{_HEAD + 1}:{column_letters(_CHOICE)}{max(last, _HEAD + 1)}"
    _put(sheet, 1, 1, DOUBT_TITLE).font = font(13, BLUE, bold=True)
    _put(sheet, 2, 1, None).value = open_doubts(choices, len(doubts))
    for column, (header, width) in enumerate(zip(DOUBT_HEADERS, _WIDTHS, strict=True), start=1):
        cell = _put(sheet, _HEAD, column, header)
        cell.font, cell.fill, cell.border = font(bold=True), fill(PALE_BLUE), frame()
        cell.alignment = Alignment(horizontal="center", vertical="center")
        sheet.column_dimensions[column_letters(column)].width = width
        sheet.column_dimensions[column_letters(column)].hidden = column in _HIDDEN
    for line, doubt in enumerate(doubts, start=_HEAD + 1):
        _put_line(sheet, line, doubt)
    _offer_answers(sheet, doubts)
    style = DifferentialStyle(fill=fill(PALE_YELLOW))
    empty = [f'{column_letters(_CHOICE)}{_HEAD + 1}=""']
    sheet.conditional_formatting.add(choices, Rule(type="expression", dxf=style, formula=empty))
    sheet.freeze_panes = f"A{_HEAD + 1}"
    sheet.protection.sheet = True
    # Rows and columns may be made wider, and the list filtered
    sheet.protection.formatRows = sheet.protection.formatColumns = sheet.protection.autoFilter = False
    set_up_printing(sheet, landscape=True)
    sheet.print_title_rows = f"1:{_HEAD}"


def _put_line(sheet: Worksheet, line: int, doubt: DoubtLine) -> None:
    about = (doubt.order, doubt.where, doubt.number, doubt.secretary, doubt.criterion)
    values = (*about, None, doubt.understood, doubt.decision or None, doubt.key.digest, doubt.key.row)
    for column, value in enumerate(values, start=1):
        cell = _put(sheet, line, column, value)
        cell.font, cell.border = font(), frame()
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.protection = Protection(locked=column != _CHOICE)
    sheet.row_dimensions[line].height = _ROW_HEIGHT * max(len(doubt.pictures), 1)
    for place, png in enumerate(doubt.pictures):
        _put_picture(sheet, line, place, png)


def _put_picture(sheet: Worksheet, line: int, place: int, png: bytes) -> None:
    picture = Image(io.BytesIO(png))
    most = (_ROW_HEIGHT - 4) * _DOTS_A_POINT
    scale = min(most / picture.height, _ROOM / picture.width)
    picture.width, picture.height = round(picture.width * scale), round(picture.height * scale)
    # A picture beneath another begins lower within the cell; it moves with its row, and keeps its size
    start = AnchorMarker(_PICTURE - 1, 20_000, line - 1, 20_000 + round(place * _ROW_HEIGHT * _EMU_A_POINT))
    size = XDRPositiveSize2D(picture.width * _EMU_A_DOT, picture.height * _EMU_A_DOT)
    picture.anchor = OneCellAnchor(_from=start, ext=size)
    sheet.add_image(picture)


def _put(sheet: Worksheet, line: int, column: int, value: Any) -> Any:
    cell = sheet.cell(line, column)
    cell.value = legal_text(value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"  # openpyxl would make a formula of text such as =A1
    return cell


def _offer_answers(sheet: Worksheet, doubts: Sequence[DoubtLine]) -> None:
    by_answers: dict[tuple[str, ...], DataValidation] = {}
    for line, doubt in enumerate(doubts, start=_HEAD + 1):
        answers = tuple(doubt.answers)
        if answers not in by_answers:
            by_answers[answers] = DataValidation("list", formula1=f'"{",".join(answers)}"', allow_blank=True)
            sheet.add_data_validation(by_answers[answers])
        by_answers[answers].add(f"{column_letters(_CHOICE)}{line}")
