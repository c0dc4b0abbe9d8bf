"""The letter with a branch's result (反馈意见书), from what its 反馈 discloses and from nothing else."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from shuzhi_xl.rules.results.results_by_organisation import Results
from shuzhi_xl.rules.schedule.workdays import window_of
from shuzhi_xl.sheets.declaration.texts import clean
from shuzhi_xl.sheets.documents.feedback_letter import (
    FeedbackLetter,
    PartLine,
    ProblemLine,
    RemarkLine,
    VoteLine,
)
from shuzhi_xl.sheets.master.organisations_and_meetings import Organisation
from shuzhi_xl.sheets.master.vocabulary import GRADES, RECTIFYING
from shuzhi_xl.sheets.outgoing.feedback import COUNTED, CountRow, FeedbackContent, Figure, PartRow
from shuzhi_xl.sheets.outgoing.printed_lists import chinese_date
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.documents import feedback_letter as say


def make_feedback_letter(
    results: Results, organisation: Organisation, feedback: FeedbackContent
) -> FeedbackLetter:
    """Make the letter of one branch (反馈意见书; 通知 四、3 至 5).

    Args:
        results: The results, for the dates and the lead department.
        organisation: The branch.
        feedback: What its 反馈 discloses.
    """
    return FeedbackLetter(
        committee=feedback.committee,
        year=str(results.policy.settings.year),
        organisation=feedback.organisation,
        secretary=feedback.secretary,
        track=feedback.track,
        **_make_opening(results.year, organisation, feedback),
        **_make_result(feedback),
        **_make_tasks(results.year, organisation, feedback),
        date=_print_day(results.appraisals[organisation.number].decided_on),
    )


def _make_opening(year: Year, organisation: Organisation, feedback: FeedbackContent) -> dict[str, Any]:
    days = {meeting.number: meeting.held_on for meeting in year.meetings}
    day = _print_day(days.get(organisation.meeting))
    return {
        "debrief": say.debriefed(feedback.secretary, day, organisation.debrief_form),
        "basis": say.joined([part.source for part in feedback.parts]),
    }


def _make_result(feedback: FeedbackContent) -> dict[str, Any]:
    return {
        "grade": feedback.grade,
        "last_grade": feedback.last_grade,
        "grade_note": feedback.grade_note,
        "composite": _describe_composite(feedback),
        "scores": [_make_score_line(part) for part in feedback.parts],
        "score_notes": list(_explain_scores(feedback)),
        "counts": [_make_count_line(row) for row in feedback.counts],
        "opinions": clean(feedback.opinion).splitlines(),
    }


def _describe_composite(feedback: FeedbackContent) -> str:
    mean = "" if feedback.composite_mean is None else str(feedback.composite_mean)
    adjustment = str(feedback.adjustment) if feedback.adjustment else ""
    return say.composite(_print_figure(feedback.composite), mean, adjustment)


def _make_score_line(part: PartRow) -> PartLine:
    figures = (part.weight, part.score, part.contribution, part.track_mean)
    return PartLine(part.source, *map(_print_figure, figures))


def _explain_scores(feedback: FeedbackContent) -> Iterator[str]:
    if feedback.step is not None:
        yield say.rounded_scores(feedback.step)
    if feedback.least_for_mean is not None:
        yield say.no_mean(feedback.least_for_mean)


def _make_count_line(row: CountRow) -> VoteLine:
    good, fairly_good, average, poor, *_ = map(say.votes, row.counts, row.shares)
    other_votes = dict(zip(COUNTED[len(GRADES) :], row.counts[len(GRADES) :], strict=True))
    return VoteLine(
        source=row.source,
        voter_class=row.voter_class,
        is_withheld=all(count is None for count in row.counts),
        reason=row.note,
        good=good,
        fairly_good=fairly_good,
        average=average,
        poor=poor,
        other_votes=say.other_votes({mark: count for mark, count in other_votes.items() if count}),
        score=_print_figure(row.score),
    )


def _make_tasks(year: Year, organisation: Organisation, feedback: FeedbackContent) -> dict[str, Any]:
    departments = [track.lead_department for track in year.tracks if track.name == organisation.track]
    window = window_of(year.schedule, RECTIFYING)
    sources = Counter(str(problem["来源"]) for problem in feedback.problems)
    return {
        "remarks": [RemarkLine(str(order), text) for order, text in enumerate(feedback.remarks, start=1)],
        "overview": say.overview(sources),
        "problems": [_make_problem_line(order, row) for order, row in enumerate(feedback.problems, start=1)],
        "department": say.joined(departments),
        "deadline": say.until(chinese_date(window[1])) if window else "",
    }


def _make_problem_line(order: int, problem: Mapping[str, Any]) -> ProblemLine:
    due = _print_day(problem["整改时限"])
    return ProblemLine(str(order), str(problem["来源"]), clean(problem["问题"]), due)


def _print_figure(figure: Figure) -> str:
    return say.DASH if figure is None else str(figure)


def _print_day(day: date | None) -> str:
    return chinese_date(day) if day else ""
