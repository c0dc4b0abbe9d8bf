"""Scanned pages become ballots with 票号 (测评票), those that look scanned twice at the end."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from shuzhi_xl.rules.scanning.assembly.page_codes import CodeBook
from shuzhi_xl.rules.scanning.assembly.page_fates import JudgedPage, judge_pages
from shuzhi_xl.rules.scanning.assembly.paired_pages import PairedPages, Pile, pair_pages
from shuzhi_xl.rules.scanning.page_reading import PageReading
from shuzhi_xl.rules.scanning.placed_pages import AssembledBallot, FatedPage
from shuzhi_xl.sheets.declaration.units import MeetingNumber, VoterClass

Piles = Mapping[tuple[MeetingNumber, VoterClass], Mapping[int, Pile]]
"""Positions of pages by 场次 and 票类, and by page number."""


@dataclass(frozen=True)
class Assembly:
    """What a scan contains (测评票).

    Attributes:
        pages: Every page with its fate, in the order of the scans.
        ballots: The ballots by 场次 and 票号.
    """

    pages: Sequence[FatedPage]
    ballots: Sequence[AssembledBallot]


def assemble_ballots(readings: Sequence[PageReading], book: CodeBook, repeats: Mapping[int, int]) -> Assembly:
    """Put the pages of a scan together to ballots (测评票), numbered from 1 in each meeting.

    Args:
        readings: The pages in the order of the scans.
        book: What the master knows of codes.
        repeats: As for `judge_pages`.
    """
    pages = judge_pages(readings, book, repeats)
    ballots: dict[MeetingNumber, list[PairedPages]] = {}
    for (meeting, _), piles in sort_into_piles(pages, range(len(pages))).items():
        ballots.setdefault(meeting, []).extend(_pair_class(pages, piles))
    return finish_assembly(
        pages,
        {
            (meeting, order): ballot
            for meeting in sorted(ballots)
            for order, ballot in enumerate(_in_order(pages, ballots[meeting]), start=1)
        },
    )


def sort_into_piles(pages: Sequence[JudgedPage], positions: Iterable[int]) -> Piles:
    """Sort pages by 场次, 票类 and page number (测评票); those that are in no ballot are left out.

    One of the ballots last issued that could not be read keeps its place, as None.
    """
    piles: dict[tuple[MeetingNumber, VoterClass], dict[int, list[int | None]]] = {}
    for position in positions:
        layout, page = pages[position].code.layout, pages[position]
        if layout is not None and (page.placed or page.reading.refusal):
            pile = piles.setdefault((layout.meeting, layout.voter_class), {})
            pile.setdefault(layout.page, []).append(position if page.placed else None)
    return piles


def finish_assembly(
    pages: Sequence[JudgedPage], ballots: Mapping[tuple[MeetingNumber, int], PairedPages]
) -> Assembly:
    """The ballots (测评票) by 场次 and 票号, and all pages with 票号 of the ballot they are on."""
    orders = {position: order for (_, order), ballot in ballots.items() for position in ballot.values()}
    fated = [page.fated(orders.get(position)) for position, page in enumerate(pages)]
    return Assembly(fated, [_make_ballot(pages, order, ballot) for (_, order), ballot in ballots.items()])


def _make_ballot(pages: Sequence[JudgedPage], order: int, ballot: PairedPages) -> AssembledBallot:
    placed = {number: page for number, at in sorted(ballot.items()) if (page := pages[at].placed)}
    layout = next(iter(placed.values())).layout
    earlier = (at for position in ballot.values() if (at := pages[position].repeats) is not None)
    first = next(earlier, None)
    repeats = None if first is None else pages[first].placed
    return AssembledBallot(order, layout.meeting, layout.voter_class, placed, repeats)


def _pair_class(pages: Sequence[JudgedPage], piles: Mapping[int, Pile]) -> list[PairedPages]:
    """The ballots of one 票类; pages that look scanned twice have others of their kind beside them."""
    counts = {sum(page is not None for page in pile) for pile in piles.values()}
    # One page of a sheet may be too blank to be recognised: where all are there, both sides go together
    if len(counts) == 1 and len(piles) == _count_pages(pages, piles):
        return pair_pages(piles)
    once = {number: [at for at in pile if not _repeats(pages, at)] for number, pile in piles.items()}
    again = {number: [at for at in pile if _repeats(pages, at)] for number, pile in piles.items()}
    return [*pair_pages(once), *pair_pages(again)]


def _count_pages(pages: Sequence[JudgedPage], piles: Mapping[int, Pile]) -> int:
    layouts = (pages[at].code.layout for pile in piles.values() for at in pile if at is not None)
    return max((layout.pages for layout in layouts if layout), default=0)


def _repeats(pages: Sequence[JudgedPage], position: int | None) -> bool:
    return position is not None and pages[position].repeats is not None


def _in_order(pages: Sequence[JudgedPage], ballots: Iterable[PairedPages]) -> list[PairedPages]:
    """In the order of the scans, those that look scanned twice last."""

    def key(ballot: PairedPages) -> tuple[bool, int]:
        """Whether it looks scanned twice, and where its first page is."""
        return any(_repeats(pages, at) for at in ballot.values()), min(ballot.values())

    return sorted(ballots, key=key)
