"""What must not leave the office, because it could tell how a single person voted (匿名)."""

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from shuzhi_xl.rules.caps import SHARE_INDICATORS
from shuzhi_xl.rules.doubts import Pair
from shuzhi_xl.rules.rounding import half_up
from shuzhi_xl.sheets.results import Appraisal, Tally
from shuzhi_xl.sheets.tables import Record
from shuzhi_xl.sheets.vocabulary import EVERY_CLASS, MEETING, SURVEY
from shuzhi_xl.wording.titles import WITHHELD
from shuzhi_xl.wording.trace import without_values

_NAMED = ("track", "number", "name", "secretary", "source", "voter_class", "criterion")
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


def public_tally(row: Tally, hidden: Collection[Pair], *, has_one_item: bool) -> Record:
    """A line of 测评统计 as it may leave the office.

    Args:
        row: The line.
        hidden: Sources whose counts and shares stay inside.
        has_one_item: There is one 测评项目, whose score is the source's; of several, none is told.
    """
    if (row.number, row.source) not in hidden:
        return row.record()
    score = row.score if has_one_item and row.voter_class == EVERY_CLASS else None
    named = {name: getattr(row, name) for name in _NAMED}
    shown = Tally.model_construct(**named, score=score).record()
    return {**shown, Tally.columns()["issued"].header: WITHHELD}


def public_rules(row: Appraisal, hidden: Collection[Pair]) -> str:
    """触发规则 without the values that rules saw in sources whose shares stay inside."""
    named = [each for each in (MEETING, SURVEY) if (row.number, each) in hidden]
    return without_values(row.fired_rules, [*named, *(SHARE_INDICATORS if MEETING in named else ())])


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
