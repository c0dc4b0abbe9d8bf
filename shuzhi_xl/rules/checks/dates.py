"""Dates that the office enters keep to 日程安排 (通知 五): those of meetings, reports and decisions."""

from collections.abc import Iterator, Sequence
from typing import Any

from shuzhi_xl.findings import Finding, notice
from shuzhi_xl.rules.schedule.workdays import window_of
from shuzhi_xl.rules.year.cells_to_mend import listed
from shuzhi_xl.sheets.master.office_entries import DebriefReport
from shuzhi_xl.sheets.master.vocabulary import MEETING_STAGE, REPORTING
from shuzhi_xl.sheets.reading.year import Year


def meeting_in_time(year: Year) -> Iterator[Finding]:
    """会议日期 lies within the tasks of 阶段 述职评议."""
    window = window_of(year.schedule, MEETING_STAGE)
    if window is None:
        return
    starts, ends = window
    for meeting in year.meetings:
        if not starts <= meeting.held_on <= ends:
            context = {"stage": MEETING_STAGE, "starts": starts, "ends": ends}
            yield notice("meeting_off_schedule", meeting.at("held_on"), value=meeting.held_on, **context)


def report_in_time(year: Year) -> Iterator[Finding]:
    """提交日期 is not after the last day of 阶段 述职报告; one notice for all that are late."""
    late = _late(year)
    if late:
        yield notice("reports_late", late[0].at("handed_in"), **_named(late, year))


def dated_by_file(before: Year, after: Year) -> Iterator[Finding]:
    """Reports whose blank 提交日期 became the day of their file, where that is after the last day.

    Args:
        before: The year before 读取报告.
        after: The year with what it entered.
    """
    dated = {report.number for report in before.reports if report.handed_in}
    late = [report for report in _late(after) if report.number not in dated]
    if late:
        yield notice("reports_dated_by_file", late[0].at("handed_in"), **_named(late, after))


def decision_after_meeting(year: Year) -> Iterator[Finding]:
    """研究日期 is not before the meeting at which the secretary was rated."""
    meetings = {meeting.number: meeting.held_on for meeting in year.meetings}
    for row in year.appraisals:
        organisation = year.organisation_of.get(row.number)
        held_on = meetings.get(organisation.meeting) if organisation else None
        if row.decided_on and held_on and row.decided_on < held_on:
            context = {"name": row.name, "held_on": held_on}
            yield notice("decided_before_meeting", row.at("decided_on"), value=row.decided_on, **context)


def _late(year: Year) -> list[DebriefReport]:
    """Reports handed in after the last day, as 日程安排 has it."""
    window = window_of(year.schedule, REPORTING)
    if window is None:
        return []
    return [report for report in year.reports if report.handed_in and report.handed_in > window[1]]


def _named(late: Sequence[DebriefReport], year: Year) -> dict[str, Any]:
    days = listed([f"{report.number}（{report.handed_in}）" for report in late])
    _, ends = window_of(year.schedule, REPORTING) or (None, None)
    return {"value": late[0].handed_in, "count": len(late), "ends": ends, "days": days}
