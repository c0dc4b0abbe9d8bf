"""The second scan of the same ballots (录票乙): each ballot gets the 票号 that it has in the first."""

from collections.abc import Mapping, Sequence

from shuzhi_xl.rules.scanning.assembly.assemble_ballots import Assembly, finish_assembly, sort_into_piles
from shuzhi_xl.rules.scanning.assembly.page_codes import CodeBook
from shuzhi_xl.rules.scanning.assembly.page_fates import JudgedPage, judge_pages
from shuzhi_xl.rules.scanning.assembly.paired_pages import PairedPages, Pile, pair_pages
from shuzhi_xl.rules.scanning.page_reading import PageReading
from shuzhi_xl.rules.scanning.placed_pages import AssembledBallot
from shuzhi_xl.sheets.declaration.units import MeetingNumber, VoterClass

_Ballots = dict[tuple[MeetingNumber, int], PairedPages]


def assemble_second_scan(
    readings: Sequence[PageReading],
    book: CodeBook,
    repeats: Mapping[int, int],
    first: Sequence[AssembledBallot],
    matches: Mapping[str, str],
) -> Assembly:
    """Put the pages of the second scan together to ballots with 票号 of the first (录票乙).

    A page without a match, such as a blank one, takes the first place of its kind that is still free: where
    that is another ballot's, 双人录入 finds the two different. What is beyond the first scan gets new 票号.
    A picture of the first scan that was copied is no second scan, and is in no ballot.

    Args:
        readings: The pages of the second scan, in its order.
        book: What the master knows of codes.
        repeats: Pages within the second scan that look alike, as for `judge_pages`.
        first: The ballots of the first scan.
        matches: The picture of the first scan (digest) that shows the same sheet as one of the second.
    """
    scanned = [page.reading for ballot in first for page in ballot.pages.values()]
    pages = judge_pages(readings, book, repeats, scanned)
    ballots = _place_matches(pages, first, matches)
    placed = {at for ballot in ballots.values() for at in ballot.values()}
    unplaced = [at for at in range(len(pages)) if at not in placed]
    once = [at for at in unplaced if pages[at].repeats is None]
    for pile, piles in sort_into_piles(pages, once).items():
        rest = _fill_places(ballots, piles, [ballot for ballot in first if _pile_of(ballot) == pile])
        _add_ballots(ballots, pile[0], rest, first)
    again = [at for at in unplaced if pages[at].repeats is not None]
    for (meeting, _), piles in sort_into_piles(pages, again).items():
        _add_ballots(ballots, meeting, piles, first)
    return finish_assembly(pages, dict(sorted(ballots.items())))


def _pile_of(ballot: AssembledBallot) -> tuple[MeetingNumber, VoterClass]:
    return ballot.meeting, ballot.voter_class


def _place_matches(
    pages: Sequence[JudgedPage], first: Sequence[AssembledBallot], matches: Mapping[str, str]
) -> _Ballots:
    places = {
        page.reading.digest: (ballot, number) for ballot in first for number, page in ballot.pages.items()
    }
    ballots: _Ballots = {}
    for position, page in enumerate(pages):
        place = places.get(matches.get(page.reading.digest, ""))
        if place and page.placed and page.code.layout == place[0].pages[place[1]].layout:
            ballot, number = place
            ballots.setdefault((ballot.meeting, ballot.order), {}).setdefault(number, position)
    return ballots


def _fill_places(
    ballots: _Ballots, piles: Mapping[int, Pile], first: Sequence[AssembledBallot]
) -> dict[int, Pile]:
    """Let pages take the places that are free, and return the unplaced."""
    rest: dict[int, Pile] = {}
    for number, pile in piles.items():
        places = [(ballot.meeting, ballot.order) for ballot in first if number in ballot.pages]
        free = [place for place in places if number not in ballots.get(place, {})]
        positions = [at for at in pile if at is not None]
        for place, position in zip(free, positions, strict=False):
            ballots.setdefault(place, {})[number] = position
        rest[number] = positions[len(free) :]
    return rest


def _add_ballots(
    ballots: _Ballots, meeting: MeetingNumber, piles: Mapping[int, Pile], first: Sequence[AssembledBallot]
) -> None:
    orders = [order for name, order in ballots if name == meeting]
    orders += [ballot.order for ballot in first if ballot.meeting == meeting]
    start = max(orders, default=0) + 1
    ballots |= {(meeting, order): ballot for order, ballot in enumerate(pair_pages(piles), start)}
