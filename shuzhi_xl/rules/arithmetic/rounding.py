"""Rounding, done once at the end of a calculation (四舍五入)."""

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache


def round_half_up(value: Fraction, places: int) -> Decimal:
    """A number rounded half up (四舍五入), away from zero below zero, as Excel's ROUND does.

    Args:
        value: The exact number.
        places: Decimal places kept, 小数位数.

    >>> round_half_up(Fraction(180005, 2000), 2), round_half_up(Fraction(-1, 2), 0)
    (Decimal('90.00'), Decimal('-1'))
    """
    top, bottom = value.as_integer_ratio()
    whole = (2 * abs(top) * 10**places + bottom) // (2 * bottom)
    return from_units(-whole if top < 0 else whole, places)


@lru_cache(maxsize=1 << 15)  # nearly all figures of a year are among the 10,000 percentages of two places
def from_units(units: int, places: int) -> Decimal:
    """A number of so many units of its last decimal place; figures that are alike are one.

    >>> from_units(9250, 2)
    Decimal('92.50')
    """
    return Decimal(units).scaleb(-places)
