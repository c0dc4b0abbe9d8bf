"""Computed columns of sheets that the clerk otherwise fills in: 日程安排.状态, 述职报告.审核结论."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from shuzhi_xl.rules.debrief.limits import achievement_share, read_limits, review_row
from shuzhi_xl.rules.schedule.workdays import calendar_of, state_of
from shuzhi_xl.sheets.master.office_entries import DebriefReport, Milestone
from shuzhi_xl.sheets.reading.year import Year

Changes = Mapping[tuple[int, str], Any]
"""New values by sheet row (1-based) and header."""


def compute_milestone_states(year: Year, today: date) -> Changes:
    """状态 of every task on a day (日程安排; 通知 五); empty while 基本设置 has gaps."""
    header = Milestone.columns()["state"].header
    if year.settings is None:
        return {}
    calendar, days = calendar_of(year.holidays), year.settings.due_soon_days
    return {
        (milestone.line, header): state_of(milestone, today, days, calendar) for milestone in year.schedule
    }


def compute_report_reviews(year: Year) -> Changes:
    """成绩占比 and 审核结论 of every report (述职报告; 通知 四、2); empty while the limits are unknown."""
    limits = read_limits(year.settings) if year.settings else None
    if limits is None:
        return {}
    columns = DebriefReport.columns()
    share, verdict = columns["achievement_share"].header, columns["review"].header
    changes: dict[tuple[int, str], Any] = {}
    for report in year.reports:
        # Written even when it is None: a figure of earlier counts must not stay
        changes[report.line, share] = achievement_share(report)
        changes[report.line, verdict] = review_row(report, limits)
    return changes
