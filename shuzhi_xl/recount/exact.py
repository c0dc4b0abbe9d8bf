"""Exact numbers: rounding half up, and shares that sum to 100 (四舍五入、占比)."""

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from shuzhi_xl.sheets.declaration.texts import clean
from shuzhi_xl.sheets.master.vocabulary import (
    INDICATORS,
    INTO_LARGEST,
    LARGEST_REMAINDER,
    ROUND_DOWN,
    ROUND_UP,
)

*_, OVERDUE, _ACHIEVEMENTS = INDICATORS
_SHARE = "占比"


def rounded(value: Fraction, places: int) -> Fraction:
    """A value rounded half up (away from zero, as Excel's ROUND does) at so many decimal places.

    >>> rounded(Fraction(1, 8), 2), rounded(Fraction(-1, 8), 2)
    (Fraction(13, 100), Fraction(-13, 100))
    """
    unit = 10**places
    size = (2 * abs(value) * unit + 1) // 2
    return Fraction(size if value >= 0 else -size, unit)


def shares(parts: Sequence[int], places: int, rule: str) -> list[Fraction]:
    """Per cents of counts that sum to exactly 100, or are merely rounded; equal ones in order.

    Args:
        parts: Counts whose sum, the denominator, is above zero.
        places: Decimal places kept.
        rule: 尾差处理.

    >>> [str(share) for share in shares([1, 1, 1], 0, "最大余数")]
    ['34', '33', '33']
    >>> [str(share) for share in shares([5, 1, 1], 0, "并入最大项")]
    ['72', '14', '14']
    >>> [str(share) for share in shares([5, 1, 1], 0, "不调整")]
    ['71', '14', '14']
    """
    total, units = sum(parts), 100 * 10**places
    if rule != LARGEST_REMAINDER:
        per_cents = [rounded(Fraction(100 * part, total), places) for part in parts]
        if rule == INTO_LARGEST:
            per_cents[parts.index(max(parts))] += 100 - sum(per_cents)
        return per_cents
    whole = [part * units // total for part in parts]
    remainders = [part * units % total for part in parts]
    spare = units - sum(whole)
    # sorted is stable: of equal remainders the better grade, which stands first, is served first
    for index in sorted(range(len(parts)), key=lambda place: -remainders[place])[:spare]:
        whole[index] += 1
    return [Fraction(number, 10**places) for number in whole]


def quota_seats(per_cent: Fraction, graded: int, rounding: str) -> int:
    """比例上限 times the number of graded branches, made whole by 名额取整.

    >>> [quota_seats(Fraction(25), 10, how) for how in ("向下", "四舍五入", "向上")]
    [2, 3, 3]
    """
    exact = per_cent * graded / 100
    if rounding == ROUND_DOWN:
        return exact.numerator // exact.denominator
    if rounding == ROUND_UP:
        return -(-exact.numerator // exact.denominator)
    return int(rounded(exact, 0))


def threshold(text: str, indicator: str) -> Fraction | None:
    """阈值 of a rule on its indicator's scale; None when it cannot be read without doubt.

    A share may be a fraction of the whole; a score is a number, with or without a per cent sign; a count is a
    number.

    >>> threshold("90％", "综合得分"), threshold("1/3", "差占比"), threshold("1/3", "综合得分")
    (Fraction(90, 1), Fraction(100, 3), None)
    """
    plain = "".join(unicodedata.normalize("NFKC", text).replace("\N{FRACTION SLASH}", "/").split())
    sign = "" if indicator == OVERDUE else "%?"
    if re.fullmatch(rf"-?\d+(\.\d+)?{sign}", plain):
        return Fraction(plain.rstrip("%"))
    part = re.fullmatch(r"(\d+)/0*([1-9]\d*)", plain) if indicator.endswith(_SHARE) else None
    return Fraction(100 * int(part[1]), int(part[2])) if part else None


def as_number(raw: Any) -> Fraction | None:
    """The number that stands in a cell, as it is shown; None when it holds something else.

    >>> as_number(0.1), as_number("八十")
    (Fraction(1, 10), None)
    """
    if isinstance(raw, bool):
        return None
    try:
        number = Decimal(repr(raw) if isinstance(raw, float) else clean(raw))
    except InvalidOperation:
        return None
    return Fraction(number) if number.is_finite() else None


def shown(value: Fraction) -> str:
    """A number with a finite decimal expansion as people write it.

    >>> shown(Fraction(177, 2)), shown(Fraction(3))
    ('88.5', '3')
    """
    if value.denominator == 1:
        return str(value.numerator)
    return str(Decimal(value.numerator) / Decimal(value.denominator))
