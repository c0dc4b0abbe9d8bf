"""The content of the 核对 and 核对票数 sheets: what every composite is recalculated from (核对的内容)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True)
class CheckLine:
    """One organisation on the 核对 sheet: its source scores, from which the composite is recalculated.

    Attributes:
        scores: By source; None where it has none, or it is not shown.
        adjustment: 加减分 as entered.
        weighted: Σ W·S / Σ W; None where a required source is missing or a source is not shown.
        composite: 综合得分 as computed by the program.
        unshown: Sources whose exact score is not shown (匿名下限); the composite is not recalculated then.
        rounded: What is shown instead of some of these scores.
    """

    number: str
    name: str
    scores: Mapping[str, Fraction | None]
    adjustment: Fraction
    weighted: Fraction | None
    composite: Decimal | None
    unshown: Collection[str] = ()
    rounded: Mapping[str, Decimal | str] = field(default_factory=dict)


@dataclass(frozen=True)
class CountLine:
    """One line of 核对票数: a 票类, or the 合计 of a 测评项目 over its classes.

    Attributes:
        counts: 好, 较好, 一般, 差, 弃权, 作废, 应到; empty on a 合计 line.
        denominator: 分母 of a 票类 (计票分母); None on a 合计 line.
        score: 得分; 0 where there is no vote to score; None where it is not shown.
        weight: 权重 as it counts; 0 for a 票类 or 测评项目 that is left out.
        note: Words for a source that is not shown.
    """

    number: str
    name: str
    source: str
    criterion: str
    voter_class: str
    counts: Sequence[int | None]
    denominator: int | None
    score: Fraction | None
    weight: Fraction
    note: str = ""


@dataclass(frozen=True)
class Recalculation:
    """The content of 核对 and 核对票数: every composite can be recalculated from the counts.

    Attributes:
        checks: One line per organisation, by rank.
        counts: Lines of 核对票数, those of one organisation, source and 测评项目 together, 合计 last.
        weights: Weight of each source, per cent, in order.
        points: 票面分值 by grade, best first.
        class_weights: 票类权重 by source.
        criteria: Weights of the 测评项目 that count.
        denominator: 计票分母.
        empty_class: 空票类处理.
        missing_source: 缺项处理.
        decimals: 小数位数.
    """

    checks: Sequence[CheckLine]
    counts: Sequence[CountLine]
    weights: Mapping[str, Fraction]
    points: Mapping[str, Fraction]
    class_weights: Mapping[str, Mapping[str, Fraction]]
    criteria: Mapping[str, Fraction]
    denominator: str
    empty_class: str
    missing_source: str
    decimals: int
