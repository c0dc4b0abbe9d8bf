"""Percentages that add up (占比)."""

from collections.abc import Sequence
from decimal import Decimal

from shuzhi_xl.rules.rounding import of_units


def shares(counts: Sequence[int], denominator: int, places: int) -> tuple[Decimal, ...]:
    """Percentages (占比) of counts, rounded by largest remainder so that they sum to exactly 100.

    Args:
        counts: Parts of the whole, best first; an equal remainder goes to the earlier one.
        denominator: The whole, above 0; the sum of the counts.
        places: Decimal places kept, 小数位数.

    Raises:
        ValueError: When the counts are not the parts of the denominator; the caller checks votes before.

    >>> shares([1, 1, 1], 3, 2)
    (Decimal('33.34'), Decimal('33.33'), Decimal('33.33'))
    """
    if denominator <= 0 or sum(counts) != denominator or min(counts) < 0:
        raise ValueError(f"{counts} are not the parts of {denominator}")
    whole = 100 * 10**places
    units = [whole * count // denominator for count in counts]
    by_remainder = sorted(
        range(len(counts)), key=lambda index: (-(whole * counts[index] % denominator), index)
    )
    for index in by_remainder[: whole - sum(units)]:
        units[index] += 1
    return tuple(of_units(each, places) for each in units)
