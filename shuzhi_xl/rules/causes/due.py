"""Nothing is demanded before its due date: what there is still time for is silent (校验报告)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from shuzhi_xl.findings import Finding, Severity
from shuzhi_xl.rules.schedule.workdays import calendar_of, is_due_soon, window_of
from shuzhi_xl.sheets.declaration.units import MeetingNumber
from shuzhi_xl.sheets.master.office_entries import DEBRIEF_REPORT, ROUTINE_TABLE, VISIT_TABLE
from shuzhi_xl.sheets.master.vocabulary import (
    ADOPTED,
    FEEDBACK,
    GRADING_STAGE,
    RECTIFYING,
    REPORTING,
    RETURNED,
    UPDATED,
)
from shuzhi_xl.sheets.reading.year import Year

_TRACKING = "track"


@dataclass(frozen=True)
class DueDates:
    """When the year demands what a notice asks for (日程安排, 评议会议); without a date nothing is silent.

    Attributes:
        year: The year.
        today: The office's day.
        job: The job that runs, such as ``check``.
    """

    year: Year
    today: date
    job: str

    def is_not_due(self, finding: Finding) -> bool:
        """Whether a notice asks for something before its time (通知 五); nothing blocking ever does."""
        rule = self._rules.get(finding.code)
        return finding.severity is Severity.NOTICE and rule is not None and rule(finding)

    @cached_property
    def _rules(self) -> Mapping[str, Callable[[Finding], bool]]:
        return {
            "organisation_without": self._is_entry_not_due,
            "organisations_without": self._is_entry_not_due,
            "routine_blank": lambda _: self._is_before_start(GRADING_STAGE),
            "attendees_missing": self._is_meeting_far,
            "form_not_back": self._is_form_out,
            "not_returned": self._is_form_out,
            "due_missing": self._is_limit_not_due,
            # 首页 counts the overdue ones; 整改跟踪 lists them
            "problem_overdue": lambda _: self.job != _TRACKING,
        }

    def _is_entry_not_due(self, finding: Finding) -> bool:
        table = finding.context.get("table")
        if table == DEBRIEF_REPORT.name:
            return self._is_before_end(REPORTING)
        return table in (VISIT_TABLE.name, ROUTINE_TABLE.name) and self._is_before_start(GRADING_STAGE)

    def _is_before_start(self, stage: str) -> bool:
        window = window_of(self.year.schedule, stage)
        return window is not None and self.today < window[0]

    def _is_before_end(self, stage: str) -> bool:
        window = window_of(self.year.schedule, stage)
        return window is not None and self.today <= window[1]

    def _is_meeting_far(self, finding: Finding) -> bool:
        """Whether the meeting is more than 到期提醒天数 (基本设置) away."""
        settings, held_on = self.year.settings, self._days.get(finding.value)
        if settings is None or held_on is None:
            return False
        return not is_due_soon(held_on, self.today, settings.due_soon_days, calendar_of(self.year.holidays))

    def _is_form_out(self, finding: Finding) -> bool:
        """Whether the form may still be out: its meeting, where votes are counted, is to come."""
        held_on = self._days.get(self._meeting_of.get(str(finding.context.get("form")), ""))
        return held_on is not None and self.today < held_on

    def _is_limit_not_due(self, finding: Finding) -> bool:
        """Whether the branch, which proposes the limit in its 反馈, has not answered yet (通知 四、5)."""
        return self._branch_of.get(str(finding.context.get("problem"))) not in self._answered and (
            self._is_before_end(RECTIFYING)
        )

    @cached_property
    def _days(self) -> Mapping[MeetingNumber, date]:
        return {meeting.number: meeting.held_on for meeting in self.year.meetings}

    @cached_property
    def _meeting_of(self) -> Mapping[str, MeetingNumber]:
        of_branch = {branch.number: branch.meeting for branch in self.year.organisations}
        return {form.form: form.meeting or of_branch.get(form.number, "") for form in self.year.forms}

    @cached_property
    def _branch_of(self) -> Mapping[str, str]:
        return {problem.problem: problem.number for problem in self.year.problems}

    @cached_property
    def _answered(self) -> frozenset[str]:
        states = (RETURNED, ADOPTED, UPDATED)
        forms = self.year.forms
        return frozenset(form.number for form in forms if form.kind == FEEDBACK and form.state in states)
