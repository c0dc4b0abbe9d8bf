"""Contents of 核对 and 核对票数: the inputs from which live formulas compute every composite again."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from shuzhi_xl.rules.arithmetic.means import weighted_mean
from shuzhi_xl.rules.grading.composite import adjustment_of
from shuzhi_xl.rules.results.track_result import TrackResult
from shuzhi_xl.rules.tally.scores import ItemTally
from shuzhi_xl.sheets.master.results import Appraisal
from shuzhi_xl.sheets.master.settings import Settings
from shuzhi_xl.sheets.master.vocabulary import BALLOT_SOURCES, EMPTY_SKIP, EVERY_CLASS, MISSING_SKIP, SOURCES
from shuzhi_xl.sheets.outgoing.recalculation import CheckLine, CountLine, Recalculation
from shuzhi_xl.wording.sheets.titles import WITHHELD

Scores = Mapping[str, Fraction | None]
"""Score by source, None where it has none."""


def make_recalculation(result: TrackResult) -> Recalculation:
    """Inputs from which a track's composites can be computed again, where disclosed (匿名; 算法 七)."""
    policy, settings = result.track_policy, result.settings
    weights = {source: weight for source in SOURCES if (weight := policy.source_weights.get(source))}
    # Exact, not rounded: the formulas are compared with 计算 unrounded, within 1e-9
    shown = [(row, _shown_scores(result, row, weights)) for row in result.rows]
    return Recalculation(
        checks=[_check_line(result, row, scores) for row, scores in shown],
        counts=[line for row, scores in shown for line in _count_lines(result, row, scores)],
        weights=weights,
        points={rule.grade: rule.points for rule in policy.grades},
        class_weights={
            source: policy.class_weights[source] for source in BALLOT_SOURCES if source in weights
        },
        criteria={name: weight for name, weight in result.policy.criteria.items() if weight},
        denominator=settings.denominator,
        empty_class=settings.empty_class,
        missing_source=settings.missing_source,
        decimals=settings.decimals,
    )


def _shown_scores(result: TrackResult, row: Appraisal, sources: Iterable[str]) -> Scores:
    """Exact scores of the sources that are shown."""
    scores = result.tallied.source_scores
    return {
        source: None if (row.number, source) in result.hidden else scores.get((row.number, source))
        for source in sources
    }


def _check_line(result: TrackResult, row: Appraisal, scores: Scores) -> CheckLine:
    routine = next(iter(result.year.routine_of.get(row.number, ())), None)
    unshown = tuple(source for source in scores if (row.number, source) in result.hidden)
    # With one source hidden, the weighted score would give it away by subtraction
    weighted = None if unshown else _weighted_score(result, scores)
    row_key = (row.number, row.name, scores, adjustment_of(routine))
    rounded = {
        source: score.figure for source in unshown if (score := result.rounded.get((row.number, source)))
    }
    return CheckLine(*row_key, weighted, row.composite_score, unshown, rounded)


def _weighted_score(result: TrackResult, scores: Scores) -> Fraction | None:
    """Σ W·S / Σ W over the scores that exist."""
    if None in scores.values() and result.settings.missing_source != MISSING_SKIP:
        return None
    weights = result.track_policy.source_weights
    return weighted_mean((weights[source], score) for source, score in scores.items() if score is not None)


def _count_lines(result: TrackResult, row: Appraisal, scores: Scores) -> Iterator[CountLine]:
    for source in BALLOT_SOURCES:
        pair = row.number, source
        if pair in result.hidden:
            row_key = (row.number, row.name, source, "", EVERY_CLASS)
            yield CountLine(*row_key, (), None, None, Fraction(0), note=WITHHELD)
        elif scores.get(source) is not None:
            for item in result.tallied.tallies[pair].items:
                if item.weight:
                    yield from _item_lines(row, source, item, result.settings)


def _item_lines(row: Appraisal, source: str, item: ItemTally, settings: Settings) -> Iterator[CountLine]:
    """Lines of one 测评项目: its classes, and the mean over those that count."""
    row_key = (row.number, row.name, source, item.criterion)
    skips, counted, total = settings.empty_class == EMPTY_SKIP, Fraction(0), Fraction(0)
    for class_tally in item.classes:
        count = class_tally.count
        whole = sum(count.parts(settings.denominator) or ())
        # For the formulas, what 按其余票类折算 leaves out of the mean has the weight 0
        weight = class_tally.weight if whole or not skips else Fraction(0)
        score = class_tally.score or Fraction(0)
        counts = (*count.grades, count.abstention, count.spoiled, count.eligible)
        yield CountLine(*row_key, class_tally.voter_class, counts, whole, score, weight)
        counted, total = counted + weight, total + weight * score
    mean = total / counted if counted else Fraction(0)
    yield CountLine(*row_key, EVERY_CLASS, (), None, mean, Fraction(0) if item.score is None else item.weight)
