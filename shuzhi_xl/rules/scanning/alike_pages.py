"""Pairs of scanned pages that look like one sheet: within a scan, and between the first and the second."""

from collections.abc import Mapping, Sequence

from shuzhi_xl.rules.scanning.page_reading import PageReading

Pair = tuple[int, int, float]
"""Positions of two pages, the earlier one first, and how much alike they are."""


def find_repeats(pairs: Sequence[Pair], positions: range) -> Mapping[int, int]:
    """For each page of one scan of 测评票 that looks like one before it the position of the likest.

    Args:
        pairs: Pairs of pages of all scans.
        positions: The pages of this scan; the positions returned count from its first.
    """
    likest: dict[int, tuple[float, int]] = {}
    for first, second, score in pairs:
        if first in positions and second in positions:
            likest[second] = max(likest.get(second, (0.0, 0)), (score, -first))
    start = positions.start
    return {second - start: -first - start for second, (_, first) in likest.items()}


def match_scans(readings: Sequence[PageReading], pairs: Sequence[Pair], split: int) -> Mapping[str, str]:
    """The page of the first scan of 测评票 that each page of the second looks like, by their pictures.

    The likest pairs are matched first, each page once.

    Args:
        readings: The pages of the first scan, then those of the second.
        pairs: Pairs of pages that look alike.
        split: Position of the second scan's first page.
    """
    matches: dict[str, str] = {}
    between = [pair for pair in pairs if pair[0] < split <= pair[1]]
    for first, second, _ in sorted(between, key=lambda pair: (-pair[2], pair)):
        digests = readings[second].digest, readings[first].digest
        if digests[0] not in matches and digests[1] not in matches.values():
            matches[digests[0]] = digests[1]
    return matches
