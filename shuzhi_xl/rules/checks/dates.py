"""Dates of 日程安排 itself, and of meetings, reports and decisions, which keep to it (通知 五)."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from shuzhi_xl.findings import Finding, blocking, notice
from shuzhi_xl.rules.schedule.workdays import window_of
from shuzhi_xl.rules.year.cells_to_mend import join_names
from shuzhi_xl.sheets.master.office_entries import DebriefReport
from shuzhi_xl.sheets.master.vocabulary import MEETING_STAGE, REPORTING
from shuzhi_xl.sheets.reading.year import Year


def check_ends_after_start(year: Year) -> Iterator[Finding]:
    """截止日期 of a task is not before its 开始日期 (日程安排)."""
    for milestone in year.schedule:
        if milestone.ends < milestone.starts:
            yield blocking(
                "ends_before_start", milestone.at("ends"), value=milestone.ends, starts=milestone.starts
            )


def check_finished_after_start(year: Year) -> Iterator[Finding]:
    """完成日期 is not before 开始日期 (日程安排); a notice, since a task may be done early."""
    for milestone in year.schedule:
        if milestone.finished and milestone.finished < milestone.starts:
            yield notice(
                "finished_before_start",
                milestone.at("finished"),
                value=milestone.finished,
                starts=milestone.starts,
            )


def check_order_rises(year: Year) -> Iterator[Finding]:
    """序号 rises from row to row (日程安排)."""
    for earlier, later in pairwise(year.schedule):
        if later.order < earlier.order:
            yield notice("order_falls", later.at("order"), value=later.order, earlier=earlier.order)


def check_earlier_years(year: Year) -> Iterator[Finding]:
    """年度 in 历年等次 is before this year's, or the grade is shown nowhere (历年等次)."""
    for row in year.earlier_grades:
        if year.number is not None and row.year >= year.number:
            yield notice("earlier_year_not_over", row.at("year"), value=row.year, year=year.number)


def check_meeting_in_time(year: Year) -> Iterator[Finding]:
    """会议日期 is within the tasks of 阶段 述职评议 (通知 五、3)."""
    # Offices word their tasks as they like, so 阶段 decides; without such a task there is nothing to compare
    window = window_of(year.schedule, MEETING_STAGE)
    if window is None:
        return
    starts, ends = window
    for meeting in year.meetings:
        if not starts <= meeting.held_on <= ends:
            context = {"stage": MEETING_STAGE, "starts": starts, "ends": ends}
            yield notice("meeting_off_schedule", meeting.at("held_on"), value=meeting.held_on, **context)


def check_entries_within_schedule(year: Year) -> Iterator[Finding]:
    """日期 of 座谈调研 and 提交日期 are not before 日程安排 or years after it (通知 五)."""
    period = _find_period(year)
    if period is None:
        return
    starts, ends = period
    visits = [(visit, "held_on", visit.held_on, ends) for visit in year.visits]
    reports = [(report, "handed_in", report.handed_in, date.max) for report in year.reports]
    for row, field, day, last in (*visits, *reports):
        if day and not starts <= day <= last:
            header = type(row).columns()[field].header
            yield notice(
                "date_off_schedule", row.at(field), value=day, header=header, starts=starts, ends=ends
            )


def _find_period(year: Year) -> tuple[date, date] | None:
    """From the first day of 日程安排, or of 年度 without it, to the end of the year that follows 年度."""
    if year.settings is None:
        return None
    # Not to the last day of 日程安排: an office may enter the first tasks only, and the rest as they come
    ends = date(year.settings.year + 1, 12, 31)
    return min((task.starts for task in year.schedule), default=date(year.settings.year, 1, 1)), ends


def check_report_in_time(year: Year) -> Iterator[Finding]:
    """提交日期 is not after the last day of 阶段 述职报告 (通知 五、2); one notice for all late reports."""
    late = _late_reports(year)
    if late:
        yield notice("reports_late", late[0].at("handed_in"), **_late_context(late, year))


def check_dated_by_file(before: Year, after: Year) -> Iterator[Finding]:
    """Reports whose blank 提交日期 was filled with the date of their file, where that is late (通知 五、2).

    Args:
        before: The year before 读取报告.
        after: The year after it.
    """
    dated = {report.number for report in before.reports if report.handed_in}
    late = [report for report in _late_reports(after) if report.number not in dated]
    if late:
        yield notice("reports_dated_by_file", late[0].at("handed_in"), **_late_context(late, after))


def check_decision_after_meeting(year: Year) -> Iterator[Finding]:
    """研究日期 is not before the meeting at which the secretary was rated (通知 四、3 and 4)."""
    meetings = {meeting.number: meeting.held_on for meeting in year.meetings}
    for row in year.appraisals:
        organisation = year.organisation_of.get(row.number)
        held_on = meetings.get(organisation.meeting) if organisation else None
        # 研究日期 makes a grade final, so one before the votes were cast is probably a typing error
        if row.decided_on and held_on and row.decided_on < held_on:
            context = {"name": row.name, "held_on": held_on}
            yield notice("decided_before_meeting", row.at("decided_on"), value=row.decided_on, **context)


def _late_reports(year: Year) -> list[DebriefReport]:
    """Reports handed in after the last day of 日程安排."""
    window = window_of(year.schedule, REPORTING)
    if window is None:
        return []
    return [report for report in year.reports if report.handed_in and report.handed_in > window[1]]


def _late_context(late: Sequence[DebriefReport], year: Year) -> dict[str, Any]:
    days = join_names([f"{report.number}（{report.handed_in}）" for report in late])
    _, ends = window_of(year.schedule, REPORTING) or (None, None)
    return {"value": late[0].handed_in, "count": len(late), "ends": ends, "days": days}
