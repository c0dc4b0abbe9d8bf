"""Findings for the clerk: one changed number or grade, lost and added rows, and rightful blanks."""

from typing import Any

import pytest

from shuzhi_xl.findings import Severity
from tests.recount.raw_town import TALLY_HEADERS, Town, cell, lines, text

KEY = {"编号": "V1", "来源": "现场测评", "票类": "A"}


@pytest.mark.parametrize("header", [*TALLY_HEADERS.split()[3:], "组织名称", "书记姓名", "板块"])
@pytest.mark.parametrize("wrong_value", [99.5, "八十"])
def test_one_changed_cell_of_the_tally_is_detected(header: str, wrong_value: Any) -> None:
    town = Town().change("测评统计", KEY, **{header: wrong_value})
    assert list(town.differences()) == [f"V1 现场测评 A {header}"]


@pytest.mark.parametrize(
    "header", ["现场测评", "问卷调查", "座谈调研", "日常工作", "年度考核", "加减分", "综合得分", "名次"]
)
def test_one_changed_number_of_the_appraisal_is_detected(header: str) -> None:
    assert list(Town().change("综合评定", {"编号": "V1"}, **{header: 99.5}).differences()) == [f"V1 {header}"]


def test_a_changed_grade_is_reported_at_its_cell() -> None:
    _, findings = Town().change("综合评定", {"编号": "V2"}, 建议等次="好").recount()
    (finding,) = findings
    assert finding.severity is Severity.BLOCKING
    assert (finding.at.file, finding.at.sheet, finding.at.cell) == ("总表.xlsm", "综合评定", "M5")
    assert (finding.value, finding.context["expected"]) == ("好", "较好")
    assert "“建议等次”应为“较好”，表中为“好”" in text(finding)


@pytest.mark.parametrize(
    ("stands", "agrees"),
    [(95.33, True), ("95.33", True), (286 / 3, True), (95.34, False), (95.3, False), (True, False)],
)
def test_a_score_may_be_rounded_or_exact(stands: Any, agrees: bool) -> None:
    assert (Town().change("综合评定", {"编号": "V1"}, 现场测评=stands).differences() == {}) is agrees


def test_the_composite_must_be_rounded() -> None:
    exact = Town().change("综合评定", {"编号": "V1"}, 综合得分=93.8666666667)
    assert exact.differences() == {"V1 综合得分": "93.87"}


def test_no_adjustment_may_be_blank_or_0() -> None:
    assert Town().change("综合评定", {"编号": "V1"}, 加减分=0).differences() == {}


def test_lost_rows_are_named() -> None:
    town = Town().drop("测评统计", **KEY).drop("综合评定", 编号="V2")
    codes = [(finding.code, finding.at.sheet, finding.context["row"]) for finding in town.recount()[1]]
    assert codes == [
        ("recount_row_missing", "测评统计", "V1 现场测评 A 总体评价"),
        ("recount_row_missing", "综合评定", "V2"),
    ]


def test_added_and_repeated_rows_are_named() -> None:
    town = Town()
    town.rows["测评统计"] += [town.rows["测评统计"][0], town.rows["测评统计"][0] | {"票类": "Z"}]
    town.rows["综合评定"].append(town.rows["综合评定"][0] | {"编号": "V3"})
    findings = [(finding.code, finding.at.cell, finding.context["row"]) for finding in town.recount()[1]]
    assert findings == [
        ("recount_row_extra", "B14", "V1 现场测评 A 总体评价"),
        ("recount_row_extra", "B15", "V1 现场测评 Z 总体评价"),
        ("recount_row_extra", "B6", "V3"),
    ]


def test_row_without_any_vote_is_no_error() -> None:
    empty = dict.fromkeys(TALLY_HEADERS.split()[3:], cell("0"))
    town = Town()
    town.rows["测评统计"].append(KEY | empty | {"票类": "Z", "项目": "总体评价"})
    assert town.differences() == {}
    town.rows["测评统计"][-1]["编号"] = "V3"
    assert list(town.differences()) == ["recount_row_extra"]


@pytest.mark.parametrize(("stands", "agrees"), [(None, True), (0, True), (5, False)])
def test_no_eligible_voters_may_be_blank_or_0(stands: Any, agrees: bool) -> None:
    town = (
        Town()
        .drop("参会人员", 票类="B")
        .drop("测评票", 票类="B")
        .change("测评统计", {"票类": "B"}, 发出=stands)
    )
    assert ("V1 现场测评 B 发出" not in town.differences()) is agrees


def test_source_without_classes_needs_no_row() -> None:
    town = Town().set(缺项处理="按其余来源折算").drop("票类权重", 来源="问卷调查").drop("票单登记")
    town.drop("问卷调查").drop("测评统计", 来源="问卷调查")
    differences = town.differences()
    assert {name for name in differences if "调查" in name} == {"V1 问卷调查", "V2 问卷调查"}
    assert "recount_row_missing" not in differences


def test_without_any_result_there_is_one_finding_a_sheet() -> None:
    town = Town().drop("测评统计").drop("综合评定")
    assert [(finding.code, finding.at.sheet) for finding in town.recount()[1]] == [
        ("recount_nothing", "测评统计"),
        ("recount_nothing", "综合评定"),
    ]


def test_town_without_organisations_has_nothing_to_compare() -> None:
    town = Town()
    for table in ("组织名册", "测评统计", "综合评定"):
        town.drop(table)
    result, findings = town.recount()
    assert (result.organisations, result.cells, findings) == (0, 0, [])


def emptied() -> Town:
    """Without V2's grade, and without a row of the tally."""
    return Town().drop("测评统计", **KEY).change("综合评定", {"编号": "V2"}, 建议等次=None)


def test_blank_is_a_difference_while_nothing_blocks() -> None:
    assert emptied().differences() == {
        "recount_row_missing": "V1 现场测评 A 总体评价",
        "V2 建议等次": "较好",
    }


def test_blank_is_right_while_the_last_job_lists_what_to_put_right() -> None:
    town = emptied().add("校验报告", "级别 编码", "提醒 x\n须改 y")
    result, findings = town.recount()
    assert findings == []
    assert result.withheld == 19  # a grade; and a row of three names, ten counts, four shares and a score


def test_lost_appraisal_is_right_while_something_blocks() -> None:
    town = Town().drop("综合评定", 编号="V2").add("校验报告", "级别 编码", "须改 y")
    result, findings = town.recount()
    assert findings == []
    assert result.withheld == 10  # three names, four scores, 加减分, 名次 and 建议等次


def test_notice_does_not_excuse_a_blank() -> None:
    assert len(emptied().add("校验报告", "级别 编码", "提醒 x").recount()[1]) == 2


def test_unfit_cell_is_reported_and_excuses_blanks_but_no_incorrect_number() -> None:
    town = emptied().add("座谈调研", "日期 编号 方式 列入问题", "2015-12-20 - 其他 否")
    town.change("综合评定", {"编号": "V1"}, 综合得分=99)
    assert [(finding.code, finding.at.sheet) for finding in town.recount()[1]] == [
        ("required_blank", "座谈调研"),
        ("recount_differs", "综合评定"),
    ]


def test_more_votes_than_voters_excuse_no_missing_row() -> None:
    town = Town().change("参会人员", {"票类": "A"}, 人数=2).drop("测评统计", **KEY)
    assert "recount_row_missing" in town.differences()


def test_a_decision_on_a_branch_that_left_is_no_row_too_many() -> None:
    town = Town()
    former_row: dict[str, Any] = {
        "编号": "V3",
        "板块": "村块",
        "组织名称": "旧村",
        "书记姓名": "黄三",
        "研究等次": "好",
        "上年等次": "较好",
    }
    town.rows["综合评定"].append(former_row)
    assert town.differences() == {}
    former_row["综合得分"] = 90
    assert town.differences() == {"recount_row_extra": "V3"}


def test_an_adjustment_counts_as_entered_and_is_shown_rounded() -> None:
    town = Town().change("日常年度", {"编号": "V2"}, 加减分=1.005)
    town.change("综合评定", {"编号": "V2"}, 加减分=1.01, 综合得分=75.01)
    assert town.differences() == {}  # 74 + 1.005


def test_unfit_decision_is_reported() -> None:
    town = Town().change("综合评定", {"编号": "V2"}, 研究日期="下周")
    assert [(finding.code, finding.at.cell) for finding in town.recount()[1]] == [("date_expected", "Q5")]


def test_settings_with_gaps_stop_the_count() -> None:
    result, findings = Town().set(计票分母="").recount()
    assert result.organisations == 0
    assert [(finding.code, finding.at.sheet) for finding in findings] == [("required_blank", "基本设置")]


def test_renamed_organisation_is_detected() -> None:
    town = Town().change("组织名册", {"编号": "V2"}, 书记姓名="何新")
    assert set(town.differences().values()) == {"何新"}
    assert len(town.differences()) == 6


def test_repeated_number_is_counted_once() -> None:
    town = Town()
    town.rows["组织名册"] += lines(
        "编号 组织名称 组织类型 板块 场次 书记姓名 述职形式 参评", "V1 他村 村 村块 M1 何二 现场 是"
    )
    result, findings = town.recount()
    assert result.organisations == 2
    assert [finding.code for finding in findings] == ["repeated_key"]
