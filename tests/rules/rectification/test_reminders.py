"""What the lead departments are reminded of (催办)."""

from datetime import date
from typing import Any

from shuzhi_xl.rules.rectification.reminders import count_due_soon, make_reminders
from shuzhi_xl.rules.results.track_summary import make_tracking_content
from shuzhi_xl.sheets.outgoing.printed_lists import ListContent
from shuzhi_xl.sheets.reading.year import Year
from tests.rules.editable_town import Change, added, change, setting, town

OFFICE = "组织人事科"
DAY = date(2016, 3, 31)  # 基准日期 of the town


def open_problem(order: int, due: date | None, **cells: Any) -> Change:
    return added("整改清单", 0, 问题编号=f"V1-{order}", 整改时限=due, **cells)


def reminders_of(year: Year) -> dict[str, ListContent]:
    assert year.settings is not None
    return make_reminders(year, year.settings)


def lines(year: Year) -> list[tuple[str, str, int | None]]:
    return [(row[0], row[2], row[-1]) for row in reminders_of(year)[OFFICE].rows]


IN_JULY = added(
    "基本设置", 0, 名称="催办日期", 取值=date(2016, 7, 1)
)  # the town's problem was due on 30 June
PILE = (
    open_problem(2, date(2016, 3, 30), 状态="未启动"),
    open_problem(3, None),
    open_problem(4, date(2016, 1, 31)),
    open_problem(5, date(2016, 4, 1)),
    open_problem(6, date(2016, 2, 1), 状态="已完成", 完成日期=date(2016, 2, 1)),
    open_problem(7, date(2016, 3, 31)),
)


def test_the_longest_overdue_come_first_then_what_is_due_soon_and_the_rest_is_counted() -> None:
    year = town(*PILE)
    assert lines(year) == [
        ("已逾期", "V1-4", 60),
        ("已逾期", "V1-2", 1),
        ("即将到期", "V1-7", None),
        ("即将到期", "V1-5", None),
    ]
    content = reminders_of(year)[OFFICE]
    assert content.alarming == 2
    assert content.subtitle.startswith(
        f"{OFFICE}：截至2016年3月31日，已逾期 2 个，即将到期 2 个，未到期 1 个，未定时限 1 个，待销号 1 个；"
    )
    assert year.settings is not None
    assert count_due_soon(year, year.settings) == 2


def test_the_window_is_a_setting_in_workdays() -> None:
    weekend = open_problem(2, date(2016, 4, 4))  # two workdays after a Thursday
    assert reminders_of(town(setting("到期提醒天数", 1), weekend)) == {}
    assert [state for state, *_ in lines(town(setting("到期提醒天数", 2), weekend))] == ["即将到期"]


def test_a_reminder_day_comes_before_the_reference_day() -> None:
    assert lines(town(IN_JULY)) == [("已逾期", "V1-1", 1)]


def test_a_department_is_reminded_only_of_open_problems_of_its_tracks() -> None:
    other_problem = added("整改清单", 0, 问题编号="Q1-1", 编号="Q1")
    assert {
        name: [row[2] for row in content.rows]
        for name, content in reminders_of(town(IN_JULY, other_problem)).items()
    } == {
        OFFICE: ["V1-1"],
        "综合经济党委": ["Q1-1"],
    }
    assert list(reminders_of(town(IN_JULY))) == [OFFICE]
    assert reminders_of(town()) == {}


def test_one_department_that_leads_two_tracks_gets_one_reminder() -> None:
    other_problem = added("整改清单", 0, 问题编号="Q1-1", 编号="Q1")
    both_lists = reminders_of(town(IN_JULY, other_problem, change("板块设置", 1, 牵头部门=OFFICE)))
    assert {name: [row[2] for row in content.rows] for name, content in both_lists.items()} == {
        OFFICE: ["V1-1", "Q1-1"]
    }


def test_what_somebody_wrote_in_a_survey_stays_inside() -> None:
    copied = change("整改清单", 0, 来源="评议")
    year = town(IN_JULY, copied, change("问卷调查", 0, 意见建议="党员活动偏少。"))
    assert reminders_of(year) == {}
    assert not make_tracking_content(year, "村居").rows
