"""The town's policy (设置) in exact numbers: grades, weights, 评定规则, thresholds. Shares are 0–100."""

import operator
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from shuzhi_xl.findings import Location
from shuzhi_xl.sheets.declaration.units import (
    CriterionName,
    GradeName,
    Indicator,
    Points,
    Share,
    Source,
    TrackName,
    VoterClass,
    Weight,
)
from shuzhi_xl.sheets.master.settings import Settings

COUNT_INDICATOR = "整改逾期数"
SHARE_INDICATORS = ("好占比", "较好占比", "一般占比", "差占比", "好和较好占比", "一般和差占比", "成绩占比")
COMPARE: Mapping[str, Callable[[Fraction, Fraction], bool]] = {
    "≥": operator.ge,
    ">": operator.gt,
    "≤": operator.le,
    "<": operator.lt,
    "=": operator.eq,
}
_PLAIN = re.compile(r"(-?\d+(?:\.\d+)?)%?")
# The notice itself sets 1/3 (通知 四、2), which no decimal expresses exactly
_RATIO = re.compile(r"(\d+)/(\d+)")


def parse_threshold(text: str) -> Share:
    """A 阈值 of a share (评定规则) as people write it: ``90``, ``90%``, or a fraction: ``1/3`` is 33⅓.

    Args:
        text: The cell's text.

    Raises:
        ValueError: When it cannot be read as one of the three.

    >>> parse_threshold("90%"), parse_threshold("1/3")
    (Fraction(90, 1), Fraction(100, 3))
    """
    plain = _plain(text)
    if number := _PLAIN.fullmatch(plain):
        return Fraction(number[1])
    ratio = _RATIO.fullmatch(plain)
    if ratio is None or int(ratio[2]) == 0:
        raise ValueError(f"no threshold: {text!r}")
    return Fraction(100 * int(ratio[1]), int(ratio[2]))


def _plain(text: str) -> str:
    # NFKC turns ⅓ into 1⁄3 with U+2044, and full-width ９０％ into 90%
    return unicodedata.normalize("NFKC", text).replace("\N{FRACTION SLASH}", "/").replace(" ", "")


class ThresholdMisleading(ValueError):  # noqa: N818 -- says what it is
    """A 阈值 that may mean two things (算法 八): a fraction of a score, a fraction or per cent of a count."""


def parse_limit(text: str, indicator: Indicator) -> Fraction:
    """The 阈值 of an indicator (指标) on its own scale.

    A share may be a fraction. A score is a number, or a per cent meaning the same; ``9/10`` might be 0.9 or
    90. A count is a number only.

    Args:
        text: The cell's text.
        indicator: 指标.

    Raises:
        ThresholdMisleading: It is in a form that the indicator does not take.
        ValueError: It cannot be read at all.

    >>> parse_limit("1/3", "好占比"), parse_limit("90%", "综合得分"), parse_limit("2", "整改逾期数")
    (Fraction(100, 3), Fraction(90, 1), Fraction(2, 1))
    """
    limit = parse_threshold(text)
    # What may be meant in two ways is refused, not guessed: a wrong 阈值 lowers grades silently
    refused = "" if indicator in SHARE_INDICATORS else "/%" if indicator == COUNT_INDICATOR else "/"
    if set(refused) & set(_plain(text)):
        raise ThresholdMisleading(text)
    return limit


@dataclass(frozen=True)
class GradeRule:
    """One grade of a track (等次标准; 通知 四、3): points, least composite, and quota in per cent or None."""

    grade: GradeName
    points: Points
    threshold: Points
    quota: Share | None
    quota_cell: Location = field(default_factory=Location)


@dataclass(frozen=True)
class Condition:
    """One row of a rule (评定规则): an indicator compared with a threshold."""

    indicator: Indicator
    comparison: str
    threshold: Fraction
    threshold_text: str

    def holds(self, value: Fraction) -> bool:
        """Whether the indicator's value fulfils the condition."""
        return COMPARE[self.comparison](value, self.threshold)


@dataclass(frozen=True)
class Rule:
    """One cap (评定规则): when all conditions hold, the grade is at best ``highest`` (最高等次)."""

    name: str
    highest: GradeName
    basis: str
    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class TrackPolicy:
    """The policy of one track (板块; 评分设置).

    Attributes:
        grades: Best first.
        source_weights: Weight of each source, summing to exactly 100.
        class_weights: Weight of each 票类 within a source.
        rules: Enabled rules.
        class_cells: The cell of each 票类's weight, by source and 票类.
    """

    grades: tuple[GradeRule, ...]
    source_weights: Mapping[Source, Weight]
    class_weights: Mapping[Source, Mapping[VoterClass, Weight]]
    rules: tuple[Rule, ...]
    class_cells: Mapping[tuple[Source, VoterClass], Location] = field(default_factory=dict)

    @property
    def points(self) -> tuple[Points, ...]:
        """票面分值 of the grades, best first."""
        return tuple(rule.points for rule in self.grades)

    @cached_property
    def indicators(self) -> frozenset[Indicator]:
        """指标 that any enabled rule looks at."""
        return frozenset(row.indicator for rule in self.rules for row in rule.conditions)

    def grade_of(self, score: Decimal) -> GradeName:
        """Best grade whose 综合分下限 (评分设置) the printed composite reaches; the last one's is 0."""
        return next(rule.grade for rule in self.grades if rule.threshold <= Fraction(score))


@dataclass(frozen=True)
class Policy:
    """The whole policy (设置): settings, each sound track's policy, and weights of the 测评项目."""

    settings: Settings
    tracks: Mapping[TrackName, TrackPolicy]
    criteria: Mapping[CriterionName, Weight]
