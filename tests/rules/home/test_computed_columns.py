from datetime import date
from decimal import Decimal

import pytest

from shuzhi_xl.rules.home.computed_columns import compute_milestone_states, compute_report_reviews
from tests.rules.editable_town import change, setting, town


def test_every_task_gets_its_state_on_the_day() -> None:
    year = town()
    states = compute_milestone_states(year, date(2020, 1, 1))
    assert set(states) == {(milestone.line, "状态") for milestone in year.schedule}
    assert set(states.values()) <= {"已逾期", "已完成"}


@pytest.mark.parametrize(("days", "state"), [(0, "进行中"), (1, "即将到期"), (3, "即将到期")])
def test_the_settings_say_from_when_a_task_is_due_soon(days: int, state: str) -> None:
    year = town(
        setting("到期提醒天数", days), change("日程安排", 0, 截止日期=date(2016, 1, 15), 完成日期=None)
    )
    assert compute_milestone_states(year, date(2016, 1, 14))[year.schedule[0].line, "状态"] == state


def test_a_report_gets_its_share_and_verdict() -> None:
    year = town(change("述职报告", 0, 总字数=2000, 成绩字数=500, 问题字数=800))
    changes = compute_report_reviews(year)
    line = year.reports[0].line
    assert changes[line, "成绩占比"] == Decimal("25.00")
    assert changes[line, "审核结论"] in ("通过", "退回修改")


def test_nothing_is_computed_while_settings_have_gaps() -> None:
    year = town(change("基本设置", 0, 取值=None))
    assert year.settings is None
    assert compute_milestone_states(year, date(2016, 1, 1)) == {}
    assert compute_report_reviews(year) == {}
