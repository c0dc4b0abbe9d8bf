"""Filling a 读票 workbook: the typing workbook of a meeting with what was read, and the sheet 存疑."""

import io

import openpyxl

from shuzhi_xl.sheets.master.vocabulary import OVERALL
from shuzhi_xl.sheets.outgoing.forms import TYPING_HEADERS, TypingPlace
from shuzhi_xl.sheets.outgoing.scanned_ballots import (
    DOUBT_SHEET,
    PAGE_SHEET,
    READ_SHEET,
    ScannedContent,
    mark_header,
    page_rows,
    read_rows,
)
from shuzhi_xl.xlsx.fill.doubt_sheet import lay_out_doubts, list_pictures, put_text
from shuzhi_xl.xlsx.fill.typing_workbook import fill_typing
from shuzhi_xl.xlsx.patch.values import KEEP
from shuzhi_xl.xlsx.patch.workbook import Workbook
from shuzhi_xl.xlsx.style.reproducible import make_reproducible


def fill_scanned(template: Workbook, content: ScannedContent) -> bytes:
    """Fill the workbook of a meeting's scanned ballots.

    Args:
        template: The typing template, perhaps restyled by staff; it is not changed.
        content: The content.

    Returns:
        The workbook as a file; whatever staff added to the template is in it, bit for bit.

    Raises:
        PlaceMissing, PlaceTaken, PlaceMerged: As for `fill_typing`; also where the template has a sheet
            with a title of ours.
        ValueError: A picture is no PNG.
    """
    book = Workbook.load(fill_typing(template, content.typing))
    _fill_ballots(book, content)
    book.add_sheets(_make_sheets(content), {DOUBT_SHEET: list_pictures(content.doubts)})
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


def _make_sheets(content: ScannedContent) -> Workbook:
    """存疑 and the hidden sheets, as a workbook of their own."""
    book = openpyxl.Workbook()
    lay_out_doubts(book.worksheets[0], content.doubts)
    for title, rows in ((PAGE_SHEET, page_rows(content.ballots)), (READ_SHEET, read_rows(content.ballots))):
        sheet = book.create_sheet(title)
        sheet.sheet_state = "veryHidden"
        for line, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                put_text(sheet, line, column, value)
    buffer = io.BytesIO()
    book.save(buffer)
    return Workbook.load(make_reproducible(buffer.getvalue()))
