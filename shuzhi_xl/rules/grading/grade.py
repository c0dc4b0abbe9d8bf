"""Grading (综合评定): from tallied sources to a suggested grade, the committee's decision and its grounds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from shuzhi_xl.findings import Finding, blocking
from shuzhi_xl.rules.arithmetic.rounding import round_half_up
from shuzhi_xl.rules.grading.committee import check_final_quotas, decision_findings, find_orphaned_decisions
from shuzhi_xl.rules.grading.composite import adjustment_of, compute_composites
from shuzhi_xl.rules.grading.fired_rules import find_fired_rules
from shuzhi_xl.rules.grading.graded_organisation import GradedOrganisation
from shuzhi_xl.rules.grading.quota import count_quota_places
from shuzhi_xl.rules.grading.suggestion import TrackGrades, grade_track
from shuzhi_xl.rules.policy.model import Policy
from shuzhi_xl.rules.tally.tally import TallyResult
from shuzhi_xl.rules.year.cells_to_mend import join_names
from shuzhi_xl.rules.year.earlier_grades import word_grade
from shuzhi_xl.rules.year.unreliable_rows import doubtful_rows, key_text
from shuzhi_xl.sheets.declaration.texts import folded
from shuzhi_xl.sheets.declaration.units import GradeName, Number, Share, TrackName
from shuzhi_xl.sheets.master.results import Appraisal
from shuzhi_xl.sheets.master.vocabulary import ANNUAL, MEETING, ROUTINE, SURVEY, VISITS
from shuzhi_xl.sheets.reading.year import Year

_SCORE_FIELDS = {
    MEETING: "meeting_score",
    SURVEY: "survey_score",
    VISITS: "visit_score",
    ROUTINE: "routine_score",
    ANNUAL: "annual_score",
}


@dataclass(frozen=True)
class GradingResult:
    """All rows of 综合评定, and their basis.

    Attributes:
        appraisals: One line for each appraised organisation, by track in roster order, with the committee's
            columns unchanged; then rows whose organisation is no longer appraised but had a decision.
        branches: Each appraised organisation in the same order, for 评定依据 (`grounds`).
        unreadable: 编号 whose old row could not be read; 综合评定 must not be rewritten while there are any,
            or the committee's entries would be lost.
        tracks: Effects of caps and quotas in each track of the policy.
    """

    appraisals: tuple[Appraisal, ...]
    branches: tuple[GradedOrganisation, ...]
    unreadable: tuple[Number, ...] = ()
    tracks: Mapping[TrackName, TrackGrades] = field(default_factory=dict)


def grade_organisations(
    year: Year, policy: Policy, tallied: TallyResult
) -> tuple[GradingResult, list[Finding]]:
    """Grade every appraised organisation (计算: 综合评定; 通知 四、4).

    Args:
        year: The year; its rows of 综合评定 contain the committee's decisions.
        policy: The policy.
        tallied: Scores and shares of the same year.
    """
    composite_of, findings = compute_composites(year, policy, tallied)
    old = {row.number: row for row in year.appraisals}
    rows: list[Appraisal] = []
    branches: list[GradedOrganisation] = []
    tracks: dict[TrackName, TrackGrades] = {}
    for name in _order_tracks(year):
        graded, errors = TrackGrades(), list[Finding]()
        if name in policy.tracks:
            graded, errors = grade_track(year, policy, name, composite_of, tallied)
        tracks[name] = graded
        members = [
            GradedOrganisation(
                organisation, composite_of.get(organisation.number), graded, old.get(organisation.number)
            )
            for organisation in year.appraised
            if organisation.track == name
        ]
        lines = [_make_appraisal(member, year, policy, tallied) for member in members]
        findings += [
            *errors,
            *_check_ties(name, members, graded, policy),
            *_check_finals(name, lines, policy),
        ]
        findings += [finding for member in members for finding in _decision_findings(member)]
        # As it is read: the best first; those without a rank are last, in the order of the roster
        rows += sorted(lines, key=lambda line: line.rank or len(lines) + 1)
        branches += members
    numbers = [organisation.number for organisation in year.appraised]
    orphan_rows, orphan_findings = find_orphaned_decisions(year.appraisals, numbers)
    unreadable = tuple(key_text(row, "编号") for row in doubtful_rows(year, "appraisals"))
    result = GradingResult((*rows, *orphan_rows), tuple(branches), unreadable, tracks)
    return result, [*findings, *orphan_findings]


def _order_tracks(year: Year) -> list[TrackName]:
    """Tracks in the order of 板块设置; then those that are only in 组织名册."""
    # Left out, organisations of such a track would vanish from 综合评定 without a word
    names = [track.name for track in year.tracks]
    return list(dict.fromkeys([*names, *(organisation.track for organisation in year.appraised)]))


def _decision_findings(branch: GradedOrganisation) -> list[Finding]:
    return list(decision_findings(branch.old, branch.suggestion, branch.decision))


def _make_appraisal(
    branch: GradedOrganisation, year: Year, policy: Policy, tallied: TallyResult
) -> Appraisal:
    organisation, old, suggestion = branch.organisation, branch.old, branch.suggestion
    decimals = policy.settings.decimals
    routine = next(iter(year.routine_of.get(branch.number, ())), None)
    return Appraisal.of(
        track=organisation.track,
        number=branch.number,
        name=organisation.name,
        secretary=organisation.secretary,
        **_round_scores(branch.number, tallied, decimals),
        adjustment=round_half_up(adjustment_of(routine), decimals),
        composite_score=suggestion.score,
        rank=branch.graded.ranks.get(branch.number),
        suggested_grade=suggestion.grade,
        fired_rules=find_fired_rules(branch).text(),
        # As the committee left them, also where they no longer agree with the suggestion
        decided_grade=old.decided_grade if old else "",
        decision_reason=old.decision_reason if old else "",
        decided_on=old.decided_on if old else None,
        opinion=old.opinion if old else "",
        final_grade=branch.decision.final,
        last_grade=word_grade(
            year.earlier_grade_of.get((policy.settings.year - 1, folded(branch.number))),
            organisation.secretary,
        ),
    )


def _round_scores(number: Number, tallied: TallyResult, decimals: int) -> Mapping[str, Decimal | None]:
    scores = {name: tallied.source_scores.get((number, source)) for source, name in _SCORE_FIELDS.items()}
    return {name: None if score is None else round_half_up(score, decimals) for name, score in scores.items()}


def _check_ties(
    name: TrackName, members: Sequence[GradedOrganisation], graded: TrackGrades, policy: Policy
) -> list[Finding]:
    """同分处理 = 报错: ask the committee until it has decided every grade that depends on the tie."""
    waiting = [
        member
        for member in members
        # A grade decided by the committee settles the tie for that organisation
        if not member.suggestion.grade and not (member.old and member.old.decided_grade)
    ]
    names = {member.number: member.organisation.name for member in members}
    findings = []
    for grade_name, tied in graded.allotment.tied.items() if waiting else ():
        row = waiting[0].old
        at = row.at("decided_grade") if row and row.line else policy.settings.at("ties")
        context = {
            "places": graded.allotment.quota_places[grade_name],
            "tied": join_names([names[number] for number in tied]),
        }
        waits = join_names([member.organisation.name for member in waiting])
        findings.append(blocking("quota_tie", at, track=name, grade=grade_name, waiting=waits, **context))
    return findings


def _check_finals(name: TrackName, rows: Sequence[Appraisal], policy: Policy) -> list[Finding]:
    """Compare the final grades with the quotas again; the committee may exceed them knowingly."""
    if name not in policy.tracks:
        return []
    rounding = policy.settings.quota_rounding
    quotas: dict[GradeName, Share] = {
        # Blank is no quota, 0 is nobody: the two must not be confused
        rule.grade: rule.quota
        for rule in policy.tracks[name].grades
        if rule.quota is not None
    }
    quota_places = {
        grade_name: count_quota_places(quota, len(rows), rounding) for grade_name, quota in quotas.items()
    }
    return check_final_quotas(name, policy.tracks[name], [row.final_grade for row in rows], quota_places)
