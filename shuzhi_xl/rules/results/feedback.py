"""The feedback to a branch (反馈): its own counts, shares, composite and problems, nothing of others."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from shuzhi_xl.rules.arithmetic.rounding import round_half_up
from shuzhi_xl.rules.results.anonymity import LEAST_BRANCHES
from shuzhi_xl.rules.results.grade_reasons import Reader, grade_note
from shuzhi_xl.rules.results.results_by_organisation import Results
from shuzhi_xl.rules.year.unreliable_rows import Pair
from shuzhi_xl.sheets.declaration.texts import clean
from shuzhi_xl.sheets.master.organisations_and_meetings import Organisation
from shuzhi_xl.sheets.master.results import Appraisal, Problem, Tally
from shuzhi_xl.sheets.master.vocabulary import (
    BALLOT_SOURCES,
    EVERY_CLASS,
    MISSING_SKIP,
    OVERALL,
    POLL,
    PROBLEM_SOURCES,
)
from shuzhi_xl.sheets.outgoing.feedback import (
    MORE_OF_ORGANISATION,
    MORE_OF_PROBLEM,
    RECTIFICATION_HEADERS,
    CountRow,
    FeedbackContent,
    Figure,
    PartRow,
    place_of,
)
from shuzhi_xl.sheets.outgoing.forms import Identity
from shuzhi_xl.wording.sheets.titles import UNSHOWN, WITHHELD, feedback_title


def feedback_content(results: Results, organisation: Organisation, identity: Identity) -> FeedbackContent:
    """Content of one branch's result workbook (反馈; 通知 四、3)."""
    settings = results.policy.settings
    record = organisation.record()
    appraisal = results.appraisals[organisation.number]
    problems = disclosed_problems(results, organisation.number)
    parts, composite_mean = list(_parts(results, organisation)), results.composite_means[organisation.track]
    has_all_means = None not in (composite_mean, *(part.track_mean for part in parts))
    return FeedbackContent(
        identity=identity,
        title=feedback_title(settings.year),
        committee=settings.party_committee,
        organisation=organisation.name,
        secretary=organisation.secretary,
        track=organisation.track,
        counts=list(_counts(results, organisation.number)),
        chart={source: _chart(results, organisation.number, source) for source in BALLOT_SOURCES},
        parts=parts,
        adjustment=appraisal.adjustment,
        composite=appraisal.composite_score,
        composite_mean=composite_mean,
        step=_step_of(results, organisation.number),
        least_for_mean=None if has_all_means else LEAST_BRANCHES,
        grade=appraisal.final_grade,
        last_grade=appraisal.last_grade,
        grade_note=_grade_note(results, appraisal),
        opinion=appraisal.opinion,
        remarks=[clean(remark.content) for remark in results.year.remarks_of.get(organisation.number, ())],
        more={place_of(column): record[column.header] for column in MORE_OF_ORGANISATION},
        polled=[clean(problem.content) for problem in problems if problem.source == POLL],
        problems=[_problem(problem) for problem in problems],
    )


def _grade_note(results: Results, appraisal: Appraisal) -> str:
    settings = results.policy.settings
    reader = Reader(
        results.hidden, settings.decimals, is_subject=True, knows_words=settings.reasons_in_feedback
    )
    return grade_note(appraisal, results.graded[appraisal.track], reader)


def _counts(results: Results, number: str) -> Iterator[CountRow]:
    for row in results.tallies.get(number, ()):
        if row.criterion == OVERALL:
            is_hidden = (number, row.source) in results.hidden
            counts = (row.good, row.fairly_good, row.average, row.poor, *_other_counts(row))
            shares = (*_grade_shares(row), *_other_shares(row))
            none = (None,) * len(counts)
            yield CountRow(
                row.source,
                row.voter_class,
                none if is_hidden else counts,
                none if is_hidden else shares,
                None if is_hidden else row.score,
                note=WITHHELD if is_hidden else "",
            )


def _grade_shares(row: Tally) -> tuple[Decimal | None, ...]:
    return row.good_share, row.fairly_good_share, row.average_share, row.poor_share


def _other_counts(row: Tally) -> tuple[int | None, ...]:
    return row.abstention, row.spoiled, row.not_cast


def _other_shares(row: Tally) -> tuple[Decimal | None, ...]:
    return row.abstention_share, row.spoiled_share, row.not_cast_share


def _chart(results: Results, number: str, source: str) -> Sequence[Decimal | None]:
    if (number, source) not in results.hidden:
        for row in results.tallies.get(number, ()):
            if (row.source, row.voter_class, row.criterion) == (source, EVERY_CLASS, OVERALL):
                # 弃权, 作废 and 未投 in one bar: the chart of the template points at five fixed cells
                other_shares = [share for share in _other_shares(row) if share is not None]
                return (*_grade_shares(row), sum(other_shares, Decimal(0)))
    return (None,) * 5


def _parts(results: Results, organisation: Organisation) -> Iterator[PartRow]:
    """Parts of the composite; their contributions add up to it, also where a missing source is left out."""
    number = organisation.number
    weights = results.policy.tracks[organisation.track].source_weights
    scores = {source: results.scores.get((number, source)) for source in weights}
    # The weights in effect: under 按其余来源折算 those of the sources that exist are scaled up to 100
    present = sum(weight for source, weight in weights.items() if scores[source] is not None)
    whole = present if results.policy.settings.missing_source == MISSING_SKIP else 100
    for source, weight in weights.items():
        if weight:
            score, contribution = _show_part(results, (number, source), scores[source], weight / whole)
            yield PartRow(
                source,
                round_half_up(weight, results.policy.settings.decimals),
                score,
                contribution,
                results.score_means[organisation.track, source],
                _draw_bar(results, (number, source)),
            )


def _show_part(
    results: Results, pair: Pair, score: Fraction | None, share: Fraction
) -> tuple[Figure, Figure]:
    """A source's score and its contribution as they are shown."""
    decimals, rounded = results.policy.settings.decimals, results.rounded.get(pair)
    if score is None:
        return None, None
    if rounded:
        return rounded.figure, rounded.weigh(share, decimals)
    # The contribution as well, since contribution ÷ weight is the score
    if pair in results.hidden:
        return UNSHOWN, UNSHOWN
    return round_half_up(score, decimals), round_half_up(score * share, decimals)


def _draw_bar(results: Results, pair: Pair) -> Decimal | None:
    rounded = results.rounded.get(pair)
    return rounded.score if rounded else None


def _step_of(results: Results, number: str) -> Decimal | None:
    """The step to which scores of a branch are rounded, if any."""
    steps = [rounded.step for (of, _), rounded in results.rounded.items() if of == number]
    return round_half_up(steps[0], 1).normalize() if any(steps) else None


def disclosed_problems(results: Results, number: str) -> list[Problem]:
    """The open problems listed in a branch's feedback (问题清单): by 来源, in the order of 整改清单.

    Those drawn from surveys (评议) are put in the order of their text, because the order in which they were
    noted might be that of the answers; one that repeats an answer word for word is not disclosed.
    """
    # Sorted twice: the sort is stable, so the other sources stay in the order of 整改清单
    by_text = sorted(
        results.disclosable.get(number, ()),
        key=lambda problem: problem.content if problem.source == POLL else "",
    )
    return sorted(by_text, key=lambda problem: PROBLEM_SOURCES.index(problem.source))


def _problem(problem: Problem) -> Mapping[str, object]:
    record = problem.record()
    more = [column.header for column in MORE_OF_PROBLEM]
    return {header: record[header] for header in (*RECTIFICATION_HEADERS, *more)}
