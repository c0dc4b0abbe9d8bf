"""Rounding (四舍五入), done once at the end of a calculation."""

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache


def round_half_up(value: Fraction, decimals: int) -> Decimal:
    """Round a number half up (四舍五入), below zero away from zero, as Excel's ROUND does.

    Args:
        value: The exact number.
        decimals: Decimal places, 小数位数 (基本设置).

    >>> round_half_up(Fraction(180005, 2000), 2), round_half_up(Fraction(-1, 2), 0)
    (Decimal('90.00'), Decimal('-1'))
    """
    # Whole numbers throughout: a float may be just below the half it represents and be rounded down
    top, bottom = value.as_integer_ratio()
    whole = (2 * abs(top) * 10**decimals + bottom) // (2 * bottom)
    return from_units(-whole if top < 0 else whole, decimals)


@lru_cache(maxsize=1 << 15)  # nearly all figures of a year are among the 10,000 percentages with two decimals
def from_units(units: int, decimals: int) -> Decimal:
    """Make a number from its units of the last decimal place (小数位数); equal figures share one object.

    >>> from_units(9250, 2)
    Decimal('92.50')
    """
    return Decimal(units).scaleb(-decimals)
