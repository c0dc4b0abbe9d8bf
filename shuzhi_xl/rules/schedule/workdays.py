"""日程安排: Chinese workdays (with 节假日 and 调休) and the state of each task on a given day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from shuzhi_xl.sheets.master.office_entries import Holiday, Milestone
from shuzhi_xl.sheets.master.vocabulary import DAY_KINDS, SCHEDULE_STATES

_DAY_OFF, _WORKING = DAY_KINDS
_NOT_STARTED, _RUNNING, _DUE_SOON, _OVERDUE, _FINISHED = SCHEDULE_STATES
_SATURDAY = 5


@dataclass(frozen=True)
class Calendar:
    """Exceptions from Monday to Friday (节假日): weekdays off, and working days at weekends."""

    off: frozenset[date] = frozenset()
    working: frozenset[date] = frozenset()


def calendar_of(holidays: Iterable[Holiday]) -> Calendar:
    """The calendar from the rows of 节假日."""
    days = list(holidays)
    return Calendar(
        frozenset(holiday.day for holiday in days if holiday.kind == _DAY_OFF),
        frozenset(holiday.day for holiday in days if holiday.kind == _WORKING),
    )


def is_workday(day: date, calendar: Calendar) -> bool:
    """Whether a day is a workday (工作日; 节假日).

    >>> is_workday(date(2016, 2, 6), Calendar(working=frozenset([date(2016, 2, 6)])))
    True
    """
    # First, because a 调休 day is a Saturday or Sunday
    if day in calendar.working:
        return True
    return day.weekday() < _SATURDAY and day not in calendar.off


def window_of(schedule: Iterable[Milestone], stage: str) -> tuple[date, date] | None:
    """First 开始日期 and last 截止日期 of the tasks of a stage (阶段); None without such tasks.

    >>> task = Milestone(order=1, stage="述职评议", task="开会", department="组织人事科",
    ...                  starts=date(2016, 1, 16), ends=date(2016, 1, 25))
    >>> window_of([task], "述职评议"), window_of([task], "准备")
    ((datetime.date(2016, 1, 16), datetime.date(2016, 1, 25)), None)
    """
    tasks = [task for task in schedule if task.stage == stage]
    if not tasks:
        return None
    return min(task.starts for task in tasks), max(task.ends for task in tasks)


def add_workdays(day: date, count: int, calendar: Calendar) -> date:
    """The workday ``count`` workdays after a day, by 节假日 (before it when negative; 0 is the day itself).

    Raises:
        OverflowError: It is beyond year 9999.
    """
    step = timedelta(days=1 if count > 0 else -1)
    remaining = abs(count)
    while remaining:
        day += step
        remaining -= is_workday(day, calendar)
    return day


def count_workdays_left(today: date, ends: date, calendar: Calendar) -> int:
    """Number of workdays after today, 截止日期 included.

    >>> count_workdays_left(date(2016, 1, 14), date(2016, 1, 18), Calendar())
    2
    """
    ahead = range(1, (ends - today).days + 1)
    return sum(is_workday(today + timedelta(days=days), calendar) for days in ahead)


def state_of(milestone: Milestone, today: date, due_soon_days: int, calendar: Calendar) -> str:
    """状态 of a task on a day (日程安排).

    Args:
        milestone: The task.
        today: The day.
        due_soon_days: 到期提醒天数 (基本设置): a task is 即将到期 when at most so many workdays are left,
            截止日期 included.
        calendar: Workdays.

    >>> task = Milestone(order=1, stage="准备", task="定方案", department="组织人事科",
    ...                  starts=date(2016, 1, 4), ends=date(2016, 1, 15))
    >>> [state_of(task, date(2016, 1, day), 3, Calendar()) for day in (3, 11, 12, 16)]
    ['未开始', '进行中', '即将到期', '已逾期']
    """
    # First: a task finished late is done, and no longer overdue
    if milestone.finished:
        return _FINISHED
    if today > milestone.ends:
        return _OVERDUE
    if today < milestone.starts:
        return _NOT_STARTED
    return _DUE_SOON if is_due_soon(milestone.ends, today, due_soon_days, calendar) else _RUNNING


def is_due_soon(due: date, today: date, due_soon_days: int, calendar: Calendar) -> bool:
    """Whether at most 到期提醒天数 workdays (基本设置) are left, the due day included."""
    # Compared with the first workday beyond, so that a day due at a weekend counts with the Friday before it;
    # counting the days that are left would take long for a day due in the year 9999
    return due < add_workdays(today, due_soon_days + 1, calendar)
