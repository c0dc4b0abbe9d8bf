"""Filling a meeting's paper ballots (测评票_<场次>.xlsx): a copy of the template's 样张 for each page."""

import io
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Final

from shuzhi_xl.sheets.master.vocabulary import GRADES
from shuzhi_xl.sheets.outgoing.paper_ballots import (
    CODE_PICTURE,
    ROWS_ON_PAGE,
    BallotLine,
    BallotPage,
    JoinedBallots,
    PaperBallotContent,
    PaperPlace,
    PrintOrder,
)
from shuzhi_xl.wording.documents.paper_ballots import page_line
from shuzhi_xl.xlsx.fill.template_places import find_sheet
from shuzhi_xl.xlsx.patch.values import BlockValue, Styled
from shuzhi_xl.xlsx.patch.workbook import Workbook

# Chinese characters that a cell of 样张 has room for as it is, in small and in the smallest letters
_NAME_ROOM: Final = (24, 54, 100)
_SHORT_ROOM: Final = (8, 20, 38)
_PIXELS: Final = 8
"""Dots to the side of one square of a code: at 20 mm sharper than the office printer."""
_QUIET: Final = 4
"""Blank squares around a code, as its standard demands (ISO/IEC 18004)."""


def fill_paper_ballots(template: Workbook, content: PaperBallotContent) -> bytes:
    """Fill the paper ballots of one meeting.

    Args:
        template: The template of paper ballots, perhaps restyled by staff; it is not changed.
        content: The content.

    Returns:
        The workbook as a file: 印制说明, a sheet for each page, and hidden what each box is about.

    Raises:
        PlaceMissing: The template has lost a defined name or the picture of the code.
        PlaceTaken, PlaceMerged: The template has other content where a list must grow.
    """
    book = template.fork()
    _fill_orders(book, content.order_title, content.meeting_line, content.orders)
    _fill_pages(book, [content])
    _fill_layout(book, content)
    return book.to_bytes()


def fill_joined_ballots(template: Workbook, joined: JoinedBallots) -> bytes:
    """Fill the paper ballots of several meetings into one workbook, for printing only.

    What each box is about is said by the workbooks of the meetings, whose pages have the same codes.

    Args:
        template: As for `fill_paper_ballots`, with the same errors.
        joined: The content.
    """
    book = template.fork()
    _fill_orders(book, joined.order_title, joined.track_line, joined.orders)
    _fill_pages(book, joined.meetings)
    return book.to_bytes()


def _fill_orders(book: Workbook, title: str, line: str, orders: Sequence[PrintOrder]) -> None:
    book.set_value(PaperPlace.ORDER_TITLE, title)
    book.set_value(PaperPlace.ORDER_MEETING, line)
    book.fill_block(PaperPlace.ORDERS, [[*order] for order in orders])


def _fill_pages(book: Workbook, contents: Sequence[PaperBallotContent]) -> None:
    """Copy the specimen for each page; what a meeting's pages have in common is written on it first."""
    specimen = find_sheet(book, PaperPlace.SECRETARIES)
    suffixes = map("_{}".format, count(1))
    for content in contents:
        book.set_values(
            {
                PaperPlace.COMMITTEE: content.committee,
                PaperPlace.TITLE: content.title,
                PaperPlace.MEETING: content.meeting_line,
            }
        )
        for page, suffix in zip(content.pages, suffixes, strict=False):
            book.copy_sheet(specimen, page.sheet, suffix)
            _fill_page(book, page, suffix)
    book.hide(PaperPlace.SECRETARIES)


def _fill_page(book: Workbook, page: BallotPage, suffix: str) -> None:
    book.set_values(
        {
            f"{PaperPlace.CLASS}{suffix}": page.voter_class,
            f"{PaperPlace.PAGE}{suffix}": page_line(page.page, page.pages),
            f"{PaperPlace.CODE}{suffix}": page.code,
        }
    )
    rows: list[list[BlockValue]] = [_row(line) for line in page.lines]
    # Rows that no secretary needs stay white: the marks at the foot are at the same place on every page
    unused: list[BlockValue] = [Styled(None, PaperPlace.UNUSED)] * (4 + len(GRADES))
    rows += [unused] * (ROWS_ON_PAGE - len(rows))
    book.fill_block(f"{PaperPlace.SECRETARIES}{suffix}", rows)
    book.replace_picture(page.sheet, CODE_PICTURE, draw_code(page.code))


def _row(line: BallotLine) -> list[BlockValue]:
    return [
        line.order,
        _fit(line.name, _NAME_ROOM),
        _fit(line.secretary, _SHORT_ROOM),
        _fit(line.criterion, _SHORT_ROOM),
        *[None] * len(GRADES),
    ]


def _fit(text: str, room: tuple[int, int, int]) -> BlockValue:
    """A text in letters so small that all of it is printed; one that fits in no letters ends in dots."""
    width = sum(1 if ord(char) > 0xFF else 0.5 for char in text)
    usual, small, smallest = room
    if width <= usual:
        return text
    if width <= small:
        return Styled(text, PaperPlace.SMALL)
    return Styled(text if width <= smallest else f"{text[: smallest - 1]}…", PaperPlace.SMALLEST)


def _fill_layout(book: Workbook, content: PaperBallotContent) -> None:
    """What each box is about, for whoever reads a scan of a page."""
    pages: list[list[BlockValue]] = [
        [page.code, content.meeting, page.voter_class, page.page, f"{PaperPlace.BOXES}_{order}"]
        for order, page in enumerate(content.pages, start=1)
    ]
    book.fill_block(PaperPlace.PAGES, pages)
    book.fill_block(PaperPlace.LINES, [*_list_lines(content)])


def _list_lines(content: PaperBallotContent) -> Iterator[list[BlockValue]]:
    # The ballots of all 票类 have the same rows
    first = content.pages[0].voter_class
    for page in content.pages:
        if page.voter_class == first:
            for row, line in enumerate(page.lines, start=1):
                yield [page.page, row, line.number, line.criterion]


def draw_code(text: str) -> bytes:
    """A QR code as a picture (PNG); three in ten of its squares may be soiled."""
    import segno  # noqa: PLC0415  40 ms that no other job needs

    picture = io.BytesIO()
    code = segno.make(text, error="h", micro=False, boost_error=False)
    # Not compressed: the workbook is, and zlib's bytes differ between versions of Python
    code.save(picture, kind="png", scale=_PIXELS, border=_QUIET, compresslevel=0)
    return picture.getvalue()
