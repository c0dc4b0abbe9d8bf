"""The list of all scanned pages (读票清单): page by page, then meeting by meeting, then what was measured."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from shuzhi_xl.rules.forms.contents import count_spare, count_voters
from shuzhi_xl.rules.scanning.assembly.ballot_counts import count_ballots
from shuzhi_xl.rules.scanning.page_reading import PageReading
from shuzhi_xl.rules.scanning.placed_pages import AssembledBallot, FatedPage
from shuzhi_xl.sheets.declaration.units import MeetingNumber, VoterClass
from shuzhi_xl.sheets.outgoing.scan_list import ScanListContent, ScanTable
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.scanning import scan_list as say
from shuzhi_xl.wording.scanning.fates import FATES

_SECTIONS: Final = (0, 0.1, 0.25, 0.5, 1, 2, 4, 8, 16)
"""Where the sections of the histogram of ink begin, in square millimetres of full black."""


@dataclass(frozen=True)
class ScanRecord:
    """What one run of 读票 read, for its list (测评票).

    Attributes:
        pages: All pages, in the order of the scans.
        ballots: All ballots of the first scan, of all meetings.
        issued: Ballots printed, by 场次 and 票类, where 印制说明 says how many.
        limits: The limits by which it read: name, value, what it means.
    """

    pages: Sequence[FatedPage]
    ballots: Sequence[AssembledBallot]
    issued: Mapping[tuple[MeetingNumber, VoterClass], int]
    limits: Sequence[tuple[str, Decimal, str]]


def count_fates(pages: Iterable[FatedPage]) -> dict[str, int]:
    """Pages by what became of them, in words (测评票; 读票清单的“结果”); their sum is the number of pages."""
    counts: Counter[str] = Counter(page.fate for page in pages)
    return {words: counts[fate] for fate, words in FATES.items() if counts[fate]}


def count_printed(
    year: Year, ballots: Iterable[AssembledBallot]
) -> dict[tuple[MeetingNumber, VoterClass], int]:
    """Ballots to be printed of each 票类 that was read (印制说明的应印份数), where 参会人员 says how many."""
    piles = {(ballot.meeting, ballot.voter_class) for ballot in ballots}
    voters = {pile: count_voters(year, pile[0], [pile[1]]).get(pile[1], 0) for pile in piles}
    return {pile: count + count_spare(count) for pile, count in sorted(voters.items()) if count}


def make_scan_list(year: Year, record: ScanRecord) -> ScanListContent:
    """Make the content of 读票清单.xlsx (测评票)."""
    title = say.list_title(year.number or 0)
    fates = " + ".join(f"{words} {count}" for words, count in count_fates(record.pages).items())
    line = say.page_line(len(record.pages), fates)
    rows = [_list_page(page) for page in record.pages]
    pages = ScanTable(say.SHEET, title, line, say.HEADERS, say.WIDTHS, rows)
    counts = [*_count_ballots(year, record)]
    measures = [*record.limits, *_count_ink(page.reading for page in record.pages)]
    return ScanListContent(
        pages,
        [page.reading.number_picture for page in record.pages],
        [
            ScanTable(say.COUNT_SHEET, title, say.COUNT_LINE, say.COUNT_HEADERS, say.COUNT_WIDTHS, counts),
            ScanTable(
                say.MEASURE_SHEET,
                title,
                say.MEASURE_LINE,
                say.MEASURE_HEADERS,
                say.MEASURE_WIDTHS,
                measures,
            ),
        ],
    )


def _list_page(page: FatedPage) -> Sequence[str | int | None]:
    reading = page.reading
    doubts = count_doubts(reading) if reading.refusal is None and reading.rows else None
    return [
        reading.file,
        reading.index,
        FATES[page.fate],
        page.meeting,
        page.voter_class,
        page.ballot_page,
        page.order,
        doubts,
        page.reason,
        # For the picture
        None,
    ]


def count_doubts(reading: PageReading) -> int:
    """Rows of a page that a person decides (测评票; 存疑行数)."""
    return sum(bool(verdict.doubts) for verdict in reading.verdicts)


def _count_ballots(year: Year, record: ScanRecord) -> Iterator[Sequence[str | int | None]]:
    doubtful = Counter((ballot.meeting, ballot.voter_class) for ballot in record.ballots if _asks(ballot))
    counts = count_ballots(year, record.ballots, record.issued)
    for meeting in year.meetings:
        classes = [count for count in counts if count.meeting == meeting.number]
        for count in classes:
            read = count.read + count.repeated
            asking = doubtful[count.meeting, count.voter_class]
            surplus = None if count.eligible is None else read - count.eligible
            due = (count.eligible, count.present, count.issued)
            yield [count.meeting, count.voter_class, *due, read, asking, surplus]
        if classes:
            read = sum(count.read + count.repeated for count in classes)
            asking = sum(doubtful[count.meeting, count.voter_class] for count in classes)
            due = (meeting.eligible, meeting.present, None)
            yield [meeting.number, say.TOTAL, *due, read, asking, read - meeting.eligible]


def _asks(ballot: AssembledBallot) -> bool:
    return ballot.repeats is not None or any(count_doubts(page.reading) for page in ballot.pages.values())


def _count_ink(readings: Iterable[PageReading]) -> Iterator[tuple[str, int, str]]:
    """The histogram of ink in boxes, by section."""
    counts = Counter(
        max(start for start in _SECTIONS if start <= max(box.ink, 0))
        for reading in readings
        for row in reading.rows
        for box in row.boxes
    )
    for start, end in zip(_SECTIONS, [*_SECTIONS[1:], None], strict=True):
        yield say.section(start, end), counts[start], say.SECTION
