"""What must not leave the office, because it could tell how a single person voted (匿名)."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from shuzhi_xl.rules.doubts import Pair
from shuzhi_xl.rules.rounding import half_up
from shuzhi_xl.sheets.results import Tally
from shuzhi_xl.sheets.vocabulary import EVERY_CLASS

LEAST_BRANCHES = 5
"""A mean of fewer branches would let one work out another's score."""


def withheld(rows: Sequence[Tally], floor: int) -> frozenset[Pair]:
    """Sources whose counts and shares stay inside (匿名下限), by 编号 and 来源.

    One class of one 测评项目 with fewer votes than the floor withholds the whole source, since the others and
    the total would give it away. Scores, composite and grade are shown all the same.

    Args:
        rows: Lines of 测评统计.
        floor: 匿名下限; a class without votes gives nobody away.
    """
    return frozenset(
        (row.number, row.source)
        for row in rows
        if row.voter_class != EVERY_CLASS and 0 < (row.returned or 0) < floor
    )


def track_mean(values: Iterable[Decimal | Fraction | None], places: int = 2) -> Decimal | None:
    """Mean score of a track's branches, or None when fewer than five have one.

    Args:
        values: Score of each branch, None where it has none.
        places: Decimal places kept.

    >>> track_mean([Decimal(90)] * 4), track_mean([Decimal(90)] * 4 + [Decimal(85)])
    (None, Decimal('89.00'))
    """
    known = [Fraction(each) for each in values if each is not None]
    return (
        half_up(sum(known, start=Fraction(0)) / len(known), places) if len(known) >= LEAST_BRANCHES else None
    )
