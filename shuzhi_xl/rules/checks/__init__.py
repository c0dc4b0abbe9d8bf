"""All checks of a year (校验) in one list; each is a small function from the year to its findings.

Errors within a single cell (types, required cells, dropdowns, limits, repeated keys) are reported when the
cell is read and are not repeated here.
"""

from collections.abc import Callable, Iterable

from shuzhi_xl.findings import Finding, sort_findings
from shuzhi_xl.rules.checks import (
    coverage,
    dates,
    decisions,
    meetings,
    overfull,
    problems,
    register,
    reports,
    roster,
    scores,
    setup,
    votes,
)
from shuzhi_xl.rules.checks.references import check_references
from shuzhi_xl.sheets.master.all_sheets import SHEET_ORDER
from shuzhi_xl.sheets.reading.year import Year

# In the order of the year's work; it may change, because findings are sorted before anyone sees them
CHECKS: tuple[Callable[[Year], Iterable[Finding]], ...] = (
    check_references,
    setup.check_needed_tables,
    setup.check_peer_class,
    setup.check_report_limits,
    setup.check_confirmed,
    setup.check_type_in_one_track,
    setup.check_track_without_organisations,
    roster.check_meeting_entered,
    roster.check_meeting_of_own_track,
    roster.check_type_of_track,
    roster.check_ballots_entered,
    roster.check_reason_entered,
    roster.check_merged_organisation,
    roster.check_same_secretary,
    roster.check_same_name,
    dates.check_ends_after_start,
    dates.check_finished_after_start,
    dates.check_order_rises,
    dates.check_report_in_time,
    dates.check_entries_within_schedule,
    reports.check_report_parts,
    reports.check_report_counted,
    reports.check_report_faults,
    dates.check_meeting_in_time,
    meetings.check_eligible_agrees,
    meetings.check_present_within_eligible,
    meetings.check_present_agrees,
    meetings.check_typed_within_present,
    meetings.check_attendees_listed,
    meetings.check_attendee_twice,
    meetings.check_attendee_class_weighted,
    meetings.check_remark_at_own_meeting,
    overfull.check_ballots_within_voters,
    register.check_returned_within_issued,
    register.check_returned_adds_up,
    register.check_form_to_decide,
    register.check_form_adopted_once,
    register.check_return_recorded,
    register.check_returned_after_issued,
    register.check_form_of_not_appraised,
    votes.check_votes_for_appraised,
    votes.check_ballot_of_own_meeting,
    votes.check_vote_of_known_form,
    votes.check_vote_of_void_form,
    votes.check_ballot_whole,
    votes.check_survey_of_own_form,
    votes.check_further_marks,
    scores.check_visit_rated,
    scores.check_visit_counts,
    scores.check_visit_summary,
    scores.check_visit_listed,
    scores.check_adjustment_reasoned,
    scores.check_adjustment_within_limit,
    scores.check_veto_reasoned,
    scores.check_routine_filled,
    dates.check_earlier_years,
    decisions.check_decision_reasoned,
    decisions.check_decision_dated,
    dates.check_decision_after_meeting,
    problems.check_done_dated,
    problems.check_closing_signed,
    problems.check_closed_after_done,
    problems.check_state_behind_dates,
    problems.check_due_entered,
    problems.check_not_overdue,
    problems.check_carried_from_entered,
    problems.check_problem_of_merged,
    problems.check_opinion_in_own_words,
    coverage.check_reports_entered,
    coverage.check_visits_entered,
    coverage.check_scores_entered,
    coverage.check_meeting_votes_entered,
    coverage.check_surveys_returned,
    coverage.check_forms_returned,
)


def check_year(year: Year) -> list[Finding]:
    """All findings of a year beyond those of single cells (校验报告): blocking first, then in workbook order.

    It may run at every stage: what is needed from the start is blocking; what is not due yet is a notice or
    is not reported.

    Args:
        year: The year as read, with whatever could not be read left out.
    """
    return sort_findings((finding for find in CHECKS for finding in find(year)), SHEET_ORDER)
