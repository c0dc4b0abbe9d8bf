"""Percentages (占比) that sum to 100."""

from collections.abc import Sequence
from decimal import Decimal

from shuzhi_xl.rules.arithmetic.rounding import from_units
from shuzhi_xl.sheets.master.vocabulary import INTO_LARGEST, LARGEST_REMAINDER


def compute_shares(
    counts: Sequence[int], denominator: int, decimals: int, remainder: str = LARGEST_REMAINDER
) -> tuple[Decimal, ...]:
    """Percentages (占比) of counts, rounded; they sum to exactly 100 unless 尾差处理 = 不调整.

    Args:
        counts: Parts of the whole, 0 or more, best grade first; of equal remainders the earlier part gets the
            unit.
        denominator: The whole, above 0; the sum of the counts.
        decimals: Decimal places, 小数位数 (基本设置).
        remainder: 尾差处理 (基本设置).

    Returns:
        One percentage per count, 0–100, with ``decimals`` places.

    Raises:
        ValueError: The counts are not the parts of the denominator; the caller has checked the votes.

    >>> compute_shares([1, 1, 1], 3, 2)
    (Decimal('33.34'), Decimal('33.33'), Decimal('33.33'))
    >>> compute_shares([5, 1, 1], 7, 0, "并入最大项"), compute_shares([5, 1, 1], 7, 0, "不调整")
    ((Decimal('72'), Decimal('14'), Decimal('14')), (Decimal('71'), Decimal('14'), Decimal('14')))
    """
    if denominator <= 0 or sum(counts) != denominator or min(counts) < 0:
        raise ValueError(f"{counts} are not the parts of {denominator}")
    whole = 100 * 10**decimals
    if remainder == LARGEST_REMAINDER:
        units = _by_largest_remainder(counts, denominator, whole)
    else:
        # Each share by itself, half up: their sum may be off 100 by some units (尾差)
        units = [(2 * whole * count + denominator) // (2 * denominator) for count in counts]
        if remainder == INTO_LARGEST:
            # index() takes the first, so of several largest shares the best grade takes the difference
            units[counts.index(max(counts))] += whole - sum(units)
    return tuple(from_units(unit_count, decimals) for unit_count in units)


def _by_largest_remainder(counts: Sequence[int], denominator: int, whole: int) -> list[int]:
    units = [whole * count // denominator for count in counts]
    by_remainder = sorted(
        range(len(counts)), key=lambda index: (-(whole * counts[index] % denominator), index)
    )
    # Fewer units are left than there are counts, so no count takes two
    for index in by_remainder[: whole - sum(units)]:
        units[index] += 1
    return units
