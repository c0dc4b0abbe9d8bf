"""What lies far from the others (离群), by the median and MAD, which outliers themselves do not shift."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

LEAST_COMPARED = 5
"""Of fewer values each one moves the median itself, and none can be told from the others."""


@dataclass(frozen=True, slots=True)
class UsualRange:
    """Within which values count as usual (界限): 中位数 ± k × MAD.

    Attributes:
        middle: The median (中位数).
        spread: The median distance from it (MAD), above 0.
        times: k, how many of these still count as usual.
    """

    middle: Fraction
    spread: Fraction
    times: Fraction

    @property
    def low(self) -> Fraction:
        """The lower limit (下限), itself usual."""
        return self.middle - self.times * self.spread

    @property
    def high(self) -> Fraction:
        """The upper limit (上限), itself usual."""
        return self.middle + self.times * self.spread

    def holds(self, value: Fraction) -> bool:
        """Whether a value is usual."""
        return self.low <= value <= self.high


def find_usual_range(values: Sequence[Fraction], times: Fraction) -> UsualRange | None:
    """The limits of what is usual among values.

    Args:
        values: Those that are compared.
        times: k.

    Returns:
        None for fewer than five values, or when more than half of them are the same: no limit would mean
        anything then.

    >>> found = find_usual_range([Fraction(each) for each in (80, 81, 82, 83, 60)], Fraction(3))
    >>> found.middle, found.spread, found.holds(Fraction(60))
    (Fraction(81, 1), Fraction(1, 1), False)
    """
    if len(values) < LEAST_COMPARED:
        return None
    middle = Fraction(median(values))
    spread = Fraction(median([abs(value - middle) for value in values]))
    return UsualRange(middle, spread, times) if spread else None
