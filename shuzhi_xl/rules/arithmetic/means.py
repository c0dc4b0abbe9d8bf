"""Weighted means (加权平均), exact."""

from collections.abc import Iterable
from fractions import Fraction


def weighted_mean(parts: Iterable[tuple[Fraction, Fraction]]) -> Fraction | None:
    """Σ w·S / Σ w of (weight, score) pairs (算法 三 and 四), or None when no weight is left.

    >>> weighted_mean([(Fraction(60), Fraction(90)), (Fraction(20), Fraction(70))])
    Fraction(85, 1)
    """
    weighted = list(parts)
    whole = sum(weight for weight, _ in weighted)
    if not whole:
        return None
    return sum_of_products(weighted) / whole


def sum_of_products(pairs: Iterable[tuple[Fraction, Fraction | int]]) -> Fraction:
    """Σ a·b, exact (算法 一 and 三); reduced once at the end: a town's scores are made of 100,000 products.

    >>> sum_of_products([(Fraction(1, 2), 3), (Fraction(1, 3), Fraction(3, 4))])
    Fraction(7, 4)
    """
    top, bottom = 0, 1
    for factor, multiplier in pairs:
        (a, b), (c, d) = factor.as_integer_ratio(), multiplier.as_integer_ratio()
        top, bottom = top * b * d + a * c * bottom, bottom * b * d
    return Fraction(top, bottom)
