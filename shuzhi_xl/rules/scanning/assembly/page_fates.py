"""What becomes of each scanned page (读票清单的“结果”), before pages are put together to ballots."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from shuzhi_xl.findings import Finding, Location, notice
from shuzhi_xl.rules.scanning.assembly.page_codes import CodeBook, CodeOrigin, JudgedCode, judge_code
from shuzhi_xl.rules.scanning.page_reading import PageReading, Refusal
from shuzhi_xl.rules.scanning.placed_pages import FatedPage, PageFate, PlacedPage
from shuzhi_xl.rules.year.cells_to_mend import join_names
from shuzhi_xl.sheets.declaration.units import MeetingNumber, VoterClass
from shuzhi_xl.wording.scanning import refusals as say
from shuzhi_xl.wording.scanning.understanding import where

_OTHER_PAPERS: Final = {Refusal.NO_BALLOT: PageFate.NO_BALLOT, Refusal.BLANK: PageFate.BLANK}


@dataclass(frozen=True)
class JudgedPage:
    """A scanned page, what its code is, and its fate (测评票).

    Attributes:
        reading: What was read on it.
        code: What its code is.
        fate: What becomes of it.
        reason: Why it was not read, or what it looks like; blank for one that was read.
        repeats: Position of the page read before that it looks like; None for none.
        resembles: Where the page is of which it is a copy or which it looks like; blank for none.
    """

    reading: PageReading
    code: JudgedCode
    fate: PageFate
    reason: str = ""
    repeats: int | None = None
    resembles: str = ""

    @property
    def placed(self) -> PlacedPage | None:
        """The page with its layout; None for one that goes into no ballot."""
        layout = self.code.layout
        is_in = self.fate is PageFate.READ or self.repeats is not None
        return PlacedPage(self.reading, layout) if layout and is_in else None

    def fated(self, order: int | None) -> FatedPage:
        """The page as 读票清单 lists it, with 票号 of its ballot."""
        code = self.code
        about = (code.meeting, code.voter_class, code.page)
        return FatedPage(self.reading, self.fate, self.reason, *about, order, self.resembles)


def judge_pages(
    readings: Sequence[PageReading],
    book: CodeBook,
    repeats: Mapping[int, int],
    earlier: Iterable[PageReading] = (),
) -> list[JudgedPage]:
    """Decide what becomes of each page (测评票; 读票清单): every page has exactly one fate.

    Args:
        readings: The pages in the order of the scans.
        book: What the master knows of codes.
        repeats: For a page that looks like the sheet of one before it the position of that page, from 0. A
            person decides about it (存疑). Pages whose pictures are the same to the last dot are one picture
            that is there twice: only the first is read.
        earlier: Pages of an earlier scan. A picture of it is no second scan, however often it is copied.
    """
    pages: list[JudgedPage] = []
    pictures = {reading.digest: reading for reading in earlier}
    for position, reading in enumerate(readings):
        page = _judge_page(reading, judge_code(reading.code, book))
        if page.fate is PageFate.READ:
            first = pictures.setdefault(reading.digest, reading)
            if first is not reading:
                place = _place(first)
                page = replace(page, fate=PageFate.DUPLICATE, reason=say.identical(place), resembles=place)
            else:
                page = _compare(page, pages, repeats.get(position))
        pages.append(page)
    return pages


def _judge_page(reading: PageReading, code: JudgedCode) -> JudgedPage:
    # A code says whose the page is, even where no more of it can be read
    match code.origin:
        case CodeOrigin.OTHER_YEAR:
            return JudgedPage(reading, code, PageFate.OTHER_YEAR, say.other_year(code.year or 0))
        case CodeOrigin.OTHER_MEETING:
            return JudgedPage(reading, code, PageFate.OTHER_MEETING, say.other_meeting(code.meeting))
        case CodeOrigin.OUTDATED:
            reason = say.outdated(code.meeting, code.voter_class)
            return JudgedPage(reading, code, PageFate.UNREADABLE, reason)
        case CodeOrigin.FOREIGN if reading.code:
            return JudgedPage(reading, code, PageFate.NO_BALLOT, say.FOREIGN)
    refusal = reading.refusal or (None if code.layout else Refusal.CODE_UNREADABLE)
    if refusal is None:
        return JudgedPage(reading, code, PageFate.READ)
    fate = _OTHER_PAPERS.get(refusal, PageFate.UNREADABLE)
    return JudgedPage(reading, code, fate, say.REFUSALS[refusal])


def _compare(page: JudgedPage, pages: Sequence[JudgedPage], position: int | None) -> JudgedPage:
    """The page as a duplicate of one before it; unchanged where that one is in no ballot or another page."""
    if position is None or position >= len(pages):
        return page
    earlier = pages[position]
    if earlier.placed is None or earlier.code != page.code:
        return page
    # Of three that look alike the third is laid beside the first
    first = position if earlier.repeats is None else earlier.repeats
    place = _place(pages[first].reading)
    reason = say.repeated(place)
    return replace(page, fate=PageFate.DUPLICATE, reason=reason, repeats=first, resembles=place)


def _place(reading: PageReading) -> str:
    return where(reading.file, reading.index)


def find_duplicates(pages: Iterable[FatedPage]) -> Iterator[Finding]:
    """Find pages of 测评票 that are there twice: copies of one picture, and sheets that look scanned twice.

    Args:
        pages: All pages, in the order of the scans.
    """
    copies: list[FatedPage] = []
    alike: dict[tuple[MeetingNumber, VoterClass], list[FatedPage]] = {}
    for page in pages:
        if page.fate is PageFate.DUPLICATE and page.order is None:
            copies.append(page)
        elif page.fate is PageFate.DUPLICATE:
            alike.setdefault((page.meeting, page.voter_class), []).append(page)
    if copies:
        yield _name_pairs("scan_pages_identical", copies)
    for (meeting, voter_class), group in alike.items():
        yield _name_pairs("scan_ballots_repeated", group, meeting=meeting, voter_class=voter_class)


def _name_pairs(code: str, pages: Sequence[FatedPage], **about: str) -> Finding:
    names = join_names([f"{_place(page.reading)} 与 {page.resembles}" for page in pages])
    return notice(code, Location(pages[0].reading.file), count=len(pages), names=names, **about)
