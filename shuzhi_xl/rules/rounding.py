"""Rounding, done once at the end of a calculation (四舍五入)."""

from decimal import Decimal
from fractions import Fraction


def half_up(value: Fraction, places: int) -> Decimal:
    """A number rounded half up (四舍五入), away from zero below zero, as Excel's ROUND does.

    Args:
        value: The exact number.
        places: Decimal places kept, 小数位数.

    >>> half_up(Fraction(180005, 2000), 2), half_up(Fraction(-1, 2), 0)
    (Decimal('90.00'), Decimal('-1'))
    """
    top, bottom = value.as_integer_ratio()
    whole = (2 * abs(top) * 10**places + bottom) // (2 * bottom)
    return Decimal(-whole if top < 0 else whole).scaleb(-places)
