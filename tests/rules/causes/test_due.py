"""Nothing is demanded before its due date, and nothing blocking is ever silent."""

from datetime import date

import pytest

from shuzhi_xl.findings import Finding, Location, blocking, notice
from shuzhi_xl.rules.causes.due import DueDates
from shuzhi_xl.sheets.reading.year import Year
from tests.rules.editable_town import BOOK, change, town

AT = Location(BOOK)


def window(stage: str, year: Year) -> tuple[date, date]:
    (task,) = [task for task in year.schedule if task.stage == stage][:1]
    return task.starts, task.ends


def scheduled() -> Year:
    """A schedule of three stages; J-meetings are as the town has them."""
    days = {
        "述职报告": ("2015-12-14", "2016-01-15"),
        "综合评定": ("2016-01-26", "2016-02-05"),
        "总结整改": ("2016-01-26", "2016-06-30"),
    }
    tasks = [
        {
            "序号": order,
            "阶段": stage,
            "工作任务": stage,
            "责任部门": "科",
            "开始日期": starts,
            "截止日期": ends,
        }
        for order, (stage, (starts, ends)) in enumerate(days.items(), start=1)
    ]
    forms = [
        {
            "表单编号": "F1",
            "种类": "测评表",
            "编号": "V1",
            "场次": "M1",
            "状态": "已发出",
            "发出数": 1,
            "发出时间": "2016-01-10",
        },
        {
            "表单编号": "F2",
            "种类": "录票甲",
            "场次": "M1",
            "状态": "已发出",
            "发出数": 1,
            "发出时间": "2016-01-10",
        },
    ]
    return town(change("评议会议", 0, 会议日期="2016-01-20"), tables={"日程安排": tasks, "票单登记": forms})


REPORT_GAP = notice("organisation_without", AT, table="述职报告", value="V1", name="")
VISIT_GAP = notice("organisations_without", AT, table="座谈调研", count=2, first="")
BALLOT_GAP = notice("organisation_without", AT, table="测评票", value="V1", name="")
BLANK = notice("routine_blank", AT, number="V1", header="日常工作")
NO_LIST = notice("attendees_missing", AT, value="M1")
FORM_OUT = notice("form_not_back", AT, form="F1")
TYPING_OUT = notice("not_returned", AT, form="F2", kind="录票甲")
UNKNOWN_OUT = notice("not_returned", AT, form="F9", kind="录票甲")


@pytest.mark.parametrize(
    ("finding", "last_quiet_day"),
    [
        (REPORT_GAP, date(2016, 1, 15)),
        (VISIT_GAP, date(2016, 1, 25)),
        (BLANK, date(2016, 1, 25)),
        (FORM_OUT, date(2016, 1, 19)),
        (TYPING_OUT, date(2016, 1, 19)),
        (NO_LIST, date(2016, 1, 14)),
    ],
)
def test_what_there_is_still_time_for_is_quiet(finding: Finding, last_quiet_day: date) -> None:
    year = scheduled()
    next_day = date.fromordinal(last_quiet_day.toordinal() + 1)
    assert DueDates(year, last_quiet_day, "check").is_not_due(finding)
    assert not DueDates(year, next_day, "check").is_not_due(finding)


@pytest.mark.parametrize("finding", [BALLOT_GAP, UNKNOWN_OUT, notice("same_name", AT, value="")])
def test_what_has_no_date_is_always_listed(finding: Finding) -> None:
    assert not DueDates(scheduled(), date(2015, 12, 1), "check").is_not_due(finding)


@pytest.mark.parametrize("finding", [REPORT_GAP, VISIT_GAP, BLANK])
def test_without_a_schedule_nothing_is_quiet(finding: Finding) -> None:
    assert not DueDates(town(tables={"日程安排": []}), date(2015, 12, 1), "check").is_not_due(finding)


def test_without_settings_or_meeting_the_list_of_voters_is_asked_for() -> None:
    day = date(2015, 12, 1)
    assert not DueDates(town(tables={"基本设置": []}), day, "check").is_not_due(NO_LIST)
    unknown = notice("attendees_missing", AT, value="M9")
    assert not DueDates(scheduled(), day, "check").is_not_due(unknown)


def test_nothing_blocking_is_quiet() -> None:
    missing = blocking("routine_blank", AT, number="V1", header="日常工作")
    assert not DueDates(scheduled(), date(2015, 12, 1), "check").is_not_due(missing)


def test_a_limit_is_asked_for_once_the_branch_has_answered() -> None:
    problem = town().problems[0]
    missing = notice("due_missing", AT, problem=problem.problem)
    day = date(2016, 3, 1)
    forms = [
        {
            "表单编号": "F1",
            "种类": "反馈",
            "编号": problem.number,
            "状态": "已发出",
            "发出数": 1,
            "发出时间": "2016-01-10",
        }
    ]
    schedule = {"日程安排": [row.record() for row in scheduled().schedule]}
    waiting = town(tables={**schedule, "票单登记": forms})
    answered = town(tables={**schedule, "票单登记": [{**forms[0], "状态": "已收回"}]})
    assert DueDates(waiting, day, "check").is_not_due(missing)
    assert not DueDates(waiting, date(2016, 7, 1), "check").is_not_due(missing)
    assert not DueDates(answered, day, "check").is_not_due(missing)


def test_what_is_overdue_is_listed_by_the_tracking_alone() -> None:
    overdue = notice("problem_overdue", AT, problem="V1-1", value="", day="")
    assert DueDates(scheduled(), date(2016, 7, 1), "check").is_not_due(overdue)
    assert not DueDates(scheduled(), date(2016, 7, 1), "track").is_not_due(overdue)
