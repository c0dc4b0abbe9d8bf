"""The content of track summaries, publication sheets and tracking lists, which are rebuilt each time."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any


@dataclass(frozen=True)
class CheckLine:
    """One organisation on the 核对 sheet: its source scores, from which the composite is recalculated.

    Attributes:
        scores: By source; None where it has none, or it is not shown.
        adjustment: 加减分 as entered.
        weighted: Σ W·S / Σ W; None where a required source is missing or a source is not shown.
        composite: 综合得分 as computed by the program.
        unshown: Sources whose score is not shown (匿名下限); the composite is not recalculated then.
    """

    number: str
    name: str
    scores: Mapping[str, Fraction | None]
    adjustment: Fraction
    weighted: Fraction | None
    composite: Decimal | None
    unshown: Collection[str] = ()


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
        places: 小数位数.
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
    places: int


@dataclass(frozen=True)
class GradeLine:
    """One grade of a track (等次分布).

    Attributes:
        count: How many organisations have it.
        share: Of all appraised organisations, per cent.
        threshold: 综合分下限; None for those without a grade.
        quota: 比例上限 in per cent, or None.
        places: 名额, or None where the grade has no 比例上限.
    """

    grade: str
    count: int
    share: Decimal
    threshold: Fraction | None = None
    quota: Fraction | None = None
    places: int | None = None


@dataclass(frozen=True)
class ScoreLine:
    """One bar of 得分图: an organisation's composite and its grade so far, best rank first."""

    name: str
    score: Decimal
    grade: str


@dataclass(frozen=True)
class ShiftLine:
    """An organisation whose grade is not the one its composite alone would give (等次变动).

    Attributes:
        natural: Grade by the composite alone.
        reasons: Why it differs, each reason in one sentence.
    """

    rank: int | None
    number: str
    name: str
    composite: Decimal | None
    natural: str
    reasons: Sequence[str]
    suggested: str
    final: str


@dataclass(frozen=True)
class ShareLine:
    """Shares of the four grades of one organisation by source (等次占比).

    Attributes:
        shares: By source: four shares in per cent, or the words shown instead.
    """

    rank: int | None
    number: str
    name: str
    shares: Mapping[str, Sequence[Decimal | None] | str]


@dataclass(frozen=True)
class Turnout:
    """How many ballots or questionnaires went out and came back (参与情况).

    Attributes:
        issued: 应到 or 发出; None when unknown.
        returned: 收回.
        rate: 收回率 in per cent; None when nothing went out.
    """

    issued: int | None
    returned: int | None
    rate: Decimal | None


@dataclass(frozen=True)
class TurnoutLine:
    """One line of 参与情况.

    Attributes:
        of: 场次 and 票类, or 编号 and 组织名称.
        turnouts: What went out and came back, or the words shown instead.
    """

    of: tuple[str, str]
    turnouts: Sequence[Turnout | str]


@dataclass(frozen=True)
class SummaryContent:
    """The content of a track's summary workbook (汇总; 通知 四、4 and 五、4).

    Attributes:
        glance: The result in one sentence.
        ranking: Lines of 综合评定 as header and value, by rank.
        basis: Which grades are counted and drawn: 最终等次, or 建议等次 before the committee has met.
        scores: Bars of 得分图.
        grades: Lines of 等次分布.
        shifts: Lines of 等次变动.
        shares: Lines of 等次占比.
        meetings: 参与情况 by 场次 and 票类.
        branches: 参与情况 by organisation: 测评票 and 问卷.
        tallies: Lines of 测评统计 of the track.
        recalculation: The content of 核对.
        places: 小数位数.
        figures: Lines of 工作总结: label and number.
    """

    title: str
    committee: str
    track: str
    glance: str
    ranking: Sequence[Mapping[str, Any]]
    basis: str
    scores: Sequence[ScoreLine]
    grades: Sequence[GradeLine]
    shifts: Sequence[ShiftLine]
    shares: Sequence[ShareLine]
    meetings: Sequence[TurnoutLine]
    branches: Sequence[TurnoutLine]
    tallies: Sequence[Mapping[str, Any]]
    recalculation: Recalculation
    places: int
    figures: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class ListContent:
    """A list to print (公布, 整改跟踪): a headline, lines under it, and a table.

    Attributes:
        subtitle: One line under the headline, for example the scope of publication.
        headers: Column headers.
        widths: Column widths in Excel's units.
        rows: Values.
        signed: Lines at the foot, right aligned: the committee and the date.
        alarming: How many rows from the top are shown in red.
    """

    title: str
    sheet: str
    subtitle: str
    headers: Sequence[str]
    widths: Sequence[int]
    rows: Sequence[Sequence[Any]]
    signed: Sequence[str] = field(default=())
    landscape: bool = False
    alarming: int = 0


def chinese_date(day: date) -> str:
    """A date as documents write it.

    >>> chinese_date(date(2016, 2, 5))
    '2016年2月5日'
    """
    return f"{day.year}年{day.month}月{day.day}日"
