"""The year at a glance on 首页."""

from datetime import date
from typing import Any

import pytest

from shuzhi_xl.findings import Location, blocking, notice
from shuzhi_xl.rules.home.dashboard import list_reminders, list_track_progress, make_overview
from shuzhi_xl.sheets.master.program_sheets import MOST_REMINDERS, MOST_TRACKS
from tests.rules.editable_town import added, change, setting, town
from tests.rules.whole_year import whole_year

DAY = date(2016, 1, 11)  # a Monday
OPEN = {"完成日期": None, "截止日期": date(2016, 1, 8)}
OUT = {"状态": "已发出"}


def reminders_of(*changes: Any, **tables: Any) -> list[tuple[str, str, str]]:
    rows = list_reminders(town(*changes, tables=tables), DAY)
    return [(row.kind, row.extent, row.matter) for row in rows]


def lines(*changes: Any, **tables: Any) -> list[tuple[Any, ...]]:
    return [tuple(line.record().values()) for line in list_track_progress(town(*changes, tables=tables))]


def test_nothing_to_ask_for_is_said_in_a_line() -> None:
    assert reminders_of() == [("", "", "目前没有要催办的事项。")]


def test_what_is_late_comes_before_what_is_missing_and_what_is_due_soon() -> None:
    assert reminders_of(
        change("日程安排", 0, 完成日期=None, 截止日期=date(2016, 1, 13)),
        change("日程安排", 1, **OPEN),
        change("票单登记", 0, **OUT),
        change("票单登记", 5, 状态="待定"),
        change("整改清单", 0, 整改时限=date(2016, 3, 30)),
    ) == [
        ("逾期任务", "已逾期 3 天", "定方案（组织人事科）"),
        ("待定表单", "1 份", "企业：星河公司党支部"),
        ("未收回", "1 份", "村居：月溪村党总支"),
        ("逾期整改", "1 项", "村居：月溪村党总支"),
        ("临期任务", "还有 2 个工作日", "定方案（组织人事科）"),
    ]


def test_the_last_day_of_a_task_is_today() -> None:
    assert reminders_of(change("日程安排", 0, 完成日期=None, 截止日期=DAY))[0][:2] == ("临期任务", "今天截止")


def test_a_typing_workbook_is_missing_from_its_meetings_track() -> None:
    form: dict[str, Any] = {"种类": "录票甲", "编号": None, "场次": "M2", "表单编号": "L1", **OUT}
    assert reminders_of(added("票单登记", **form)) == [("未收回", "1 份", "企业：M2 录票甲")]


def test_a_form_of_an_unknown_branch_is_counted_all_the_same() -> None:
    assert reminders_of(change("票单登记", 0, 编号="X9", **OUT)) == [("未收回", "1 份", "X9")]


def test_of_many_names_the_first_are_listed() -> None:
    roster = whole_year()["组织名册"]
    many = [{**roster[0], "编号": f"V{n}", "组织名称": f"{n} 村"} for n in range(1, 6)]
    forms = [
        {**whole_year()["票单登记"][0], "表单编号": f"F{n}", "编号": f"V{n}", **OUT} for n in range(1, 6)
    ]
    (line,) = reminders_of(组织名册=many, 票单登记=forms)
    assert line == ("未收回", "5 份", "村居：1 村、2 村、3 村等 5 个")


@pytest.mark.parametrize(("tasks", "shown", "rest"), [(8, 8, None), (9, 7, 2), (30, 7, 23)])
def test_a_list_without_room_counts_the_rest(tasks: int, shown: int, rest: int | None) -> None:
    task = {**whole_year()["日程安排"][0], **OPEN}
    rows = reminders_of(日程安排=[{**task, "序号": order} for order in range(1, tasks + 1)])
    assert len(rows) == MOST_REMINDERS
    assert sum(kind == "逾期任务" for kind, _, _ in rows) == shown
    if rest:
        assert rows[-1] == ("", "", f"另有 {rest} 项，请看“日程安排”“票单登记”“整改清单”。")


def test_numbers_of_a_year_with_every_kind_of_entry() -> None:
    year = town(
        change("日程安排", 0, 完成日期=None, 截止日期=date(2016, 1, 13)),
        change("日程安排", 1, **OPEN),
        change("票单登记", 0, **OUT),
        change("整改清单", 0, 整改时限=date(2016, 3, 30)),
    )
    findings = [blocking("required_blank", Location()), *[notice("not_returned", Location())] * 2]
    assert list(make_overview(year, findings, DAY).record().values()) == [1, 2, 1, 1, 1, 1, 1]


def test_without_settings_no_task_and_no_problem_is_late() -> None:
    year = town(setting("年度", None), change("日程安排", 1, **OPEN))
    numbers = make_overview(year, [], DAY)
    assert (numbers.tasks_overdue, numbers.problems_overdue, numbers.problems_open) == (0, 0, 1)


def test_forms_and_problems_of_each_track() -> None:
    assert lines(
        change("票单登记", 0, **OUT),
        change("票单登记", 1, 状态="待定"),
        change("票单登记", 5, 状态="作废"),
        added("票单登记", 2, 种类="反馈", 表单编号="R1"),
        change("整改清单", 0, 整改时限=date(2016, 3, 30)),
    ) == [("村居", 2, 1, 1, 1, 0, 1), ("企业", 1, 0, 0, 0, 0, 0)]


def test_a_form_with_two_contents_is_one_form_that_waits() -> None:
    assert lines(change("票单登记", 0, 状态="待定"), added("票单登记", 0, 文件指纹="二"))[0][1:4] == (3, 1, 0)
    adopted = change("票单登记", 0, 状态="采用"), added("票单登记", 0, 文件指纹="二", 状态="作废")
    assert lines(*adopted)[0][1:4] == (4, 0, 0)


def test_a_problem_reported_late_is_late_until_it_is_closed() -> None:
    finished = {"整改时限": date(2016, 3, 1), "状态": "已完成", "完成日期": date(2016, 4, 2)}
    assert lines(change("整改清单", 0, **finished))[0][4:] == (1, 0, 1)
    closed = {**finished, "状态": "已销号", "销号人": "周五", "销号日期": date(2016, 4, 3)}
    assert lines(change("整改清单", 0, **closed))[0][4:] == (2, 0, 0)


def test_tracks_beyond_the_room_are_added_up() -> None:
    track = whole_year()["板块设置"][0]
    names = ["甲", "乙", "丙", "丁", "村居", "企业"]
    rows = lines(板块设置=[{**track, "板块": name} for name in names])
    assert len(rows) == MOST_TRACKS
    assert rows[-1] == ("其余 2 个板块", 6, 0, 0, 1, 1, 0)
