"""Outliers (离群) by the median and the MAD, which the outliers themselves do not shift."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

LEAST_COMPARED = 5
"""With fewer values each one shifts the median itself, so that none can be called an outlier."""


@dataclass(frozen=True, slots=True)
class UsualRange:
    """The range of usual values (界限): 中位数 ± k × MAD.

    Attributes:
        middle: The median (中位数).
        spread: The median distance from it (MAD), above 0.
        times: k, the number of MADs that are still usual, above 0 (`shuzhi rollup --k`).
    """

    middle: Fraction
    spread: Fraction
    times: Fraction

    @property
    def low(self) -> Fraction:
        """The lower limit (下限), inclusive."""
        return self.middle - self.times * self.spread

    @property
    def high(self) -> Fraction:
        """The upper limit (上限), inclusive."""
        return self.middle + self.times * self.spread

    def contains(self, value: Fraction) -> bool:
        """Whether a value is usual."""
        return self.low <= value <= self.high


def find_usual_range(values: Sequence[Fraction], times: Fraction) -> UsualRange | None:
    """The range of usual values (界限) among some values (区县汇总).

    Args:
        values: The values compared, of one unit.
        times: k, above 0.

    Returns:
        None for fewer than five values, or when more than half of them are equal: the MAD is 0 then, and any
        other value would be an outlier.

    >>> usual = find_usual_range([Fraction(value) for value in (80, 81, 82, 83, 60)], Fraction(3))
    >>> usual.middle, usual.spread, usual.contains(Fraction(60))
    (Fraction(81, 1), Fraction(1, 1), False)
    """
    if len(values) < LEAST_COMPARED:
        return None
    middle = Fraction(median(values))
    # k counts MADs as they are, without the factor 1.4826 that estimates a standard deviation
    spread = Fraction(median([abs(value - middle) for value in values]))
    return UsualRange(middle, spread, times) if spread else None
