"""The record of a sample (抽查_<场次>_<随机词>.xlsx): a sheet to sign, and the ballots page by page."""

import io
from collections.abc import Sequence
from copy import copy
from typing import Final

from openpyxl.drawing.image import Image
from openpyxl.styles import Alignment
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.sheets.outgoing.audit import BALLOTS_SHEET, RECORD_SHEET, AuditContent, AuditPage
from shuzhi_xl.wording.scanning.audit import AGREES, BOX, DIFFERS, HEADERS, LISTED
from shuzhi_xl.xlsx.output.printed_sheet import make_book, put_value, save_book
from shuzhi_xl.xlsx.patch.sheet.row_heights import LINE_HEIGHT, lines_of
from shuzhi_xl.xlsx.patch.values import column_letters
from shuzhi_xl.xlsx.style.page import set_up_printing
from shuzhi_xl.xlsx.style.styles import GREY, PALE_GREY, fill, font, frame

_RECORD_WIDTHS: Final = (24.0, 31.0, 24.0, 6.0, 6.0)
_BALLOT_WIDTHS: Final = (53.0, 12.5, 6.0, 3.5, 3.5)
"""In Excel's units; the first column has the pictures."""
_PICTURE_WIDTH: Final = 99.0
"""In millimetres: as wide as its column in Excel."""
_SIDE_MARGIN: Final = 0.25
"""In inches. A program without Excel's typeface shows columns a third wider, which must fit on A4 too."""
_POINTS_A_MM: Final = 72 / 25.4
_DOTS_A_MM: Final = 96 / 25.4
_STEP: Final = 0.75
"""Heights of rows are whole dots of a screen, 0.75 points each."""
_TITLE: Final = 22.0
_HEADER: Final = 20.0
_PLACE: Final = Alignment(horizontal="center", vertical="center", shrink_to_fit=True)
_ABOVE: Final = Alignment(horizontal="center", vertical="bottom", shrink_to_fit=True)
_LEFT: Final = Alignment(horizontal="left", vertical="center", wrap_text=True)


def build_audit(content: AuditContent) -> bytes:
    """Build the record of one meeting.

    Raises:
        OSError: A picture is no picture file.
    """
    book = make_book(RECORD_SHEET, BALLOTS_SHEET)
    record, ballots = book.worksheets
    _set_up(record, _RECORD_WIDTHS)
    _fill_record(record, content)
    _set_up(ballots, _BALLOT_WIDTHS)
    _end_pages_by_hand(ballots)
    line = 1
    for ballot in content.ballots:
        for page in ballot.pages:
            line = _put_page(ballots, line, f"{ballot.title}　{page.where}", page)
    ballots.print_area = f"A1:{column_letters(len(_BALLOT_WIDTHS))}{line - 1}"
    return save_book(book, [])


def _set_up(sheet: Worksheet, widths: Sequence[float]) -> None:
    set_up_printing(sheet, landscape=False)
    for index, width in enumerate(widths, start=1):
        sheet.column_dimensions[column_letters(index)].width = width


def _end_pages_by_hand(sheet: Worksheet) -> None:
    # Fitted to a width, Excel ignores where a page is to end
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=False)
    # All sheets have one value for their margins
    sheet.page_margins = copy(sheet.page_margins)
    sheet.page_margins.left = sheet.page_margins.right = _SIDE_MARGIN


def _fill_record(sheet: Worksheet, content: AuditContent) -> None:
    _put_across(sheet, 1, content.title, 16)
    for line, text in enumerate(content.lines, start=2):
        _put_across(sheet, line, text, 11)
    head = len(content.lines) + 3
    _put_cells(sheet, head, [*LISTED, AGREES, DIFFERS], is_header=True)
    for line, ballot in enumerate(content.ballots, start=head + 1):
        _put_cells(sheet, line, [ballot.title, ballot.where, ballot.proof, BOX, BOX])
        sheet.cell(line, 2).alignment = _LEFT
        sheet.row_dimensions[line].height = 6 + LINE_HEIGHT * lines_of(ballot.where, _RECORD_WIDTHS[1])
    sheet.print_title_rows = f"{head}:{head}"
    for line, text in enumerate(content.signed, start=head + len(content.ballots) + 2):
        _put_across(sheet, line, text, 12)
        sheet.row_dimensions[line].height = 30


def _put_across(sheet: Worksheet, line: int, text: str, size: int) -> None:
    """Put a paragraph across all columns."""
    cell = put_value(sheet, line, 1, text)
    cell.font, cell.alignment = font(size, bold=line == 1), _LEFT
    sheet.merge_cells(start_row=line, start_column=1, end_row=line, end_column=len(_RECORD_WIDTHS))
    lines = lines_of(text, sum(_RECORD_WIDTHS) * 10 / size)
    sheet.row_dimensions[line].height = 6 + LINE_HEIGHT * size / 10 * lines


def _put_cells(
    sheet: Worksheet, line: int, values: Sequence[str], first: int = 1, *, is_header: bool = False
) -> None:
    for index, value in enumerate(values, start=first):
        cell = put_value(sheet, line, index, value)
        cell.font, cell.alignment, cell.border = font(bold=is_header), _PLACE, frame()
        if is_header:
            cell.fill = fill(PALE_GREY)


def _put_page(sheet: Worksheet, line: int, title: str, page: AuditPage) -> int:
    """Put one page of a ballot on a page of its own; returns the line below it."""
    put_value(sheet, line, 1, title).font = font(12, bold=True)
    sheet.row_dimensions[line].height = _TITLE
    _put_cells(sheet, line + 1, HEADERS, 2, is_header=True)
    for cell in sheet[line + 1][1:]:
        cell.alignment = _ABOVE
    scale = _PICTURE_WIDTH / page.size[0] if page.picture else 1.0
    heights = _round_heights([page.head * scale, *(row.height * scale for row in page.rows)])
    # Beside a picture, what is above its first row is higher than the headers
    heights[0] = max(heights[0], _HEADER)
    for offset, height in enumerate(heights, start=1):
        sheet.row_dimensions[line + offset].height = height
    _put_picture(sheet, line + 1, page)
    for offset, row in enumerate(page.rows, start=2):
        name = " ".join(filter(None, (row.number, row.secretary, row.criterion)))
        _put_cells(sheet, line + offset, [name, row.recorded, BOX, BOX], 2)
    rest = page.size[1] * scale * _POINTS_A_MM - sum(heights) if page.picture else 0.0
    end = line + len(heights) + 1
    sheet.row_dimensions[end].height = max(rest, 0.0) + _STEP
    sheet.row_breaks.append(Break(id=end))
    return end + 1


def _round_heights(lengths: Sequence[float]) -> list[float]:
    """Heights of rows in points whose sums are as near as can be to those of lengths in millimetres.

    >>> _round_heights([6.6, 6.6, 6.6])
    [18.75, 18.75, 18.75]
    """
    heights, below, due = [], 0.0, 0.0
    for length in lengths:
        due += length * _POINTS_A_MM
        heights.append(round((due - below) / _STEP) * _STEP)
        below += heights[-1]
    return heights


def _put_picture(sheet: Worksheet, line: int, page: AuditPage) -> None:
    if not page.picture:
        cell = put_value(sheet, line, 1, page.missing)
        cell.font, cell.alignment = font(11, GREY), _LEFT
        return
    picture = Image(io.BytesIO(page.picture))
    width, height = page.size
    picture.width = round(_PICTURE_WIDTH * _DOTS_A_MM)
    picture.height = round(_PICTURE_WIDTH * height / width * _DOTS_A_MM)
    sheet.add_image(picture, f"A{line}")
