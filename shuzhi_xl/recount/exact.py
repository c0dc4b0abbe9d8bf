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


def round_half_up(value: Fraction, decimals: int) -> Fraction:
    """Round half up to a number of decimal places (四舍五入): away from zero, as Excel's ROUND does.

    >>> round_half_up(Fraction(1, 8), 2), round_half_up(Fraction(-1, 8), 2)
    (Fraction(13, 100), Fraction(-13, 100))
    """
    unit = 10**decimals
    # Not Python's round(), which takes halves to the even number
    size = (2 * abs(value) * unit + 1) // 2
    return Fraction(size if value >= 0 else -size, unit)


def work_out_shares(parts: Sequence[int], decimals: int, rule: str) -> list[Fraction]:
    """Per cents of counts (占比), made to sum to exactly 100 or merely rounded, in the order of the counts.

    Args:
        parts: Counts; their sum, the denominator, is above zero.
        decimals: Decimal places kept.
        rule: 尾差处理.

    >>> [str(share) for share in work_out_shares([1, 1, 1], 0, "最大余数")]
    ['34', '33', '33']
    >>> [str(share) for share in work_out_shares([5, 1, 1], 0, "并入最大项")]
    ['72', '14', '14']
    >>> [str(share) for share in work_out_shares([5, 1, 1], 0, "不调整")]
    ['71', '14', '14']
    """
    total, units = sum(parts), 100 * 10**decimals
    if rule != LARGEST_REMAINDER:
        per_cents = [round_half_up(Fraction(100 * part, total), decimals) for part in parts]
        if rule == INTO_LARGEST:
            # index finds the first of equal parts: the better grade
            per_cents[parts.index(max(parts))] += 100 - sum(per_cents)
        return per_cents
    whole = [part * units // total for part in parts]
    remainders = [part * units % total for part in parts]
    spare = units - sum(whole)
    # sorted is stable: of equal remainders, the better grade comes first and gets the spare unit
    for index in sorted(range(len(parts)), key=lambda order: -remainders[order])[:spare]:
        whole[index] += 1
    return [Fraction(number, 10**decimals) for number in whole]


def quota_seats(per_cent: Fraction, graded: int, rounding: str) -> int:
    """The number of places (名额): 比例上限 of the graded branches, rounded to a whole number by 名额取整.

    >>> [quota_seats(Fraction(25), 10, how) for how in ("向下", "四舍五入", "向上")]
    [2, 3, 3]
    """
    exact = per_cent * graded / 100
    if rounding == ROUND_DOWN:
        return exact.numerator // exact.denominator
    if rounding == ROUND_UP:
        return -(-exact.numerator // exact.denominator)
    return int(round_half_up(exact, 0))


def parse_threshold(text: str, indicator: str) -> Fraction | None:
    """Read 阈值 of a rule on its indicator's scale; None when its meaning is ambiguous.

    A share may be a fraction of the whole; a score is a number, with or without a per cent sign; a count is a
    number.

    >>> parse_threshold("90％", "综合得分"), parse_threshold("1/3", "综合得分")
    (Fraction(90, 1), None)
    >>> parse_threshold("1/3", "差占比")
    Fraction(100, 3)
    """
    # NFKC makes ASCII of full-width digits, of ％ and of characters such as ⅓ (1, U+2044, 3)
    plain = "".join(unicodedata.normalize("NFKC", text).replace("\N{FRACTION SLASH}", "/").split())
    # 整改逾期数 is a count, for which a per cent sign has no meaning
    sign = "" if indicator == OVERDUE else "%?"
    if re.fullmatch(rf"-?\d+(\.\d+)?{sign}", plain):
        return Fraction(plain.rstrip("%"))
    # 9/10 of a score could mean 0.9 or 90, so only a share may be given as a fraction
    part = re.fullmatch(r"(\d+)/0*([1-9]\d*)", plain) if indicator.endswith(_SHARE) else None
    return Fraction(100 * int(part[1]), int(part[2])) if part else None


def read_number(raw: Any) -> Fraction | None:
    """Read the number in a cell, as it is shown; None for any other content.

    >>> read_number(0.1), read_number("八十")
    (Fraction(1, 10), None)
    """
    # bool is an int in Python, but TRUE in a cell is no number
    if isinstance(raw, bool):
        return None
    try:
        # repr has the digits that Excel shows; Decimal(0.1) would be 0.1000000000000000055…
        number = Decimal(repr(raw) if isinstance(raw, float) else clean(raw))
    except InvalidOperation:
        return None
    return Fraction(number) if number.is_finite() else None


def format_number(value: Fraction) -> str:
    """Write a number with a finite decimal expansion as people do.

    >>> format_number(Fraction(177, 2)), format_number(Fraction(3))
    ('88.5', '3')
    """
    if value.denominator == 1:
        return str(value.numerator)
    return str(Decimal(value.numerator) / Decimal(value.denominator))
