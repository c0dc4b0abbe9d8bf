"""Grades (等次) by the composite, capped by 评定规则 and 一票否决, then quotas and ranks."""

import operator
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from shuzhi_xl.recount.exact import parse_threshold, quota_seats
from shuzhi_xl.recount.piles import Pile
from shuzhi_xl.recount.policy import RecountPolicy
from shuzhi_xl.recount.scores import Gap, Score
from shuzhi_xl.sheets.master.scheme_tables import CapRule
from shuzhi_xl.sheets.master.settings import Settings
from shuzhi_xl.sheets.master.vocabulary import (
    AVERAGE,
    COMPARISONS,
    FAIRLY_GOOD,
    GOOD,
    GRADES,
    INDICATORS,
    POOR,
    TIE_ERROR,
    TIE_LENIENT,
    TIE_STRICT,
)

_COMPARE: Mapping[str, Callable[[Fraction, Fraction], bool]] = dict(
    zip(COMPARISONS, (operator.ge, operator.gt, operator.le, operator.lt, operator.eq), strict=True)
)
_GRADES_IN_SHARE: Mapping[str, tuple[str, ...]] = dict(
    zip(
        INDICATORS[:6],
        ((GOOD,), (FAIRLY_GOOD,), (AVERAGE,), (POOR,), (GOOD, FAIRLY_GOOD), (AVERAGE, POOR)),
        strict=True,
    )
)


def work_out_share_indicators(pile: Pile, denominator: str) -> dict[str, Score]:
    """好占比 and the other shares that rules refer to: in per cent, unrounded, over all classes."""
    divisor = pile.denominator(denominator)
    if divisor is None and pile.cast:
        return dict.fromkeys(_GRADES_IN_SHARE, Gap.BLOCKED)
    if not divisor or not pile.cast:
        return dict.fromkeys(_GRADES_IN_SHARE, Gap.MISSING)
    return {
        name: Fraction(100 * sum(pile.marks.get(grade, 0) for grade in grades), divisor)
        for name, grades in _GRADES_IN_SHARE.items()
    }


def grade_by_score(score: Fraction, policy: RecountPolicy) -> str | None:
    """The best grade whose 综合分下限 the composite reaches; None when it reaches none."""
    return next((grade for grade, least in policy.thresholds.items() if least <= score), None)


def find_fired_rules(indicators: Mapping[str, Score], policy: RecountPolicy) -> dict[str, str] | None:
    """The cap of each rule of 评定规则 whose rows are all true, by its name; None if one is undecidable.

    Args:
        indicators: Value by 指标, on the scale 0–100 or a count; a missing one never fires.
        policy: The track's policy.
    """
    fired = {}
    for name, rows in policy.caps.items():
        answers = [_evaluate(row, indicators) for row in rows]
        if None in answers:
            return None
        if False in answers:
            continue
        fired[name] = worst_grade([row.highest for row in rows])
    return fired


def _evaluate(rule: CapRule, indicators: Mapping[str, Score]) -> bool | None:
    value, limit = indicators[rule.indicator], parse_threshold(rule.threshold, rule.indicator)
    if limit is None or value is Gap.BLOCKED:
        return None
    return isinstance(value, Fraction) and _COMPARE[rule.comparison](value, limit)


def worst_grade(grades: Sequence[str]) -> str:
    """The lowest of several grades.

    >>> worst_grade(["好", "一般", "较好"])
    '一般'
    """
    return max(grades, key=GRADES.index)


def apply_quotas(
    grades: Mapping[str, str], scores: Mapping[str, Fraction], policy: RecountPolicy, by: Settings
) -> dict[str, str]:
    """Apply the quotas (比例上限 in 等次标准), best grade first; grades open to a tie are left out.

    Args:
        grades: Grade after caps by 编号, of every graded organisation of the track.
        scores: Rounded composite by 编号.
        policy: The track's policy; the lowest grade has no quota.
        by: The town's settings.
    """
    if by.ties != TIE_ERROR:
        return _apply_quotas(grades, scores, policy, by.quota_rounding, by.ties)
    # A grade that is the same under both readings does not depend on how the tie is decided
    outcomes = [
        _apply_quotas(grades, scores, policy, by.quota_rounding, ties) for ties in (TIE_LENIENT, TIE_STRICT)
    ]
    best, worst_case = outcomes
    return {number: grade for number, grade in best.items() if worst_case[number] == grade}


def _apply_quotas(
    grades: Mapping[str, str], scores: Mapping[str, Fraction], policy: RecountPolicy, rounding: str, ties: str
) -> dict[str, str]:
    outcome = dict(grades)
    # From the best grade down: whoever gets no place competes for the places of the next grade
    for grade, next_grade in pairwise(policy.thresholds):
        quota = policy.quotas[grade]
        # Blank means no limit, 0 means no places
        if quota is None:
            continue
        holders = [number for number, current in outcome.items() if current == grade]
        # A quota is a share of the whole track, not of those whose score reaches the grade
        seat_holders = _find_seat_holders(holders, scores, quota_seats(quota, len(grades), rounding), ties)
        outcome |= {number: next_grade for number in holders if number not in seat_holders}
    return outcome


def _find_seat_holders(
    holders: Sequence[str], scores: Mapping[str, Fraction], seats: int, ties: str
) -> set[str]:
    ordered = sorted(holders, key=lambda number: -scores[number])
    # Without places there is no last holder: index -1 would be the lowest score of all
    if len(ordered) <= seats or seats == 0:
        return set(ordered[:seats])
    line = scores[ordered[seats - 1]]
    if scores[ordered[seats]] != line:
        return set(ordered[:seats])
    if ties == TIE_LENIENT:
        return {number for number in ordered if scores[number] >= line}
    return {number for number in ordered if scores[number] > line}


def rank_scores(scores: Mapping[str, Fraction]) -> dict[str, int]:
    """Rank (名次) by score; equal scores share the better rank.

    >>> rank_scores({"a": Fraction(90), "b": Fraction(90), "c": Fraction(80)})
    {'a': 1, 'b': 1, 'c': 3}
    """
    return {number: 1 + sum(rival > score for rival in scores.values()) for number, score in scores.items()}
