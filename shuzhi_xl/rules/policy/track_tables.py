"""Each table of 评分设置 as one track has it: what is wrong in it, or its exact numbers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from shuzhi_xl.findings import Finding, Location, blocking, is_blocked, notice
from shuzhi_xl.rules.policy.model import (
    COUNT_INDICATOR,
    SHARE_INDICATORS,
    Condition,
    GradeRule,
    Rule,
    ThresholdMisleading,
    parse_limit,
)
from shuzhi_xl.rules.year.cells_to_mend import locate_first_cell
from shuzhi_xl.sheets.master.scheme_tables import CapRule, ClassWeight, GradeStandard, SourceWeight
from shuzhi_xl.sheets.master.vocabulary import GRADES
from shuzhi_xl.sheets.reading.year import Year


@dataclass(frozen=True)
class ClassWeights:
    """票类权重 of a track by source and 票类, and their cells."""

    weights: Mapping[str, Mapping[str, Fraction]]
    cells: Mapping[tuple[str, str], Location]


def grade_rules(
    tracks: str, rows: Sequence[GradeStandard], year: Year
) -> tuple[tuple[GradeRule, ...] | None, list[Finding]]:
    """Grades (等次标准) of some tracks, best first: all four, thresholds down to 0, no quota on the last."""
    by_grade = {row.grade: row for row in rows}
    absent = [grade for grade in GRADES if grade not in by_grade]
    # All four (通知 四、3): a vote for a grade without 票面分值 could not be scored
    if absent:
        at = rows[-1].at("grade") if rows else locate_first_cell(year, "grades", "等次")
        return None, [blocking("grade_missing", at, track=tracks, grade="、".join(absent))]
    ordered = [by_grade[grade] for grade in GRADES]
    findings = [*_descending(tracks, ordered), *_lowest(tracks, ordered[-1])]
    if is_blocked(findings):
        return None, findings
    return tuple(map(_grade_rule, ordered)), findings


def _grade_rule(row: GradeStandard) -> GradeRule:
    quota = None if row.quota is None else Fraction(row.quota)
    return GradeRule(row.grade, Fraction(row.points), Fraction(row.threshold), quota, row.at("quota"))


def _descending(tracks: str, rows: Sequence[GradeStandard]) -> Iterator[Finding]:
    for better, worse in pairwise(rows):
        context = {"track": tracks, "grade": worse.grade, "better": better.grade}
        if worse.threshold > better.threshold:
            at = worse.at("threshold")
            yield blocking("threshold_not_descending", at, value=worse.threshold, **context)
        if worse.points > better.points:
            # A notice only: equal points are a town's choice, and points do not decide the order of grades
            yield notice("points_not_descending", worse.at("points"), value=worse.points, **context)


def _lowest(tracks: str, row: GradeStandard) -> Iterator[Finding]:
    # A composite below every threshold would have no grade
    if row.threshold != 0:
        at = row.at("threshold")
        yield blocking("lowest_threshold_not_zero", at, value=row.threshold, track=tracks, grade=row.grade)
    # Whoever fell out of the lowest grade would have none
    if row.quota is not None:
        yield blocking("quota_on_lowest", row.at("quota"), value=row.quota, track=tracks, grade=row.grade)


def source_weights(
    tracks: str, rows: Sequence[SourceWeight], year: Year
) -> tuple[dict[str, Fraction] | None, list[Finding]]:
    """Weights of the sources (来源权重) of some tracks, which must sum to exactly 100."""
    weights = {row.source: Fraction(row.weight) for row in rows}
    total = sum((row.weight for row in rows), start=type(rows[0].weight)(0)) if rows else 0
    # Exactly: the weights are decimals as typed, so 33.3 three times is an error to correct, not to round
    if total == 100:
        return weights, []
    at = rows[-1].at("weight") if rows else locate_first_cell(year, "source_weights", "权重")
    return None, [
        blocking("weights_not_100", at, value=rows[-1].weight if rows else None, track=tracks, total=total)
    ]


def class_weights(
    _tracks: str, rows: Sequence[ClassWeight], _year: Year
) -> tuple[ClassWeights, list[Finding]]:
    """Weights of the voter classes (票类权重) of some tracks."""
    weights: dict[str, dict[str, Fraction]] = {}
    for row in rows:
        weights.setdefault(row.source, {})[row.voter_class] = Fraction(row.weight)
    return ClassWeights(weights, {(row.source, row.voter_class): row.at("weight") for row in rows}), []


def cap_rules(
    tracks: str, rows: Sequence[CapRule], _year: Year
) -> tuple[tuple[Rule, ...] | None, list[Finding]]:
    """Enabled rules (评定规则) of some tracks; rows of one name must all hold."""
    rows_of: dict[str, list[CapRule]] = {}
    for row in rows:
        rows_of.setdefault(row.name, []).append(row)
    findings = [finding for group in rows_of.values() for finding in _odd(tracks, group)]
    enabled = {name: [row for row in group if row.enabled] for name, group in rows_of.items()}
    if is_blocked(findings):
        return None, findings
    return tuple(_rule(group) for group in enabled.values() if group), findings


def _odd(tracks: str, group: Sequence[CapRule]) -> Iterator[Finding]:
    enabled = [row for row in group if row.enabled]
    off = [row for row in group if not row.enabled]
    # Enabled in part, a rule needs fewer conditions than it lists and so fires more often
    if enabled and off:
        yield notice("rule_partly_enabled", off[0].at("enabled"), track=tracks, rule=off[0].name)
    for row in enabled:
        # Rows of one name are one rule and must all hold, so they have one 最高等次 (算法 五、2)
        if row.highest != enabled[0].highest:
            at, odd_row = row.at("highest"), enabled[0].highest
            yield blocking("rule_highest_differs", at, value=row.highest, rule=row.name, other=odd_row)
        yield from _threshold(row)


def _threshold(row: CapRule) -> Iterator[Finding]:
    context = {"value": row.threshold, "rule": row.name, "indicator": row.indicator}
    at = row.at("threshold")
    try:
        limit = _limit(row)
    except ThresholdMisleading:
        code = "threshold_of_count" if row.indicator == COUNT_INDICATOR else "threshold_fraction"
        yield blocking(code, at, **context)
        return
    except ValueError:
        yield blocking("threshold_unreadable", at, **context)
        return
    never_negative = (*SHARE_INDICATORS, COUNT_INDICATOR, "综合得分", "日常工作", "年度考核")
    # 票面分值 may be negative, down to -100, and so may a score made of votes
    low = 0 if row.indicator in never_negative else -100
    # Beyond the scale a rule would always or never fire, which looks like a rule that works
    if limit < low or (limit > 100 and row.indicator != COUNT_INDICATOR):
        yield blocking("threshold_out_of_range", at, low=low, **context)
    elif row.threshold.startswith("0.") and not row.threshold.endswith(("%", "％")):
        # Excel keeps 90% typed into a cell of the general format as 0.9.
        yield notice("threshold_below_one", at, **context)


def _limit(row: CapRule) -> Fraction:
    return parse_limit(row.threshold, row.indicator)


def _rule(group: Sequence[CapRule]) -> Rule:
    conditions = tuple(Condition(row.indicator, row.comparison, _limit(row), row.threshold) for row in group)
    return Rule(group[0].name, group[0].highest, group[0].basis, conditions)
