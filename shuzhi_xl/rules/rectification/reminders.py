"""催办: problems that are due, for each lead department (牵头部门), overdue first (通知 四、5)."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from shuzhi_xl.rules.rectification.opinions import publishable_problems
from shuzhi_xl.rules.rectification.problems import is_open
from shuzhi_xl.rules.schedule.workdays import calendar_of, is_due_soon
from shuzhi_xl.sheets.master.results import Problem
from shuzhi_xl.sheets.master.settings import Settings
from shuzhi_xl.sheets.master.vocabulary import SCHEDULE_STATES
from shuzhi_xl.sheets.outgoing.printed_lists import ListContent, chinese_date
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.sheets import reminders as say

_, _, DUE_SOON, OVERDUE, _ = SCHEDULE_STATES
_ORDER = (OVERDUE, DUE_SOON, say.NOT_DUE, say.NO_DUE_DAY, say.TO_CLOSE)
_FIELDS = ("problem", "content", "owner", "measure", "due", "progress")
_STATE, _NAME, _DAYS = say.HEADERS


@dataclass(frozen=True)
class DueProblem:
    """A problem that is overdue or due soon (催办; 通知 四、5).

    Attributes:
        state: 情况: 已逾期 or 即将到期.
        name: 组织名称.
        days_late: 逾期天数; None while it is not overdue.
    """

    state: str
    name: str
    problem: Problem
    days_late: int | None


@dataclass(frozen=True)
class DueProblems:
    """What a department is reminded of (催办; 通知 四、5).

    Attributes:
        counts: Number of its open problems by 情况, also of those that are not listed.
        lines: Those overdue, then those due soon.
    """

    counts: Mapping[str, int]
    lines: Sequence[DueProblem]


def find_due_problems(year: Year, settings: Settings) -> dict[str, DueProblems]:
    """Find what each 牵头部门 that has problems overdue or due soon is reminded of (催办; 通知 四、5).

    Args:
        year: The year.
        settings: Its settings, with 催办日期 and 到期提醒天数.
    """
    departments = dict.fromkeys(track.lead_department for track in year.tracks)
    # A reminder leaves the office, so no problem may repeat an 意见建议 word for word
    open_ones = publishable_problems(year)
    due = {department: _find_due(year, settings, department, open_ones) for department in departments}
    # Nothing due is nothing to remind of
    return {department: problems for department, problems in due.items() if problems.lines}


def _find_due(year: Year, settings: Settings, department: str, problems: Sequence[Problem]) -> DueProblems:
    tracks = {track.name for track in year.tracks if track.lead_department == department}
    names = {
        organisation.number: organisation.name
        for organisation in year.organisations
        if organisation.track in tracks
    }
    members = [problem for problem in problems if problem.number in names]
    states = _order_by_urgency(members, _state_function(year, settings), list(names))
    # The others are counted only: in a list of eighty they would hide the twenty that are due
    lines = [
        DueProblem(state, names[problem.number], problem, _days_late(state, problem, settings.tracking_day))
        for state, problem in states
        if state in (OVERDUE, DUE_SOON)
    ]
    return DueProblems(Counter(state for state, _ in states), lines)


def make_reminders(year: Year, settings: Settings) -> dict[str, ListContent]:
    """Make the reminder of each 牵头部门 that has problems overdue or due soon (催办; 通知 四、5)."""
    return {
        department: _make_reminder(settings, department, due)
        for department, due in find_due_problems(year, settings).items()
    }


def _make_reminder(settings: Settings, department: str, due: DueProblems) -> ListContent:
    day = chinese_date(settings.tracking_day)
    columns = Problem.columns()
    return ListContent(
        title=say.title(settings.year),
        sheet="催办",
        subtitle=say.line(department, day, due.counts),
        blanks=say.BLANKS,
        headers=[_STATE, _NAME, *(columns[name].header for name in _FIELDS), _DAYS],
        widths=[10, 28, 11, 42, 9, 42, 12, 26, 9],
        rows=[_make_row(line) for line in due.lines],
        signed=[settings.party_committee, day],
        landscape=True,
        alarming=due.counts.get(OVERDUE, 0),
    )


def _order_by_urgency(
    problems: Sequence[Problem], state_of: Callable[[Problem], str], numbers: Sequence[str]
) -> list[tuple[str, Problem]]:
    """State and problem: by state, then by 整改时限, then in the order of the organisations."""
    place = {number: order for order, number in enumerate(numbers)}
    states = [(state_of(problem), problem) for problem in problems]

    def urgency(entry: tuple[str, Problem]) -> tuple[int, date, int]:
        """Order of the state, 整改时限, and order of the organisation."""
        state, problem = entry
        return _ORDER.index(state), problem.due or date.max, place[problem.number]

    return sorted(states, key=urgency)


def _make_row(line: DueProblem) -> list[Any]:
    fields = (getattr(line.problem, field) for field in _FIELDS)
    return [line.state, line.name, *fields, line.days_late]


def _days_late(state: str, problem: Problem, day: date) -> int | None:
    return (day - problem.due).days if state == OVERDUE and problem.due else None


def _state_function(year: Year, settings: Settings) -> Callable[[Problem], str]:
    """Function for the state of a problem on the day (情况)."""
    calendar, day = calendar_of(year.holidays), settings.tracking_day

    def state_of(problem: Problem) -> str:
        """The state of a problem on the day."""
        if not is_open(problem):
            return say.TO_CLOSE
        if problem.due is None:
            return say.NO_DUE_DAY
        if problem.due < day:
            return OVERDUE
        is_soon = is_due_soon(problem.due, day, settings.due_soon_days, calendar)
        return DUE_SOON if is_soon else say.NOT_DUE

    return state_of


def count_due_soon(year: Year, settings: Settings) -> int:
    """Count the problems that are due soon (到期提醒天数, 基本设置)."""
    state_of = _state_function(year, settings)
    return sum(state_of(problem) == DUE_SOON for problem in year.problems)
