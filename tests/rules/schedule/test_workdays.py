"""Workdays and states of the schedule."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shuzhi_xl.rules.schedule.workdays import (
    Calendar,
    add_workdays,
    calendar_of,
    is_workday,
    state_of,
)
from shuzhi_xl.sheets.master.office_entries import Milestone
from tests.rules.editable_town import town

SPRING_FESTIVAL = calendar_of(town().holidays)
DAYS = st.dates(date(2015, 1, 1), date(2017, 1, 1))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2016, 2, 5), True),
        (date(2016, 2, 6), True),  # a Saturday worked for the holiday
        (date(2016, 2, 7), False),
        (date(2016, 2, 8), False),  # the Monday off
        (date(2016, 2, 9), True),
    ],
)
def test_holidays_and_worked_weekends(day: date, works: bool) -> None:
    assert is_workday(day, SPRING_FESTIVAL) is works


@pytest.mark.parametrize(("count", "day"), [(0, 7), (1, 9), (2, 10), (-1, 6), (-2, 5)])
def test_workdays_are_counted_both_ways(count: int, day: int) -> None:
    assert add_workdays(date(2016, 2, 7), count, SPRING_FESTIVAL) == date(2016, 2, day)


@settings(deadline=None)
@given(day=DAYS, count=st.integers(1, 30))
def test_between_two_workdays_lie_as_many_as_were_added(day: date, count: int) -> None:
    end = add_workdays(day, count, SPRING_FESTIVAL)
    between = [day + timedelta(days=ahead) for ahead in range(1, (end - day).days + 1)]
    assert is_workday(end, SPRING_FESTIVAL)
    assert sum(is_workday(day, SPRING_FESTIVAL) for day in between) == count


def task(finished: date | None = None) -> Milestone:
    return Milestone(
        order=1,
        stage="述职报告",
        task="撰写述职报告",
        department="各党组织",
        starts=date(2016, 1, 4),
        ends=date(2016, 2, 9),
        finished=finished,
    )


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2016, 1, 3), "未开始"),
        (date(2016, 1, 4), "进行中"),
        (date(2016, 2, 4), "进行中"),  # the 5th, the worked 6th and the 9th are still to come
        (date(2016, 2, 5), "即将到期"),
        (date(2016, 2, 9), "即将到期"),
        (date(2016, 2, 10), "已逾期"),
    ],
)
def test_states_over_time(today: date, state: str) -> None:
    assert state_of(task(), today, 2, SPRING_FESTIVAL) == state


def test_a_finished_task_is_finished_whenever_asked() -> None:
    finished_task = task(finished=date(2016, 3, 1))
    assert state_of(finished_task, date(2016, 2, 20), 2, SPRING_FESTIVAL) == "已完成"


def test_a_task_without_end_in_sight_is_answered_at_once() -> None:
    endless = task().model_copy(update={"ends": date.max})
    assert state_of(endless, date(2016, 1, 4), 3, Calendar()) == "进行中"
