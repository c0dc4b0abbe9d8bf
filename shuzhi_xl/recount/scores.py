"""Scores (得分) of a class, an item and a source, and the composite; or the reason why there is none."""

from collections.abc import Mapping, Sequence
from enum import Enum
from fractions import Fraction
from typing import TypeAlias

from shuzhi_xl.recount.exact import round_half_up
from shuzhi_xl.recount.piles import Pile
from shuzhi_xl.recount.policy import RecountPolicy
from shuzhi_xl.sheets.master.office_entries import Visit
from shuzhi_xl.sheets.master.settings import Settings
from shuzhi_xl.sheets.master.vocabulary import EMPTY_ERROR, EMPTY_ZERO, GRADES, MISSING_ERROR


class Gap(Enum):
    """Why there is no score: nothing was cast or entered, or something must be corrected first."""

    MISSING = "missing"
    BLOCKED = "blocked"


Score: TypeAlias = Fraction | Gap


def class_score(pile: Pile, points: Mapping[str, Fraction], denominator: str) -> Score:
    """Σ 票面分值 · 票数 over the denominator, for one class."""
    if pile.overfull:
        return Gap.BLOCKED
    divisor = pile.denominator(denominator)
    # 0 only if nobody may vote or nothing was cast; a class that may vote and did not scores 0 under 应到人数
    if divisor == 0:
        return Gap.MISSING
    earned = _earned_points(pile.marks, points)
    return Gap.BLOCKED if divisor is None or earned is None else earned / divisor


def _earned_points(marks: Mapping[str, int], points: Mapping[str, Fraction]) -> Fraction | None:
    total = Fraction(0)
    for grade in GRADES:
        votes = marks.get(grade, 0)
        if votes and grade not in points:
            return None
        total += votes * points.get(grade, Fraction(0))
    return total


def item_score(
    piles: Mapping[str, Pile], weights: Mapping[str, Fraction], points: Mapping[str, Fraction], by: Settings
) -> Score:
    """The score of one 测评项目 over the classes, by 票类权重 and 空票类处理.

    Args:
        piles: Votes by 票类.
        weights: 票类权重; while a class has votes but no weight, there is no score.
        points: 票面分值.
        by: The town's settings.
    """
    if any(pile.cast and name not in weights for name, pile in piles.items()):
        return Gap.BLOCKED
    if not any(pile.cast for pile in piles.values()):
        return Gap.MISSING
    scores = {
        name: class_score(pile, points, by.denominator) for name, pile in piles.items() if weights.get(name)
    }
    if Gap.BLOCKED in scores.values():
        return Gap.BLOCKED
    # 报错 withholds this score alone; shares and scores of the other classes stay
    if Gap.MISSING in scores.values() and by.empty_class == EMPTY_ERROR:
        return Gap.BLOCKED
    # An item without any valid mark is left out, even where 空票类处理 is 计零
    is_blank = not any(pile.valid for pile in piles.values())
    if is_blank and not any(isinstance(score, Fraction) for score in scores.values()):
        return Gap.MISSING
    if by.empty_class == EMPTY_ZERO:
        scores = {name: Fraction(0) if score is Gap.MISSING else score for name, score in scores.items()}
    return _weighted_mean({name: (weights[name], score) for name, score in scores.items()})


def source_score(items: Mapping[str, Score], weights: Mapping[str, Fraction]) -> Score:
    """The score of a source over its 测评项目 with a weight; one without any mark is left out."""
    # An item with the weight 0 is counted and shown, and never missing
    used = {name: score for name, score in items.items() if weights[name] > 0}
    if Gap.BLOCKED in used.values():
        return Gap.BLOCKED
    return _weighted_mean({name: (weights[name], score) for name, score in used.items()})


def visit_score(visits: Sequence[Visit], points: Mapping[str, Fraction]) -> Score:
    """座谈调研 (通知 四、4): the mean of the rows' points; a row without 评分 has those of its counts."""
    scores = []
    for row in visits:
        counts = dict(zip(GRADES, (row.good, row.fairly_good, row.average, row.poor), strict=True))
        pile = Pile({grade: number or 0 for grade, number in counts.items()})
        earned = _earned_points(pile.marks, points)
        if row.points is not None:
            scores.append(Fraction(row.points))
        elif earned is None:
            return Gap.BLOCKED
        # A row with neither says nothing about the secretary, and is not 0 points
        elif pile.valid:
            scores.append(earned / pile.valid)
    return sum(scores, Fraction(0)) / len(scores) if scores else Gap.MISSING


def composite_score(
    scores: Mapping[str, Score], adjustment: Fraction, policy: RecountPolicy, by: Settings
) -> Score:
    """综合得分 (通知 四、4), rounded half up: weighted sources, then 加减分, then the limits 0 and 100."""
    used = {source: weight for source, weight in policy.sources.items() if weight > 0}
    # A source with the weight 0 is never missing
    needed = [scores[source] for source in used]
    limit = by.adjustment_limit
    if sum(used.values()) != 100 or Gap.BLOCKED in needed or (limit is not None and abs(adjustment) > limit):
        return Gap.BLOCKED
    if Gap.MISSING in needed and by.missing_source == MISSING_ERROR:
        return Gap.BLOCKED
    mean = _weighted_mean({source: (weight, scores[source]) for source, weight in used.items()})
    if isinstance(mean, Gap):
        return mean
    # Rounded here, because what is printed decides: thresholds, quotas and ranks use this value
    return round_half_up(min(max(mean + adjustment, Fraction(0)), Fraction(100)), by.decimals)


def _weighted_mean(weighted: Mapping[str, tuple[Fraction, Score]]) -> Score:
    """The weighted mean of the scores that exist."""
    pairs = [(weight, score) for weight, score in weighted.values() if isinstance(score, Fraction)]
    total = sum((weight for weight, _ in pairs), Fraction(0))
    return sum((weight * score for weight, score in pairs), Fraction(0)) / total if total else Gap.MISSING
