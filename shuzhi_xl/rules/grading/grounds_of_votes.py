"""The grounds of one source's score (评定依据): votes by class and 测评项目, or the rows of 座谈调研."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from shuzhi_xl.rules.arithmetic.means import weighted_mean
from shuzhi_xl.rules.policy.model import Policy, TrackPolicy
from shuzhi_xl.rules.tally.entered_scores import visit_points
from shuzhi_xl.rules.tally.scores import ClassTally, ItemTally, SourceTally
from shuzhi_xl.sheets.declaration.units import CriterionName, Source
from shuzhi_xl.sheets.master.office_entries import Visit
from shuzhi_xl.sheets.master.vocabulary import ABSTENTION, EMPTY_ZERO, GRADES, SPOILED, VISITS
from shuzhi_xl.wording.sheets import grounds_of_votes as say_votes


def explain_votes(
    source: Source, source_tally: SourceTally, track: TrackPolicy, policy: Policy
) -> Iterator[str]:
    """From each class's counts to the source's score (评定依据; 算法 一)."""
    for item in source_tally.items:
        for class_tally in item.classes:
            yield _explain_class(source, item.criterion, class_tally, track, policy)
        yield from _explain_item(source, item, policy.settings.empty_class)
        # Said, because the weights of the other 测评项目 were scaled up for it
        if item.weight and item.score is None and source_tally.score is not None:
            yield say_votes.unmarked(f"{source}（{item.criterion}）")
    scored = [
        (item.weight, item.score) for item in source_tally.items if item.weight and item.score is not None
    ]
    score = weighted_mean(scored)
    if len(scored) > 1 and score is not None:
        yield say_votes.mean(source, scored, score)


def _explain_class(
    source: Source, criterion: CriterionName, class_tally: ClassTally, track: TrackPolicy, policy: Policy
) -> str:
    count, settings = class_tally.count, policy.settings
    counts: dict[str, int | None] = {"应到": count.eligible, "收回": count.returned}
    counts |= dict(zip(GRADES, count.grades, strict=True)) | {
        ABSTENTION: count.abstention,
        SPOILED: count.spoiled,
    }
    line = say_votes.votes(source, criterion, class_tally.voter_class, counts)
    if class_tally.score is None:
        return line + say_votes.no_class_score(settings.empty_class, class_tally.weight)
    whole = sum(count.parts(settings.denominator) or ())
    terms = say_votes.terms(count.grades, track.points)
    return line + say_votes.class_score(
        f"（{terms}）÷{whole}", settings.denominator, class_tally.score, class_tally.weight
    )


def _explain_item(source: Source, item: ItemTally, empty_class: str) -> Iterator[str]:
    """The mean over the classes, the empty ones left out or counted as 0 as 空票类处理 has it."""
    label = f"{source}（{item.criterion}）"
    score_of_none = Fraction(0) if empty_class == EMPTY_ZERO else None
    scores = [
        (class_tally.weight, score_of_none if class_tally.score is None else class_tally.score)
        for class_tally in item.classes
    ]
    weighted = [(weight, score) for weight, score in scores if weight and score is not None]
    if item.score is not None:
        yield say_votes.mean(label, weighted, item.score)
    if not item.weight:
        yield say_votes.unweighted(label)


def explain_visits(visits: Sequence[Visit], track: TrackPolicy) -> Iterator[str]:
    """Score of each row of 座谈调研, and their mean."""
    rated = [(visit, points) for visit in visits if (points := visit_points(visit, track.points)) is not None]
    for visit, points in rated:
        counts = [count or 0 for count in (visit.good, visit.fairly_good, visit.average, visit.poor)]
        terms = (
            "" if visit.points is not None else f"（{say_votes.terms(counts, track.points)}）÷{sum(counts)}"
        )
        yield say_votes.visit(VISITS, visit.held_on, visit.way, terms, points)
    if len(rated) > 1:
        whole = [points for _, points in rated]
        yield say_votes.plain_mean(VISITS, whole, sum(whole, start=Fraction(0)) / len(whole))
