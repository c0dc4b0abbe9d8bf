"""The suggested grade (建议等次) of every organisation of a track: threshold, caps, veto, quotas."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from shuzhi_xl.findings import Finding, Location, notice
from shuzhi_xl.rules.grading.caps import (
    Indicators,
    RuleOutcome,
    apply_rules,
    compute_indicators,
    depends_on_doubt,
)
from shuzhi_xl.rules.grading.composite import Composite
from shuzhi_xl.rules.grading.quota import Allotment, apply_quotas, rank_scores
from shuzhi_xl.rules.policy.model import Policy, TrackPolicy
from shuzhi_xl.rules.tally.tally import TallyResult
from shuzhi_xl.rules.year.cells_to_mend import join_names
from shuzhi_xl.rules.year.unreliable_rows import ACHIEVEMENTS
from shuzhi_xl.sheets.declaration.units import GradeName, Number, TrackName
from shuzhi_xl.sheets.master.office_entries import Routine
from shuzhi_xl.sheets.master.organisations_and_meetings import Organisation
from shuzhi_xl.sheets.master.vocabulary import GRADES
from shuzhi_xl.sheets.reading.year import Year


@dataclass(frozen=True)
class Capping:
    """Effect of the caps on one organisation.

    Attributes:
        natural: Grade by the composite alone.
        indicators: Its indicators (指标).
        outcomes: Each rule as applied to it.
        veto: 否决事由 when 一票否决 is 是, else None.
        grade: Grade after caps and veto.
    """

    natural: GradeName
    indicators: Indicators
    outcomes: tuple[RuleOutcome, ...]
    veto: str | None
    grade: GradeName


@dataclass(frozen=True)
class TrackGrades:
    """Suggested grades of one track (板块; 算法 五).

    Attributes:
        cappings: Effects of caps, by 编号; empty when the track is withheld.
        ranks: 名次 by 编号; empty when the track is withheld.
        allotment: Grades after quotas.
        lacking: Organisations without a result, for which the whole track is withheld.
    """

    cappings: Mapping[Number, Capping] = field(default_factory=dict)
    ranks: Mapping[Number, int] = field(default_factory=dict)
    allotment: Allotment = field(default_factory=lambda: Allotment({}, (), {}, {}))
    lacking: tuple[Number, ...] = ()


def grade_track(
    year: Year,
    policy: Policy,
    name: TrackName,
    composite_of: Mapping[Number, Composite],
    tallied: TallyResult,
) -> tuple[TrackGrades, list[Finding]]:
    """Suggest grades (建议等次) for a track, or withhold them all while any organisation has no composite.

    Args:
        year: The year.
        policy: The policy, which has this track.
        name: The track's name.
        composite_of: Composites by 编号.
        tallied: Scores, shares and withheld parts.
    """
    track = policy.tracks[name]
    members = [organisation for organisation in year.appraised if organisation.track == name]
    lacking = [
        organisation for organisation in members if _is_open(organisation, track, composite_of, tallied)
    ]
    # Rank and quota compare all organisations: one that is missing could move every other
    if lacking or name in tallied.unranked:
        numbers = tuple(organisation.number for organisation in lacking)
        return TrackGrades(lacking=numbers), _withheld_notice(name, lacking)
    settings = policy.settings
    routine = {row.number: row for row in year.routine}
    scores = {organisation.number: composite_of[organisation.number].score for organisation in members}
    cappings: dict[Number, Capping] = {}
    findings: list[Finding] = []
    for organisation in members:
        number = organisation.number
        values = compute_indicators(number, scores[number], year, settings.reference_day, tallied)
        cappings[number] = _cap_grade(composite_of[number], track, values, routine.get(number))
        findings += _missing_indicators(organisation, cappings[number].outcomes, year)
    # Caps first: a capped organisation takes no place in a grade that it cannot have
    before = {number: capping.grade for number, capping in cappings.items()}
    allotment = apply_quotas(before, scores, track.grades, settings.quota_rounding, settings.ties)
    return TrackGrades(cappings, rank_scores(scores), allotment), findings


def _is_open(
    organisation: Organisation,
    track: TrackPolicy,
    composite_of: Mapping[Number, Composite],
    tallied: TallyResult,
) -> bool:
    number = organisation.number
    return number not in composite_of or depends_on_doubt(track.indicators, number, tallied)


def _withheld_notice(track: TrackName, lacking: Sequence[Organisation]) -> list[Finding]:
    if not lacking:
        return []
    names = join_names([organisation.name for organisation in lacking])
    return [
        notice("track_withheld", lacking[0].at("number"), value=lacking[0].number, track=track, names=names)
    ]


def _cap_grade(
    composite: Composite, track: TrackPolicy, values: Indicators, routine: Routine | None
) -> Capping:
    outcomes = apply_rules(track.rules, values)
    natural = track.grade_of(composite.score)
    caps = [outcome.rule.highest for outcome in outcomes if outcome.fired]
    # 一票否决 = 是 decides; a reason written beforehand, without it, does nothing
    veto = routine.veto_reason if routine and routine.veto else None
    if veto is not None:
        caps.append(track.grades[-1].grade)
    # 最高等次: the worst of the grade and the caps on it
    return Capping(natural, values, outcomes, veto, max((natural, *caps), key=GRADES.index))


def _missing_indicators(
    organisation: Organisation, outcomes: Sequence[RuleOutcome], year: Year
) -> list[Finding]:
    lost = dict.fromkeys(name for outcome in outcomes for name in outcome.missing)
    findings = []
    for indicator in lost:
        at = _locate_report(organisation, year) if indicator == ACHIEVEMENTS else organisation.at("number")
        rules = "、".join(outcome.rule.name for outcome in outcomes if indicator in outcome.missing)
        findings.append(
            notice(
                "indicator_missing",
                at,
                value=organisation.number,
                name=organisation.name,
                indicator=indicator,
                rules=rules,
            )
        )
    return findings


def _locate_report(organisation: Organisation, year: Year) -> Location:
    # The indicator is missing because of one of two cells of the report; the clerk is sent to that one
    for report in year.reports_of.get(organisation.number, ()):
        return report.at("characters" if not report.characters else "achievement_characters")
    return organisation.at("number")
