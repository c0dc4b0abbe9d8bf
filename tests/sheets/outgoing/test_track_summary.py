"""汇总 and 核对: the columns that depend on the town's grades and sources."""

from collections.abc import Iterable

from shuzhi_xl.sheets.declaration.column import Column
from shuzhi_xl.sheets.master.vocabulary import GRADES
from shuzhi_xl.sheets.outgoing.track_summary import (
    CHECK_FINER,
    RANKING_COLUMNS,
    RANKING_PRINTED,
    check_columns,
    score_columns,
    share_columns,
    years_columns,
)


def headers(columns: Iterable[Column]) -> list[str]:
    return [column.header for column in columns]


def test_every_grade_is_a_series_of_the_chart_beside_the_names() -> None:
    assert headers(score_columns(GRADES)) == ["组织名称", "好", "较好", "一般", "差"]
    assert headers(score_columns(["好"])) == ["组织名称", "好"]


def test_every_source_has_the_share_of_each_grade() -> None:
    columns = headers(share_columns(["现场测评", "问卷调查"]))
    assert columns[:3] == ["名次", "编号", "组织名称"]
    assert columns[3:] == ["好占比", "较好占比", "一般占比", "差占比"] * 2


def test_a_composite_is_checked_from_the_sources_to_the_difference() -> None:
    columns = headers(check_columns(["现场测评", "日常工作"]))
    assert columns[:4] == ["编号", "组织名称", "现场测评", "日常工作"]
    assert columns[4:7] == ["加权得分", "加减分", "加减分后"]
    assert columns[-3:] == ["程序算得", "公式重算", "差异"]
    assert headers(CHECK_FINER) == ["加权得分", "加减分后", "程序取整前"]


def test_the_reasons_of_changed_grades_are_not_printed_in_the_ranking() -> None:
    printed = headers(RANKING_COLUMNS[:RANKING_PRINTED])
    assert printed[-1] == "最终等次"
    assert not {"研究等次", "调整理由"} & {*printed}


def test_each_of_three_years_has_its_score_and_its_grade() -> None:
    columns = headers(years_columns(2015))
    assert columns[:3] == ["编号", "组织名称", "书记姓名"]
    assert columns[3:9] == [
        "2013年得分",
        "2013年等次",
        "2014年得分",
        "2014年等次",
        "2015年得分",
        "2015年等次",
    ]
    assert columns[9:] == ["与上年比", "说明"]
