"""The grounds of each grade (评定依据), step by step."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from shuzhi_xl.rules.grading.committee import HAS_CHANGED, NO_REASON, NOT_DECIDED
from shuzhi_xl.rules.grading.fired_rules import JudgedCondition, judged_conditions
from shuzhi_xl.rules.grading.graded_organisation import GradedOrganisation
from shuzhi_xl.rules.grading.grounds_of_votes import explain_visits, explain_votes
from shuzhi_xl.rules.grading.suggestion import Capping
from shuzhi_xl.rules.policy.model import Policy, TrackPolicy
from shuzhi_xl.rules.tally.tally import TallyResult
from shuzhi_xl.rules.year.unreliable_rows import ROUTINE_ROW
from shuzhi_xl.sheets.master.results import TraceStep
from shuzhi_xl.sheets.master.vocabulary import GRADES, VISITS
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.sheets import grounds as say
from shuzhi_xl.wording.sheets import grounds_of_votes as say_votes


def explain_grades(
    branches: Iterable[GradedOrganisation],
    year: Year,
    policy: Policy,
    tallied: TallyResult,
    *,
    former: bool = False,
) -> Iterator[TraceStep]:
    """All steps of 评定依据, from the counts to the final grade; those of each organisation from 1 on.

    Args:
        branches: The organisations.
        year: The year.
        policy: The policy.
        tallied: Scores and shares.
        former: With conditions as versions before 0.2.0 wrote them: with it their masters are compared.
    """
    for branch in branches:
        yield from _explain_grade(branch, year, policy, tallied, former)


def _explain_grade(
    branch: GradedOrganisation, year: Year, policy: Policy, tallied: TallyResult, former: bool
) -> Iterator[TraceStep]:
    track = policy.tracks.get(branch.organisation.track)
    lines = [say.track_unset(branch.organisation.track)]
    if track is not None:
        lines = [
            *_explain_sources(branch, year, policy, tallied),
            *_explain_composite(branch, year, policy),
            *_explain_threshold(branch, track, policy, former),
        ]
    for step, line in enumerate([*lines, *_explain_decision(branch)], start=1):
        yield TraceStep.of(number=branch.number, step=step, explanation=line)


def _explain_sources(
    branch: GradedOrganisation, year: Year, policy: Policy, tallied: TallyResult
) -> Iterator[str]:
    track = policy.tracks[branch.organisation.track]
    for source, weight in track.source_weights.items():
        pair = branch.number, source
        if pair in tallied.tallies:
            yield from explain_votes(source, tallied.tallies[pair], track, policy)
        if source == VISITS:
            yield from explain_visits(year.visits_of.get(branch.number, ()), track)
        if tallied.holds_back(*pair):
            yield say_votes.source_held(source)
        elif pair in tallied.source_scores:
            yield say_votes.score(source, tallied.source_scores[pair], weight)
        elif weight:
            yield say_votes.source_missing(source, policy.settings.missing_source)
    if tallied.holds_back(branch.number, ROUTINE_ROW):
        yield say_votes.source_held(ROUTINE_ROW)


def _explain_composite(branch: GradedOrganisation, year: Year, policy: Policy) -> Iterator[str]:
    composite = branch.composite
    if composite is None:
        yield say.no_composite()
        return
    reasons = [row.adjustment_reason for row in year.routine_of.get(branch.number, ())]
    parts = [(part.weight, part.score) for part in composite.parts]
    yield say_votes.mean("各来源加权", parts, composite.weighted)
    reason = "".join(reasons)
    yield say.adjusted(
        composite.weighted, composite.adjustment, reason, composite.score, policy.settings.decimals
    )


def _explain_threshold(
    branch: GradedOrganisation, track: TrackPolicy, policy: Policy, former: bool
) -> Iterator[str]:
    capping, composite = branch.capping, branch.composite
    if capping is None or composite is None:
        yield say.unranked()
        return
    least = {rule.grade: rule.threshold for rule in track.grades}
    better = next((above for above, lower in pairwise(least) if lower == capping.natural), "")
    shortfall = say.shortfall(better, least[better]) if better else ""
    yield say.threshold(composite.score, shortfall, capping.natural, least[capping.natural])
    yield from _explain_caps(capping, former)
    yield from _explain_quotas(branch, capping, track, policy)
    yield say.placed(branch.graded.ranks[branch.number], branch.suggestion.grade)


def _explain_caps(capping: Capping, former: bool) -> Iterator[str]:
    write = JudgedCondition.former_sentence if former else JudgedCondition.sentence
    for outcome in capping.outcomes:
        rule = outcome.rule
        conditions = list(map(write, judged_conditions(outcome, capping)))
        yield say.rule(rule.name, conditions, rule.highest, rule.basis, fired=outcome.fired)
    if capping.veto is not None:
        yield f"{say.veto(capping.veto, GRADES[-1])}。"
    if capping.veto is not None or any(outcome.fired for outcome in capping.outcomes):
        yield say.capped(capping.natural, capping.grade)


def _explain_quotas(
    branch: GradedOrganisation, capping: Capping, track: TrackPolicy, policy: Policy
) -> Iterator[str]:
    """Each grade with a quota on the way down, from the grade after caps to the one that is left."""
    allotment, settings = branch.graded.allotment, policy.settings
    # An open tie under 同分处理 = 报错: the committee decides, so no way down may be shown as settled
    if branch.number not in allotment.grades:
        for grade, level in allotment.tied.items():
            yield say.open_tie(grade, allotment.quota_places[grade], len(level), settings.ties)
        return
    moves = {move.out_of: move.into for move in allotment.moves_of.get(branch.number, ())}
    quotas = {rule.grade: rule.quota for rule in track.grades}
    reached = capping.grade
    # Whoever falls out of a grade meets the quota of the next one too, so every step is shown
    while reached and (quota := quotas[reached]) is not None:
        quota_places, organisations = allotment.quota_places[reached], len(branch.graded.ranks)
        tie = settings.ties if branch.number in allotment.tied.get(reached, ()) else ""
        line = say.quota_places(reached, quota, organisations, settings.quota_rounding, quota_places)
        yield line + say.allotted(moves.get(reached, ""), tie)
        reached = moves.get(reached, "")


def _explain_decision(branch: GradedOrganisation) -> Iterator[str]:
    decision, old = branch.decision, branch.old
    if old is None or old.decided_on is None or decision.reason == NOT_DECIDED:
        yield say.undecided()
    elif decision.reason == HAS_CHANGED:
        yield f"{decision.changed}，最终等次暂空。"
    elif decision.reason == NO_REASON:
        yield say.unreasoned()
    else:
        yield say.decided(old.decided_on, decision.final, old.decision_reason, is_own=bool(old.decided_grade))
