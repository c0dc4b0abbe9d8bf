"""The grounds of each grade (评定依据), step by step, and 触发规则."""

from collections.abc import Iterator

from shuzhi_xl.rules.branch import Branch
from shuzhi_xl.rules.caps import Judged
from shuzhi_xl.rules.decisions import HAS_CHANGED, NO_REASON, NOT_DECIDED
from shuzhi_xl.rules.doubts import ROUTINE_ROW
from shuzhi_xl.rules.policy_model import Policy, TrackPolicy
from shuzhi_xl.rules.scores import ClassTally, ItemTally, SourceTally, weighted_mean
from shuzhi_xl.rules.suggestion import Capping
from shuzhi_xl.rules.tally import TallyResult
from shuzhi_xl.sheets.results import TraceStep
from shuzhi_xl.sheets.vocabulary import ABSTENTION, GRADES, SPOILED
from shuzhi_xl.wording import trace as say


def trace_steps(branch: Branch, policy: Policy, tallied: TallyResult) -> list[TraceStep]:
    """All steps from counts to final grade of one organisation, numbered from 1."""
    lines = [*_lines(branch, policy, tallied), *_decision(branch)]
    return [
        TraceStep.model_construct(number=branch.number, step=step, explanation=line)
        for step, line in enumerate(lines, start=1)
    ]


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
    return "；".join([*found, *_moves(branch)])


def _moves(branch: Branch) -> list[str]:
    moves = branch.graded.allotment.moves
    return [say.moved(each.out_of, each.places, each.into) for each in moves if each.number == branch.number]


def _lines(branch: Branch, policy: Policy, tallied: TallyResult) -> Iterator[str]:
    track = policy.tracks.get(branch.organisation.track)
    if track is None:
        yield say.track_unset(branch.organisation.track)
        return
    for source, weight in track.source_weights.items():
        pair = branch.number, source
        if pair in tallied.tallies:
            yield from _votes(source, tallied.tallies[pair], track, policy)
        if pair in tallied.withheld:
            yield say.source_held(source)
        elif pair in tallied.source_scores:
            yield say.score(source, tallied.source_scores[pair], weight)
        elif weight:
            yield say.source_missing(source, policy.settings.missing_source)
    if (branch.number, ROUTINE_ROW) in tallied.withheld:
        yield say.source_held(ROUTINE_ROW)
    yield from _composite(branch, policy)
    yield from _grade(branch, track)


def _votes(source: str, found: SourceTally, track: TrackPolicy, policy: Policy) -> Iterator[str]:
    for item in found.items:
        for each in item.classes:
            yield _class_line(source, item.criterion, each, track, policy)
        weighted = [
            (each.weight, each.score) for each in item.classes if each.weight and each.score is not None
        ]
        whole = sum(each.weight for each in item.classes)
        if item.score is not None and sum(weight for weight, _ in weighted) == whole:
            yield say.mean(f"{source}（{item.criterion}）", weighted, item.score)
    yield from _items(source, found.items)


def _class_line(source: str, criterion: str, found: ClassTally, track: TrackPolicy, policy: Policy) -> str:
    count = found.count
    counts: dict[str, int | None] = {"应到": count.eligible, "收回": count.returned}
    counts |= dict(zip(GRADES, count.grades, strict=True)) | {
        ABSTENTION: count.abstention,
        SPOILED: count.spoiled,
    }
    told = say.votes(source, criterion, found.voter_class, counts)
    if found.score is None:
        return told + say.no_class_score(policy.settings.empty_class)
    whole = sum(count.parts(policy.settings.denominator) or ())
    return told + say.class_score(count.grades, track.points, whole, found.score)


def _items(source: str, items: tuple[ItemTally, ...]) -> Iterator[str]:
    scored = [(each.weight, each.score) for each in items if each.weight and each.score is not None]
    score = weighted_mean(scored)
    if len(scored) > 1 and score is not None:
        yield say.mean(source, scored, score)


def _composite(branch: Branch, policy: Policy) -> Iterator[str]:
    made = branch.made
    if made is None:
        yield say.no_composite()
        return
    parts = [(each.weight, each.score) for each in made.parts]
    yield say.mean("各来源加权", parts, made.weighted)
    yield say.adjusted(made.weighted, made.adjustment, made.score, policy.settings.places)


def _grade(branch: Branch, track: TrackPolicy) -> Iterator[str]:
    capping, made = branch.capping, branch.made
    if capping is None or made is None:
        yield say.unranked()
        return
    least = next(each.threshold for each in track.grades if each.grade == capping.natural)
    yield say.threshold(made.score, capping.natural, least)
    for each in capping.judged:
        rule = each.rule
        yield say.rule(rule.name, _conditions(each, capping), rule.highest, rule.basis, fired=each.fired)
    if capping.veto is not None:
        yield f"{say.veto(capping.veto, track.grades[-1].grade)}。"
    for move in _moves(branch):
        yield f"{move}。"
    yield say.placed(branch.graded.ranks[branch.number], branch.suggestion.grade)


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
