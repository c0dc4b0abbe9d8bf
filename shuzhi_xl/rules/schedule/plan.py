"""日程安排 of any year, from a plan of days that are moved off weekends and holidays (通知 五)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from shuzhi_xl.rules.schedule.workdays import Calendar, add_workdays, is_workday
from shuzhi_xl.sheets.master.office_entries import Milestone
from shuzhi_xl.wording.sheets import schedule as say

_DAY = re.compile(r"(本年|次年)(\d{1,2})月(\d{1,2})日")


@dataclass(frozen=True)
class PlannedDay:
    """A day of the appraisal's year (本年) or of the following year (次年; 通知 五)."""

    years_ahead: int
    month: int
    day: int

    def of(self, year: int) -> date:
        """The date in the appraisal of a year (年度)."""
        return date(year + self.years_ahead, self.month, self.day)


def parse_day(text: str) -> PlannedDay:
    """Parse a day as the plan's file writes it, such as 次年1月15日 (通知 五、2).

    Raises:
        ValueError: It is written in another way, or does not exist in every year.

    >>> parse_day("次年1月15日").of(2015)
    datetime.date(2016, 1, 15)
    """
    match = _DAY.fullmatch(text)
    if match is None:
        raise ValueError(text)
    planned = PlannedDay(int(match[1] == "次年"), int(match[2]), int(match[3]))
    planned.of(2001)  # refuses 29 February
    return planned


@dataclass(frozen=True)
class Task:
    """One task (任务) of a plan, with its source (出处), such as 通知 五、2."""

    stage: str
    task: str
    department: str
    starts: PlannedDay
    ends: PlannedDay
    source: str


def plan_schedule(tasks: Sequence[Task], year: int, calendar: Calendar) -> list[Milestone]:
    """Make 日程安排 of a year (通知 五): starts move forward to a workday, ends back to the one before.

    Args:
        tasks: The plan.
        year: 年度.
        calendar: Workdays.
    """
    return [_make_milestone(order, task, year, calendar) for order, task in enumerate(tasks, start=1)]


def _make_milestone(order: int, task: Task, year: int, calendar: Calendar) -> Milestone:
    starts, ends = task.starts.of(year), task.ends.of(year)
    # An end moves back, because the notice sets days by which a task is done (前; 通知 五、2 to 4)
    first, last = _move_to_workday(starts, 1, calendar), _move_to_workday(ends, -1, calendar)
    shifts = [say.put_off(starts)] if first != starts else []
    shifts += [say.brought_forward(ends)] if last != ends else []
    return Milestone.of(
        order=order,
        stage=task.stage,
        task=task.task,
        department=task.department,
        starts=first,
        ends=last,
        memo="；".join([task.source, *shifts] if task.source else shifts),
    )


def _move_to_workday(day: date, step: int, calendar: Calendar) -> date:
    return day if is_workday(day, calendar) else add_workdays(day, step, calendar)
