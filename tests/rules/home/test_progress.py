"""How far the year has come."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shuzhi_xl.rules.home.progress import find_next_step, measure_progress
from tests.rules.editable_town import change, setting, town
from tests.rules.whole_year import whole_year

STAGES = (
    "基础设置",
    "组织名册",
    "述职报告",
    "评议会议",
    "分发",
    "回收",
    "计算",
    "研究定等",
    "生成反馈",
    "公布",
    "整改销号",
)


def counted(*changes: object, **outside: int) -> dict[str, tuple[int | None, int | None]]:
    rows = measure_progress(town(*changes), **outside)  # type: ignore[arg-type]  # changes as town takes them
    return {row.stage: (row.done, row.total) for row in rows}


def test_stages_are_in_working_order() -> None:
    assert tuple(counted()) == STAGES


def test_a_year_that_is_done_but_for_one_problem() -> None:
    rows = measure_progress(town(), generated=3, published=2)
    assert {line.share for line in rows[:-1]} == {Decimal(100)}
    assert (rows[-1].done, rows[-1].total, rows[-1].share) == (1, 2, Decimal(50))
    assert rows[-1].next_step == "还有 1 项问题没有销号，请按“整改跟踪”查看。"


def test_an_empty_workbook_begins_with_the_settings() -> None:
    rows = measure_progress(town(tables={table: [] for table in whole_year()}))
    assert {row.done for row in rows} == {0}
    assert rows[0].share == 0
    assert rows[0].next_step == "请填写“基本设置”“评分设置”和“板块设置”。"
    assert {line.share for line in rows[1:]} == {None}


BLANK = {"状态": "已发出", "收回数": None, "有效数": None, "作废数": None}


@pytest.mark.parametrize(
    ("stage", "changed", "expected"),
    [
        ("基础设置", setting("年度", None), (24, 25)),
        ("基础设置", setting("互评票类", None), (25, 25)),
        ("组织名册", change("组织名册", 0, 参评=None), (2, 3)),
        ("述职报告", change("述职报告", 0, 提交日期=None), (2, 3)),
        ("评议会议", change("评议会议", 0, 实到人数=None), (2, 2)),
        ("分发", change("票单登记", 0, 状态="作废"), (3, 3)),
        ("回收", change("票单登记", 0, **BLANK), (5, 6)),
        ("回收", change("票单登记", 0, 状态="作废"), (5, 5)),
        ("回收", change("票单登记", 0, 种类="反馈"), (5, 5)),
        ("计算", change("综合评定", 0, 综合得分=None), (2, 3)),
        ("研究定等", change("综合评定", 0, 研究日期=None), (2, 3)),
        ("整改销号", change("整改清单", 0, 状态="已销号", 完成日期=date(2016, 4, 1)), (2, 2)),
    ],
)
def test_what_counts_as_done(stage: str, changed: object, expected: tuple[int, int]) -> None:
    assert counted(changed)[stage] == expected


def test_a_package_is_due_only_where_something_goes_out() -> None:
    assert counted(change("组织名册", 0, 测评票数=0, 问卷份数=0))["分发"] == (2, 2)


def test_a_hundred_per_cent_is_shown_only_when_nothing_is_left() -> None:
    row = whole_year()["组织名册"][0]
    many = [{**row, "编号": f"N{index}"} for index in range(1, 300)]
    rows = measure_progress(town(tables={"组织名册": [*many, {**row, "参评": None}]}))
    assert (rows[1].done, rows[1].total, rows[1].share) == (299, 300, Decimal(99))


@settings(deadline=None)
@given(st.integers(0, 9), st.integers(0, 9))
def test_files_beyond_the_roster_do_not_count_as_more_than_all(generated: int, published: int) -> None:
    rows = counted(generated=generated, published=published)
    assert rows["生成反馈"] == (min(generated, 3), 3)
    assert rows["公布"] == (min(published, 2), 2)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, "下一步 · 整改销号：还有 1 项问题没有销号，请按“整改跟踪”查看。"),
        ({"整改清单": [], "综合评定": []}, "下一步 · 计算：票收齐后请按“计算”。"),
    ],
)
def test_the_headline_is_where_the_year_has_come_to(changed: dict[str, list[object]], expected: str) -> None:
    year = town(tables=changed)  # type: ignore[arg-type]  # blank tables
    rows = measure_progress(year, generated=0 if changed else 3, published=0 if changed else 2)
    assert find_next_step(rows) == expected


def test_overdue_stages_are_in_the_headline() -> None:
    rows = measure_progress(town(change("述职报告", 0, 提交日期=None)), generated=3, published=2)
    assert find_next_step(rows).endswith("请按“整改跟踪”查看。（述职报告也还没有做完）")


def test_the_headline_of_an_empty_year_and_of_one_that_is_done() -> None:
    empty = measure_progress(town(tables={table: [] for table in whole_year()}))
    assert find_next_step(empty) == "下一步 · 基础设置：请填写“基本设置”“评分设置”和“板块设置”。"
    closed = {"状态": "已销号", "完成日期": date(2016, 4, 1)}
    progress = measure_progress(town(change("整改清单", 0, **closed)), generated=3, published=2)
    assert find_next_step(progress) == "下一步 · 整改销号：问题已全部销号。"
