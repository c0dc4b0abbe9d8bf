"""Caps of a grade: 评定规则 and 一票否决 (评分设置; 通知 四、4)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from shuzhi_xl.rules.debrief.limits import compute_share
from shuzhi_xl.rules.policy.model import Rule
from shuzhi_xl.rules.rectification.problems import is_overdue
from shuzhi_xl.rules.tally.tally import TallyResult
from shuzhi_xl.rules.year.unreliable_rows import ACHIEVEMENTS, OVERDUE
from shuzhi_xl.sheets.declaration.units import GradeName, Indicator, Number
from shuzhi_xl.sheets.master.vocabulary import (
    ANNUAL,
    AVERAGE,
    FAIRLY_GOOD,
    GOOD,
    MEETING,
    POOR,
    ROUTINE,
    SURVEY,
)
from shuzhi_xl.sheets.reading.year import Year

COMPOSITE = "综合得分"
SHARE_INDICATORS: Mapping[Indicator, tuple[GradeName, ...]] = {
    "好占比": (GOOD,),
    "较好占比": (FAIRLY_GOOD,),
    "一般占比": (AVERAGE,),
    "差占比": (POOR,),
    "好和较好占比": (GOOD, FAIRLY_GOOD),
    "一般和差占比": (AVERAGE, POOR),
}
"""Indicators that are shares of 现场测评, by the grades whose shares they add up."""

Indicators = Mapping[Indicator, Fraction]
"""Value of each indicator (指标) that is known; shares in per cent."""


def compute_indicators(
    number: Number, score: Decimal, year: Year, day: date, tallied: TallyResult
) -> Indicators:
    """All known indicators (指标) of one organisation: the composite as printed, the others unrounded.

    Args:
        number: Its 编号.
        score: Its printed composite.
        year: The year, for reports and problems.
        day: 基准日期.
        tallied: Its scores and shares.
    """
    report = next(iter(year.reports_of.get(number, ())), None)
    values: dict[Indicator, Fraction | None] = {
        source: tallied.source_scores.get((number, source)) for source in (MEETING, SURVEY, ROUTINE, ANNUAL)
    }
    values |= {
        # As printed: a composite of 89.996 is shown as 90.00 and must fulfil “综合得分 ≥ 90”
        COMPOSITE: Fraction(score),
        # As of 基准日期, never today: the same tables must give the same grades on any day
        OVERDUE: Fraction(sum(is_overdue(problem, day) for problem in year.problems_of.get(number, ()))),
        ACHIEVEMENTS: compute_share(report.achievement_characters, report) if report else None,
    }
    shares = tallied.shares.get(number)
    # Unrounded, and summed before comparing: two rounded shares can miss a 阈值 that their sum reaches
    for name, grades in SHARE_INDICATORS.items():
        values[name] = sum((shares[grade] for grade in grades), start=Fraction(0)) if shares else None
    return {name: value for name, value in values.items() if value is not None}


@dataclass(frozen=True)
class RuleOutcome:
    """A rule (评定规则) applied to one organisation: whether it fired, and the missing indicators."""

    rule: Rule
    fired: bool
    missing: tuple[Indicator, ...]


def apply_rules(rules: Sequence[Rule], values: Indicators) -> tuple[RuleOutcome, ...]:
    """Apply the rules (评定规则, 评分设置): a rule fires when all its conditions are met.

    A missing indicator meets none.
    """
    outcomes = []
    for rule in rules:
        missing = tuple(
            condition.indicator for condition in rule.conditions if condition.indicator not in values
        )
        # A grade is not lowered without a figure to show for it; a notice names the missing indicator
        fired = not missing and all(
            condition.holds(values[condition.indicator]) for condition in rule.conditions
        )
        outcomes.append(RuleOutcome(rule, fired, missing))
    return tuple(outcomes)


def depends_on_doubt(indicators: Iterable[Indicator], number: Number, tallied: TallyResult) -> bool:
    """Whether an indicator of the rules is withheld because of a blocking finding (评定规则; 算法 五).

    Args:
        indicators: 指标 of the rules.
        number: 编号 of the organisation.
        tallied: Its counts and scores; an empty class withholds a score, but no share.
    """
    return any(
        (number, MEETING) in tallied.withheld
        # 空票类处理 = 报错 leaves the counts certain: only the score depends on the empty class
        if indicator in SHARE_INDICATORS
        else tallied.holds_back(number, indicator)
        for indicator in indicators
    )
