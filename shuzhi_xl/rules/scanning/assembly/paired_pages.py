"""Pages of several ballots put together (测评票): neighbours, or the first page 1 and the first page 2."""

from collections.abc import Mapping, Sequence

Pile = Sequence[int | None]
"""Pages of one number, in the order of the scans, by position; None for one that could not be read."""
PairedPages = dict[int, int]
"""The pages of one ballot (测评票): position by page number."""


def pair_pages(piles: Mapping[int, Pile]) -> list[PairedPages]:
    """Put pages of one 票类 together in the order of the scans (测评票).

    A page that could not be read keeps its place, so that those behind it stay with their own ballots, and so
    does one that was not scanned, where most ballots' pages lie together. If it is scanned once more behind
    the others, it comes into that place. Where they do not, such as all fronts before all backs, the first
    page 1 goes with the first page 2.

    Args:
        piles: By page number.

    >>> pair_pages({1: [0, None, 4, 6], 2: [1, 3, 5]})
    [{1: 0, 2: 1}, {1: 6, 2: 3}, {1: 4, 2: 5}]
    >>> pair_pages({1: [0, 2, 3], 2: [1, 4]})
    [{1: 0, 2: 1}, {1: 2}, {1: 3, 2: 4}]
    """
    together = _pair_neighbours(piles)
    return _pair_in_order(piles) if together is None else together


def _pair_neighbours(piles: Mapping[int, Pile]) -> list[PairedPages] | None:
    """The ballots where pages of one follow each other; None where that is not for certain."""
    pages = sorted((at, number) for number, pile in piles.items() for at in pile if at is not None)
    if len(pages) < sum(map(len, piles.values())):
        return None
    ways = [_split_in_runs(pages, direction) for direction in (1, -1)]
    broken = [sum(len(run) < len(piles) for run in runs) for runs in ways]
    runs = ways[broken.index(min(broken))]
    # Fronts first or backs first, one of the two must fit, and fit most ballots
    if broken[0] == broken[1] or 2 * min(broken) > len(runs):
        return None
    ballots: list[PairedPages] = []
    for run in runs:
        gap = next((ballot for ballot in ballots if not ballot.keys() & run.keys()), None)
        if gap is None:
            ballots.append(run)
        else:
            gap.update(run)
    return ballots


def _split_in_runs(pages: Sequence[tuple[int, int]], direction: int) -> list[PairedPages]:
    """Positions and numbers of pages, split where the numbers do not go on in a direction."""
    runs: list[PairedPages] = []
    previous = 0
    for at, number in pages:
        if runs and (number - previous) * direction > 0:
            runs[-1][number] = at
        else:
            runs.append({number: at})
        previous = number
    return runs


def _pair_in_order(piles: Mapping[int, Pile]) -> list[PairedPages]:
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
