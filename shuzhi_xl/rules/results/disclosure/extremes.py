"""Scores of few votes near either end (两头的得分), which are never shown."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from math import gcd

from shuzhi_xl.rules.results.disclosure.whole_scores import UnknownVotes, WholeScores

LEAST_WAYS = 3
"""Number of ways of marking that must be left to every small class (匿名; 算法 七)."""


class Extremes:
    """The two ends of the scores of few votes, of which none is shown (匿名; 算法 七).

    Where all voters are of one mind no rounding leaves enough ways. Were the score left out only there, its
    absence would tell. So it is left out at either end, and each end is long enough to leave enough ways.

    Args:
        whole: The scores of the branch; the ends depend on what is public of them alone.
    """

    def __init__(self, whole: WholeScores) -> None:
        self._whole = whole

    def __contains__(self, votes: int) -> bool:
        low, high = self._bounds
        return votes <= low or votes >= high

    @cached_property
    def _bounds(self) -> tuple[int, int]:
        groups = [(unknown, offset) for unknown in self._whole.unknown_votes for offset in unknown.offsets]
        low = [bound for group in groups if (bound := self._find_bound(*group, is_low=True)) is not None]
        high = [bound for group in groups if (bound := self._find_bound(*group, is_low=False)) is not None]
        return max(low, default=-1), min(high, default=self._most + 1)

    @property
    def _most(self) -> int:
        return self._whole.whole(100 * self._whole.scores.weight)

    def _find_bound(self, unknown: UnknownVotes, offset: int, *, is_low: bool) -> int | None:
        """The score up to which one group has enough ways; None where the composite leaves too few."""
        ways = []
        for option, number in unknown.options:
            farthest = self._find_farthest(option + offset, unknown.other_sums, is_low=is_low)
            if farthest is not None:
                ways.append((farthest, number))
        lacking = LEAST_WAYS
        for votes, number in sorted(ways, reverse=not is_low):
            lacking -= number
            if lacking <= 0:
                return votes
        # No rounding could mend that; what is shown beside the composite is refused for such votes anyway
        return None

    def _find_farthest(self, votes: int, other_sums: Sequence[int], *, is_low: bool) -> int | None:
        """The score nearest to an end that agrees with the composite for some entered scores."""
        first, end = (bisect_left(other_sums, bound - votes) for bound in self._reach)
        for index in range(first, end) if is_low else range(end - 1, first - 1, -1):
            if self._agrees(votes + other_sums[index]):
                return votes + other_sums[index]
        return None

    @cached_property
    def _reach(self) -> tuple[int, int]:
        """Bounds of the scores that any entered scores bring to the composite; the upper one excluded."""
        low, high = self._whole.composite
        least, unit, sums = self._entered_sums
        return low - least - unit * (sums.bit_length() - 1), high - least

    def _agrees(self, votes: int) -> bool:
        low, high = self._whole.composite
        least, unit, sums = self._entered_sums
        first = max(-((least + votes - low) // unit), 0)
        end = -((least + votes - high) // unit)
        # Bits from the first to the one before the end
        is_reached = end > first and bool(sums >> first & ((1 << (end - first)) - 1))
        return is_reached and self._whole.admits(votes)

    @cached_property
    def _entered_sums(self) -> tuple[int, int, int]:
        """All Σ W·S of entered scores: the least, their unit, and a bit for each."""
        weighted = [
            [int(part.weight * value) for value in values]
            for part, values in zip(self._whole.scores.entered, self._whole.entered_values, strict=True)
        ]
        unit = gcd(*(value - values[0] for values in weighted for value in values)) or 1
        sums = 1
        for values in weighted:
            shifted = [sums << (value - values[0]) // unit for value in values]
            sums = 0
            for bits in shifted:
                sums |= bits
        return sum(values[0] for values in weighted), unit, sums
