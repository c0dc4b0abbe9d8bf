"""All checks of a year (校验), in one list; each is a small function from the year to its findings.

What the cells themselves say (types, required cells, dropdowns, limits, repeated keys) was found when they
were read, and is not said again here.
"""

from collections.abc import Callable, Iterable

from shuzhi_xl.findings import Finding, in_order
from shuzhi_xl.rules.checks import (
    coverage,
    dates,
    decisions,
    meetings,
    milestones,
    overfull,
    problems,
    register,
    reports,
    roster,
    scores,
    setup,
    votes,
)
from shuzhi_xl.rules.checks.references import references
from shuzhi_xl.sheets.master.all_sheets import SHEET_ORDER
from shuzhi_xl.sheets.reading.year import Year

CHECKS: tuple[Callable[[Year], Iterable[Finding]], ...] = (
    references,
    setup.needed_tables,
    setup.peer_class,
    setup.report_limits,
    setup.type_in_one_track,
    setup.track_without_organisations,
    roster.meeting_given,
    roster.meeting_of_own_track,
    roster.type_of_track,
    roster.reason_given,
    roster.merged_organisation,
    roster.same_secretary,
    roster.same_name,
    milestones.ends_after_start,
    milestones.finished_after_start,
    milestones.order_rises,
    dates.report_in_time,
    reports.report_parts,
    reports.report_counted,
    reports.report_faults,
    dates.meeting_in_time,
    meetings.eligible_agrees,
    meetings.present_within_eligible,
    meetings.present_agrees,
    meetings.attendees_listed,
    meetings.attendee_twice,
    meetings.attendee_class_weighted,
    meetings.remark_at_own_meeting,
    overfull.ballots_within_voters,
    register.returned_within_issued,
    register.returned_adds_up,
    register.form_to_decide,
    register.form_adopted_once,
    register.return_recorded,
    register.returned_after_issued,
    register.form_of_not_appraised,
    votes.votes_for_appraised,
    votes.ballot_of_own_meeting,
    votes.vote_of_known_form,
    votes.vote_of_void_form,
    votes.ballot_whole,
    votes.survey_of_own_form,
    votes.further_marks,
    scores.visit_rated,
    scores.visit_counts,
    scores.visit_summary,
    scores.adjustment_reasoned,
    scores.adjustment_within_limit,
    scores.veto_reasoned,
    scores.routine_filled,
    decisions.decision_reasoned,
    decisions.decision_dated,
    dates.decision_after_meeting,
    problems.done_dated,
    problems.closing_signed,
    problems.closed_after_done,
    problems.state_behind_dates,
    problems.due_given,
    problems.not_overdue,
    problems.carried_from_given,
    problems.problem_of_merged,
    problems.opinion_in_own_words,
    coverage.reports_there,
    coverage.visits_there,
    coverage.scores_there,
    coverage.meeting_votes_there,
    coverage.surveys_there,
    coverage.forms_back,
)


def check(year: Year) -> list[Finding]:
    """All findings of a year beyond those of single cells, blocking ones first, then in workbook order.

    Useful at every stage: what should be there from the start is blocking, what is not due yet is a notice
    or nothing.
    """
    return in_order((finding for find in CHECKS for finding in find(year)), SHEET_ORDER)
