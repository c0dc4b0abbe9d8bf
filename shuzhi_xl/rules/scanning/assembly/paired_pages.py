"""Pages of several ballots put together (测评票): the first page 1 goes with the first page 2."""

from collections.abc import Mapping, Sequence

Pile = Sequence[int | None]
"""Pages of one number, in the order of the scans, by position; None for one that could not be read."""
PairedPages = dict[int, int]
"""The pages of one ballot (测评票): position by page number."""


def pair_pages(piles: Mapping[int, Pile]) -> list[PairedPages]:
    """Put pages of one 票类 together in the order of the scans (测评票).

    A page that could not be read keeps its place, so that those behind it stay with their own ballots. If it
    is scanned once more behind the others, it comes into that place.

    Args:
        piles: By page number.

    >>> pair_pages({1: [0, None, 4, 6], 2: [1, 3, 5]})
    [{1: 0, 2: 1}, {1: 6, 2: 3}, {1: 4, 2: 5}]
    """
    most = max((sum(page is not None for page in pile) for pile in piles.values()), default=0)
    places = {number: _fill_gaps(pile, most) for number, pile in piles.items()}
    length = max(map(len, places.values()), default=0)
    ballots = [
        {
            number: page
            for number, pile in places.items()
            if order < len(pile) and (page := pile[order]) is not None
        }
        for order in range(length)
    ]
    return [ballot for ballot in ballots if ballot]


def _fill_gaps(pile: Pile, most: int) -> list[int | None]:
    places = [*pile]
    while len(places) > most and None in places:
        last = places.pop()
        if last is not None:
            places[places.index(None)] = last
    return places
