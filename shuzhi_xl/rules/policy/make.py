"""From the settings of the workbook to the town's policy (设置), with every error in it."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any, TypeVar

from shuzhi_xl.findings import Finding, blocking
from shuzhi_xl.rules.policy.model import Condition, GradeRule, Policy, Rule, TrackPolicy
from shuzhi_xl.rules.policy.track_tables import (
    ClassWeights,
    cap_rules,
    class_weights,
    grade_rules,
    source_weights,
)
from shuzhi_xl.rules.year.cells_to_mend import locate_first_cell
from shuzhi_xl.rules.year.unreliable_rows import doubtful_rows, key_text
from shuzhi_xl.sheets.master.vocabulary import BALLOT_SOURCES, EVERY_TRACK, OVERALL
from shuzhi_xl.sheets.reading.year import Year

__all__ = ["Condition", "GradeRule", "Policy", "Rule", "TrackPolicy", "make_policy", "make_track_policies"]

SetT = TypeVar("SetT")
Weights = Mapping[str, Fraction]


def make_policy(year: Year) -> tuple[Policy | None, list[Finding]]:
    """The policy (设置) as the settings have it.

    A track's own rows replace those of 全部: for 来源权重 and 票类权重 of the same source, for 等次标准 and
    评定规则 all of them. A track with a blocking finding is left out; the others go on.

    Returns:
        The policy, or None without settings; and the findings, each on the cell to correct.
    """
    if year.settings is None:
        return None, []
    tracks, criteria, findings = make_track_policies(year)
    return Policy(year.settings, tracks, criteria), findings


def make_track_policies(year: Year) -> tuple[dict[str, TrackPolicy], Weights, list[Finding]]:
    """The contents of the tables of 评分设置, independent of 基本设置.

    Returns:
        Each sound track's policy, the weights of the 测评项目, and the findings.
    """
    grades, grade_findings = _sets(year, "grades", grade_rules)
    weights, unbalanced = _sets(year, "source_weights", source_weights, by_source=True)
    classes, unweighted = _sets(year, "class_weights", class_weights, by_source=True)
    rules, unreadable = _sets(year, "cap_rules", cap_rules)
    criteria, uncounted = _criteria(year)
    unused = list(_without_class(year, weights, classes))
    # All tables or none: graded by half a policy, a track would look finished
    sound = {*grades} & {*weights} & {*classes} & {*rules} - {finding.context["track"] for finding in unused}
    tracks = {
        name: TrackPolicy(
            grades[name], weights[name], classes[name].weights, rules[name], classes[name].cells
        )
        for name in (track.name for track in year.tracks)
        if name in sound and criteria
    }
    findings = [
        *grade_findings,
        *unbalanced,
        *unweighted,
        *unreadable,
        *uncounted,
        *unused,
        *_unknown_tracks(year),
    ]
    return tracks, criteria, findings


def _sets(
    year: Year,
    name: str,
    check: Callable[[str, tuple[Any, ...], Year], tuple[SetT | None, list[Finding]]],
    *,
    by_source: bool = False,
) -> tuple[dict[str, SetT], list[Finding]]:
    """One table's set of rows for each track; tracks that share their rows are checked together."""
    # An unreadable row may be the very one that replaces 全部: without it another policy would apply
    doubtful = {key_text(row, "板块") for row in doubtful_rows(year, name)}
    shared: dict[tuple[int, ...], tuple[list[str], tuple[Any, ...]]] = {}
    for track in year.tracks:
        rows = _merged(getattr(year, name), track.name, by_source=by_source)
        if not doubtful & {track.name, EVERY_TRACK, ""}:
            # By identity: tracks on the rows of 全部 share one check, and their errors are reported once
            shared.setdefault(tuple(map(id, rows)), ([], rows))[0].append(track.name)
    set_of: dict[str, SetT] = {}
    findings: list[Finding] = []
    for names, rows in shared.values():
        checked_set, errors = check("、".join(names), rows, year)
        findings += errors
        if checked_set is not None:
            set_of |= dict.fromkeys(names, checked_set)
    return set_of, findings


def _merged(rows: tuple[Any, ...], track: str, *, by_source: bool) -> tuple[Any, ...]:
    # Grades and rules only make sense as a whole set; weights may differ in one source alone
    replaced = {row.source if by_source else "" for row in rows if row.track == track}
    return tuple(
        row
        for row in rows
        if row.track == track
        or (row.track == EVERY_TRACK and (row.source if by_source else "") not in replaced)
    )


def _criteria(year: Year) -> tuple[Weights, list[Finding]]:
    weights = {row.name: Fraction(row.weight) for row in year.criteria}
    # Reading has reported the row; without it the other weights would be renormalised silently
    if doubtful_rows(year, "criteria"):
        return {}, []
    findings = []
    # Caps look at the shares of 总体评价 and feedback shows them, so it is there even with weight 0
    if OVERALL not in weights:
        findings.append(blocking("criterion_overall_missing", locate_first_cell(year, "criteria", "项目")))
    if not any(weights.values()):
        findings.append(blocking("criteria_without_weight", locate_first_cell(year, "criteria", "权重")))
    return ({} if findings else weights), findings


def _without_class(
    year: Year, weights: Mapping[str, Weights], classes: Mapping[str, ClassWeights]
) -> Iterator[Finding]:
    for track in {*weights} & {*classes}:
        for source in BALLOT_SOURCES:
            voted = classes[track].weights.get(source, {})
            # A source with weight whose classes have none could never have a score
            if weights[track].get(source) and not any(voted.values()):
                cells = [cell for (of, _), cell in classes[track].cells.items() if of == source]
                at = cells[0] if cells else locate_first_cell(year, "class_weights", "权重")
                yield blocking("source_without_class", at, track=track, source=source)


def _unknown_tracks(year: Year) -> Iterator[Finding]:
    track_names = {track.name for track in year.tracks}
    for organisation in year.appraised:
        if organisation.track not in track_names:
            track_names.add(organisation.track)  # reported once for all its organisations
            yield blocking("organisation_track_unknown", organisation.at("track"), value=organisation.track)
