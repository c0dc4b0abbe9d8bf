"""The grounds of each grade (评定依据), step by step, and 触发规则."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from shuzhi_xl.rules.grading.caps import Judged
from shuzhi_xl.rules.grading.committee import HAS_CHANGED, NO_REASON, NOT_DECIDED
from shuzhi_xl.rules.grading.graded_branch import Branch
from shuzhi_xl.rules.grading.grounds_of_votes import visit_lines, vote_lines
from shuzhi_xl.rules.grading.suggestion import Capping
from shuzhi_xl.rules.scheme.model import Policy, TrackPolicy
from shuzhi_xl.rules.tally.tally import TallyResult
from shuzhi_xl.rules.year.unreliable_rows import ROUTINE_ROW
from shuzhi_xl.sheets.master.results import TraceStep
from shuzhi_xl.sheets.master.vocabulary import GRADES, VISITS
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.sheets import grounds as say


def grounds(
    branches: Iterable[Branch], year: Year, policy: Policy, tallied: TallyResult
) -> Iterator[TraceStep]:
    """All steps of 评定依据, from the counts to the final grade; those of each organisation from 1 on."""
    for each in branches:
        yield from _steps(each, year, policy, tallied)


def _steps(branch: Branch, year: Year, policy: Policy, tallied: TallyResult) -> Iterator[TraceStep]:
    track = policy.tracks.get(branch.organisation.track)
    lines = [say.track_unset(branch.organisation.track)]
    if track is not None:
        lines = [
            *_sources(branch, year, policy, tallied),
            *_composite(branch, year, policy),
            *_grade(branch, track, policy),
        ]
    for step, line in enumerate([*lines, *_decision(branch)], start=1):
        yield TraceStep.of(number=branch.number, step=step, explanation=line)


def fired_text(branch: Branch) -> str:
    """触发规则: caps, veto and quota moves of one organisation, and a change since the decision."""
    found = [branch.decision.changed] if branch.decision.changed else []
    capping = branch.capping
    if capping:
        found += [
            say.fired(each.rule.name, _conditions(each, capping), each.rule.highest)
            for each in capping.judged
            if each.fired
        ]
        found += [say.veto(capping.veto, GRADES[-1])] if capping.veto is not None else []
    moves = branch.graded.allotment.moves_of.get(branch.number, ())
    return "；".join([*found, *(say.moved(each.out_of, each.places, each.into) for each in moves)])


def _sources(branch: Branch, year: Year, policy: Policy, tallied: TallyResult) -> Iterator[str]:
    track = policy.tracks[branch.organisation.track]
    for source, weight in track.source_weights.items():
        pair = branch.number, source
        if pair in tallied.tallies:
            yield from vote_lines(source, tallied.tallies[pair], track, policy)
        if source == VISITS:
            yield from visit_lines(year.visits_of.get(branch.number, ()), track)
        if tallied.holds_back(*pair):
            yield say.source_held(source)
        elif pair in tallied.source_scores:
            yield say.score(source, tallied.source_scores[pair], weight)
        elif weight:
            yield say.source_missing(source, policy.settings.missing_source)
    if tallied.holds_back(branch.number, ROUTINE_ROW):
        yield say.source_held(ROUTINE_ROW)


def _composite(branch: Branch, year: Year, policy: Policy) -> Iterator[str]:
    made = branch.made
    if made is None:
        yield say.no_composite()
        return
    reasons = [each.adjustment_reason for each in year.routine_of.get(branch.number, ())]
    parts = [(each.weight, each.score) for each in made.parts]
    yield say.mean("各来源加权", parts, made.weighted)
    reason = "".join(reasons)
    yield say.adjusted(made.weighted, made.adjustment, reason, made.score, policy.settings.places)


def _grade(branch: Branch, track: TrackPolicy, policy: Policy) -> Iterator[str]:
    capping, made = branch.capping, branch.made
    if capping is None or made is None:
        yield say.unranked()
        return
    least = {each.grade: each.threshold for each in track.grades}
    better = next((above for above, this in pairwise(least) if this == capping.natural), "")
    missed = say.missed(better, least[better]) if better else ""
    yield say.threshold(made.score, missed, capping.natural, least[capping.natural])
    yield from _caps(capping)
    yield from _quotas(branch, capping, track, policy)
    yield say.placed(branch.graded.ranks[branch.number], branch.suggestion.grade)


def _caps(capping: Capping) -> Iterator[str]:
    for each in capping.judged:
        rule = each.rule
        yield say.rule(rule.name, _conditions(each, capping), rule.highest, rule.basis, fired=each.fired)
    if capping.veto is not None:
        yield f"{say.veto(capping.veto, GRADES[-1])}。"
    if capping.veto is not None or any(each.fired for each in capping.judged):
        yield say.capped(capping.natural, capping.grade)


def _quotas(branch: Branch, capping: Capping, track: TrackPolicy, policy: Policy) -> Iterator[str]:
    """Each grade with a quota on the way down, from the grade after caps to the one that is left."""
    allotment, settings = branch.graded.allotment, policy.settings
    if branch.number not in allotment.grades:
        for grade, level in allotment.tied.items():
            yield say.open_tie(grade, allotment.places[grade], len(level), settings.ties)
        return
    moves = {each.out_of: each.into for each in allotment.moves_of.get(branch.number, ())}
    quotas = {each.grade: each.quota for each in track.grades}
    here = capping.grade
    while here and (quota := quotas[here]) is not None:
        places, organisations = allotment.places[here], len(branch.graded.ranks)
        tie = settings.ties if branch.number in allotment.tied.get(here, ()) else ""
        told = say.places(here, quota, organisations, settings.quota_rounding, places)
        yield told + say.allotted(moves.get(here, ""), tie)
        here = moves.get(here, "")


def _conditions(judged: Judged, capping: Capping) -> list[str]:
    return [
        say.condition(each.indicator, capping.known.get(each.indicator), each.comparison, each.written)
        for each in judged.rule.conditions
    ]


def _decision(branch: Branch) -> Iterator[str]:
    decision, old = branch.decision, branch.old
    if old is None or old.decided_on is None or decision.reason == NOT_DECIDED:
        yield say.undecided()
    elif decision.reason == HAS_CHANGED:
        yield f"{decision.changed}，最终等次暂空。"
    elif decision.reason == NO_REASON:
        yield say.unreasoned()
    else:
        yield say.decided(old.decided_on, decision.final, old.decision_reason, own=bool(old.decided_grade))
