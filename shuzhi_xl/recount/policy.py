"""The policy of one track (某板块适用的设置): its own rows, or those of 全部."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from shuzhi_xl.findings import Finding, Location, blocking
from shuzhi_xl.recount.exact import format_number, parse_threshold
from shuzhi_xl.recount.inputs import Inputs
from shuzhi_xl.sheets.master.scheme_tables import (
    GRADE_STANDARD,
    CapRule,
    ClassWeight,
    GradeStandard,
    SourceWeight,
)
from shuzhi_xl.sheets.master.vocabulary import BALLOT_SOURCES, EVERY_TRACK, GRADES

TrackRow = TypeVar("TrackRow", GradeStandard, SourceWeight, ClassWeight, CapRule)


@dataclass(frozen=True)
class RecountPolicy:
    """The policy of one track (板块).

    Attributes:
        points: 票面分值 by grade.
        thresholds: 综合分下限 by grade, best grade first.
        quotas: 比例上限 in per cent by grade; None where there is none.
        sources: Weight by source.
        classes: Weight by source and 票类.
        criteria: Weight by 测评项目.
        caps: Enabled 评定规则 by name; the rows of one name form one rule.
    """

    points: Mapping[str, Fraction]
    thresholds: Mapping[str, Fraction]
    quotas: Mapping[str, Fraction | None]
    sources: Mapping[str, Fraction]
    classes: Mapping[str, Mapping[str, Fraction]]
    criteria: Mapping[str, Fraction]
    caps: Mapping[str, Sequence[CapRule]]


def work_out_policy(track: str, inputs: Inputs) -> RecountPolicy:
    """The policy of one track (板块)."""
    standards = {row.grade: row for row in _choose_rows(inputs.standards, track)}
    # Best grade first, whatever the order of the rows: quotas are applied in this order
    graded = {grade: standards[grade] for grade in GRADES if grade in standards}
    caps: dict[str, list[CapRule]] = {}
    for rule in _choose_rows(inputs.cap_rules, track):
        if rule.enabled:
            caps.setdefault(rule.name, []).append(rule)
    return RecountPolicy(
        points={grade: Fraction(row.points) for grade, row in graded.items()},
        thresholds={grade: Fraction(row.threshold) for grade, row in graded.items()},
        quotas={grade: None if row.quota is None else Fraction(row.quota) for grade, row in graded.items()},
        sources=_source_weights(track, inputs),
        classes={source: _class_weights(track, source, inputs) for source in BALLOT_SOURCES},
        criteria={row.name: Fraction(row.weight) for row in inputs.criteria},
        caps=caps,
    )


def find_policy_faults(track: str, inputs: Inputs) -> Iterator[Finding]:
    """Findings because of which a track (板块) cannot be counted; 计算 refuses it too and leaves it blank."""
    standards = _choose_rows(inputs.standards, track)
    # 通知 四、3 names four grades; each needs its points and its threshold
    absent = [grade for grade in GRADES if grade not in {row.grade for row in standards}]
    frame = inputs.frames[GRADE_STANDARD.name]
    if absent:
        at = standards[-1].at("grade") if standards else Location(frame.file, frame.sheet)
        yield blocking("grade_missing", at, track=track, grade="、".join(absent))
    total = sum(_source_weights(track, inputs).values(), Fraction(0))
    if total != 100:
        rows = [row for row in inputs.source_weights if row.track in (track, EVERY_TRACK)]
        at = rows[-1].at("weight") if rows else Location(frame.file, frame.sheet)
        yield blocking("weights_not_100", at, track=track, total=format_number(total))
    for rule in _choose_rows(inputs.cap_rules, track):
        if rule.enabled and parse_threshold(rule.threshold, rule.indicator) is None:
            context = {"value": rule.threshold, "rule": rule.name, "indicator": rule.indicator}
            yield blocking("recount_threshold", rule.at("threshold"), **context)


def _choose_rows(rows: Sequence[TrackRow], track: str) -> list[TrackRow]:
    # The rows of 全部 are replaced as a whole, never completed row by row
    track_rows = [row for row in rows if row.track == track]
    return track_rows or [row for row in rows if row.track == EVERY_TRACK]


def _source_weights(track: str, inputs: Inputs) -> dict[str, Fraction]:
    weights: dict[str, Fraction] = {}
    # Here a track's rows replace those of the same 来源 only; the merged weights must sum to 100
    for track_name in (EVERY_TRACK, track):
        for row in inputs.source_weights:
            if row.track == track_name:
                weights[row.source] = Fraction(row.weight)
    return weights


def _class_weights(track: str, source: str, inputs: Inputs) -> dict[str, Fraction]:
    # By 来源 first: a track's own weights for 现场测评 leave those of 全部 for 问卷调查 in force
    rows = [row for row in inputs.class_weights if row.source == source]
    return {row.voter_class: Fraction(row.weight) for row in _choose_rows(rows, track)}
