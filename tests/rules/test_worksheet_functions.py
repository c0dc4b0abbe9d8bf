from datetime import date, datetime
from typing import Any

import pytest

from shuzhi_xl.rules.worksheet_functions import grade_of, problem_of, score_of, shares_of, workday_after

STANDARDS = [["好", 90.0], ["较好", 80.0], ["一般", 60.0], ["差", 0.0]]


@pytest.mark.parametrize(("score", "grade"), [(90, "好"), (89.99, "较好"), (60, "一般"), (0, "差"), (-1, "")])
def test_the_best_grade_that_is_reached(score: float, grade: str) -> None:
    assert grade_of(score, STANDARDS[::-1]) == grade


def test_a_class_without_votes_has_no_weight() -> None:
    assert score_of([[1, 1], [0, 0]], [100, 80], [50, 50]) == 90
    assert score_of([[0, 0]], [100, 80], [100]) is None


def test_shares_sum_to_a_hundred() -> None:
    assert sum(shares_of([1, 1, 1, 4])) == pytest.approx(100)
    assert shares_of([0, 0]) == [0.0, 0.0]
    assert shares_of([1, 2], 0) == [33.0, 67.0]


def test_an_entry_is_judged_as_the_batch_check_does() -> None:
    assert problem_of("组织名册", "组织类型", "村") == ""
    assert "下拉列表" in problem_of("组织名册", "组织类型", "乡")
    assert "0 到 100" in problem_of("日常年度", "日常工作", 101)
    assert "补填" in problem_of("组织名册", "书记姓名", None)


def test_a_table_or_column_that_is_none_is_said_in_the_cell() -> None:
    assert problem_of("组织花名册", "组织类型", "村") == "没有名为“组织花名册”的表格，请核对第一个参数。"
    assert problem_of("组织名册", "类型", "村") == "表格“组织名册”没有“类型”这一列，请核对第二个参数。"


def test_workdays_skip_holidays_and_count_working_weekends() -> None:
    holidays: list[list[Any]] = [[datetime(2016, 2, 6), "上班"], [datetime(2016, 2, 8), "放假"], [None, None]]  # noqa: DTZ001
    assert workday_after(datetime(2016, 2, 5), 1, holidays) == date(2016, 2, 6)  # noqa: DTZ001
    assert workday_after(date(2016, 2, 6), 1, holidays) == date(2016, 2, 9)
    assert workday_after(date(2016, 2, 9), -1, holidays) == date(2016, 2, 6)
