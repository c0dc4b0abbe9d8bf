"""Scores (得分) from counts: exact, unrounded."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from shuzhi_xl.rules.arithmetic.means import sum_of_products, weighted_mean
from shuzhi_xl.rules.tally.counts import Count
from shuzhi_xl.sheets.declaration.units import CriterionName, Points, VoterClass, Weight
from shuzhi_xl.sheets.master.vocabulary import EMPTY_ERROR, EMPTY_ZERO


@dataclass(frozen=True)
class ClassTally:
    """One voter class's count, its weight, and its score (算法 一) or None when it has no denominator."""

    voter_class: VoterClass
    weight: Weight
    count: Count
    score: Points | None


@dataclass(frozen=True)
class ItemTally:
    """One 测评项目: its weight, its classes, all of them together, and its score or None."""

    criterion: CriterionName
    weight: Weight
    classes: tuple[ClassTally, ...]
    count: Count
    score: Points | None


@dataclass(frozen=True)
class SourceTally:
    """One source (来源) of one organisation: its 测评项目 and its score or None."""

    items: tuple[ItemTally, ...]
    score: Points | None


def class_score(count: Count, points: Sequence[Points], denominator: str) -> Points | None:
    """S = Σ p(g)·n(g) / D (票类得分): p is 票面分值 (评分设置), D is set by 计票分母 (基本设置).

    Args:
        count: The class's votes.
        points: 票面分值 of each grade, best first.
        denominator: 计票分母.

    Returns:
        The score, or None when D is 0 or unknown.

    >>> class_score(Count((3, 1, 0, 0), abstention=1), [Fraction(100), Fraction(80)] * 2, "收回票")
    Fraction(76, 1)
    """
    whole = sum(count.parts(denominator) or ())
    if whole == 0:
        return None
    return sum_of_products(zip(points, count.grades, strict=True)) / whole


def item_tally(
    criterion: CriterionName,
    weight: Weight,
    classes: Sequence[ClassTally],
    whole: Count,
    empty_class: str,
) -> ItemTally:
    """Score of a 测评项目 over its classes: Σ w·S / Σ w, with 空票类处理 (基本设置).

    按其余票类折算 leaves a class without denominator out; 计零 keeps its weight with score 0. 报错 gives no
    score when any class with weight is empty. An item without any valid mark has no score, unless blank or
    missing votes are in the denominator and so count as 0.

    Args:
        criterion: Its name.
        weight: Its weight among the 测评项目.
        classes: Its classes; those of weight 0 count in shares only.
        whole: All classes together.
        empty_class: 空票类处理.
    """
    weighted = [tally for tally in classes if tally.weight]
    scored = [(tally.weight, tally.score) for tally in weighted if tally.score is not None]
    if empty_class == EMPTY_ERROR and len(scored) < len(weighted):
        score = None
    # With no vote at all 计零 would make a 0 of a 测评项目 that nobody marked
    elif empty_class == EMPTY_ZERO and (scored or whole.valid):
        score = weighted_mean((tally.weight, tally.score or Fraction(0)) for tally in weighted)
    else:
        score = weighted_mean(scored)
    return ItemTally(criterion, weight, tuple(classes), whole, score)


def source_tally(items: Sequence[ItemTally], empty_class: str) -> SourceTally:
    """Score of a source (来源) over its 测评项目 with weight (评分设置): Σ v·S / Σ v.

    An item without score is left out; under 空票类处理 = 报错 the source then has none.

    Args:
        items: Its 测评项目.
        empty_class: 空票类处理.
    """
    # Weight 0 is asked for the record only, so it can neither change nor withhold the score
    scored = [(item.weight, item.score) for item in items if item.weight and item.score is not None]
    is_held = empty_class == EMPTY_ERROR and len(scored) < sum(1 for item in items if item.weight)
    return SourceTally(tuple(items), None if is_held else weighted_mean(scored))
