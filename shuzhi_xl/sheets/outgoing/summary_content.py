"""The content of a track's summary workbook (汇总的内容)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from shuzhi_xl.sheets.outgoing.recalculation import Recalculation


@dataclass(frozen=True)
class GradeLine:
    """One grade of a track (等次分布).

    Attributes:
        count: How many organisations have it.
        share: Of all appraised organisations, per cent.
        threshold: 综合分下限; None for those without a grade.
        quota: 比例上限 in per cent, or None.
        quota_places: 名额, or None where the grade has no 比例上限.
    """

    grade: str
    count: int
    share: Decimal
    threshold: Fraction | None = None
    quota: Fraction | None = None
    quota_places: int | None = None


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
class YearsLine:
    """One secretary's results of three years (历年对照), this year's last.

    Attributes:
        results: 综合得分 and grade of each year; a predecessor's grade is marked as such.
        change: Whether the grade is better or worse than last year's; blank where it cannot be compared.
        memo: Who was secretary before.
    """

    number: str
    name: str
    secretary: str
    results: Sequence[tuple[Decimal | None, str]]
    change: str
    memo: str


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
    """The content of a track's summary and audit workbooks (汇总 and 核对; 通知 四、4 and 五、4).

    Attributes:
        title: Headline of 汇总.
        audit_title: Headline of 核对.
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
        decimals: 小数位数.
        figures: Lines of 工作总结: label and number.
        year: 年度.
        years: Lines of 历年对照; none where no result of the two years before is noted.
    """

    title: str
    audit_title: str
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
    decimals: int
    figures: Sequence[tuple[str, str]]
    year: int
    years: Sequence[YearsLine] = ()
