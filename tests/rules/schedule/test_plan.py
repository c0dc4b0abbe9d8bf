"""The schedule of any year after the notice's plan, and the days off that it steps around."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from shuzhi_xl.demo.town import year_plan
from shuzhi_xl.rules.schedule.plan import parse_day, plan_schedule
from shuzhi_xl.rules.schedule.public_holidays import last_known_year, public_holidays
from shuzhi_xl.rules.schedule.workdays import Calendar, calendar_of, is_workday
from shuzhi_xl.sheets.master.office_entries import Holiday, Milestone
from shuzhi_xl.xlsx.textfiles.plan_toml import load_plan

PLAN = load_plan(Path())


def days_off(year: int) -> list[Holiday]:
    return public_holidays(date(year, 12, 1), date(year + 1, 12, 31))


def schedule(year: int) -> list[Milestone]:
    return plan_schedule(PLAN, year, calendar_of(days_off(year)))


def test_the_plan_keeps_the_days_of_the_notice() -> None:
    """2015 通知五: from early December; reports by 15 January, meetings by 25, summary by 5 February."""
    rows = schedule(2015)
    ends = {row.task[:4]: row.ends for row in rows}
    assert rows[0].starts == date(2015, 12, 1)
    assert ends["撰写并提"] == date(2016, 1, 15)
    assert ends["召开各板"] == date(2016, 1, 25)
    assert ends["完成述职"] == date(2016, 2, 5)
    assert [row.order for row in rows] == list(range(1, len(PLAN) + 1))
    assert all("通知" in row.memo for row in rows)


@pytest.mark.parametrize("year", range(2004, 2026))
def test_every_task_begins_and_ends_on_a_workday(year: int) -> None:
    calendar = calendar_of(days_off(year))
    for milestone, task in zip(schedule(year), PLAN, strict=True):
        assert is_workday(milestone.starts, calendar)
        assert is_workday(milestone.ends, calendar)
        assert task.starts.of(year) <= milestone.starts <= milestone.ends <= task.ends.of(year)
        assert ("顺延" in milestone.memo) is (milestone.starts != task.starts.of(year))
        assert ("提前" in milestone.memo) is (milestone.ends != task.ends.of(year))
        assert Milestone.model_validate(milestone.record()).record() == milestone.record()


def test_a_deadline_within_the_spring_festival_comes_before_it() -> None:
    summary = next(milestone for milestone in schedule(2018) if milestone.task.startswith("完成"))
    assert summary.ends == date(2019, 2, 3)  # a Sunday, worked; the holiday runs from the 4th
    assert summary.memo.endswith("2月5日休息，提前")


@pytest.mark.parametrize("text", ["1月15日", "次年13月1日", "次年2月29日", "次年2月30日", "明年1月1日", ""])
def test_a_day_that_is_none(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_day(text)


def test_days_off_are_those_that_were_announced() -> None:
    """The demo's days of 2016 were typed from the announcement, not taken from a library."""
    typed = {(holiday.day, holiday.kind) for holiday in year_plan.holidays()}
    until = max(day for day, _ in typed)
    announced = {(holiday.day, holiday.kind) for holiday in public_holidays(date(2015, 12, 1), until)}
    assert announced == typed
    assert {holiday.name for holiday in days_off(2015) if holiday.day.month == 2} == {"春节", "春节调休"}


def test_nothing_is_made_up_for_a_year_not_announced_yet() -> None:
    last_year = last_known_year()
    assert public_holidays(date(last_year + 1, 1, 8), date(last_year + 2, 12, 31)) == []
    assert days_off(last_year - 1)


def test_without_days_off_only_weekends_are_stepped_around() -> None:
    rows = plan_schedule(PLAN, 2018, Calendar())
    assert all(row.ends - row.starts >= timedelta(0) for row in rows)
    assert next(row for row in rows if row.task.startswith("完成")).ends == date(2019, 2, 5)


def test_a_task_without_source_has_only_its_shift_for_a_memo() -> None:
    bare = [type(planned_task)(**{**vars(planned_task), "source": ""}) for planned_task in PLAN]
    rows = plan_schedule(bare, 2024, calendar_of(days_off(2024)))
    assert rows[0].memo == "12月1日休息，顺延"
    assert rows[4].memo == ""
