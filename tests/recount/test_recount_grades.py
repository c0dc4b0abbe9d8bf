"""Indicators, rules, veto, thresholds and the committee's decision, one at a time on the base case."""

from typing import Any

import pytest

from tests.recount.raw_town import Town, day, of

GRADE = ("建议等次", "名次", "触发规则", "最终等次")

RULES = "板块 规则 指标 比较 阈值 最高等次 启用"


@pytest.mark.parametrize(
    ("rule", "fires"),
    [
        ("好占比 < 75.01", True),
        ("好占比 < 75%", False),
        ("较好占比 = 1/4", True),
        ("一般占比 > 0", False),
        ("差占比 ≥ 0", True),
        ("好和较好占比 ≥ 100", True),
        ("一般和差占比 ≤ 0%", True),
        ("现场测评 > 95.33", True),  # unrounded: 95.333…
        ("问卷调查 < 93.33", False),
        ("日常工作 = 90", True),
        ("综合得分 = 93.87", True),  # rounded: what is printed decides
        ("综合得分 < 93.87", False),
        ("年度考核 < 101", False),  # missing: never fires
        ("成绩占比 > 1/3", True),
        ("整改逾期数 ≥ 2", True),
        ("整改逾期数 > 2", False),
    ],
)
def test_indicators(rule: str, fires: bool) -> None:
    town = Town().add("评定规则", RULES, f"全部 限 {rule} 较好 是\n全部 停 综合得分 > 0 差 否")
    town.add("述职报告", "编号 总字数 成绩字数", "V1 2000 700\nV2 2000 -")
    problems = "问题编号 编号 来源 问题 整改时限 状态 完成日期"
    town.add(
        "整改清单",
        problems,
        "V1-1 V1 自查 甲 2016-01-24 整改中 -\nV1-2 V1 自查 乙 2016-01-24 已销号 2016-03-01\n"
        "V1-3 V1 自查 丙 2016-01-24 已完成 2016-01-25\nV1-4 V1 自查 丁 2016-01-25 未启动 -\n"
        "V2-1 V2 自查 戊 - 未启动 -",
    )
    expected = {"V1 建议等次": "较好", "V1 触发规则": "限", "V1 最终等次": "较好"} if fires else {}
    assert {name: value for name, value in town.differences().items() if name.startswith("V1")} == expected


def test_rows_of_one_rule_must_all_hold() -> None:
    rule_rows = "全部 限 综合得分 > 90 一般 是\n全部 限 好占比 {} 80 一般 是"
    assert Town().add("评定规则", RULES, rule_rows.format(">")).differences() == {}
    assert Town().add("评定规则", RULES, rule_rows.format("<")).differences() == {
        "V1 建议等次": "一般",
        "V1 触发规则": "限",
        "V1 最终等次": "一般",
    }


def test_rules_of_the_track_replace_those_of_all() -> None:
    body = "全部 限 综合得分 > 90 差 是\n村块 缓 综合得分 > 90 较好 是"
    assert Town().add("评定规则", RULES, body).differences()["V1 触发规则"] == "缓"


@pytest.mark.parametrize("threshold", ["多数", "1/0"])
def test_threshold_that_is_no_number_withholds_the_grades(threshold: str) -> None:
    differences = Town().add("评定规则", RULES, f"全部 限 综合得分 > {threshold} 差 是").differences()
    assert differences == {"recount_threshold": threshold}


@pytest.mark.parametrize(
    ("indicator", "threshold"),
    [("综合得分", "9/10"), ("现场测评", "1/2"), ("整改逾期数", "1/2"), ("整改逾期数", "50%")],
)
def test_threshold_that_may_mean_two_things_is_refused(indicator: str, threshold: str) -> None:
    findings = Town().add("评定规则", RULES, f"全部 限 {indicator} > {threshold} 差 是").recount()[1]
    assert [(finding.code, finding.at.sheet, finding.value) for finding in findings] == [
        ("recount_threshold", "评分设置", threshold)
    ]


def test_an_unknown_share_withholds_the_grades() -> None:
    town = Town().set(占比分母="应到人数").drop("参会人员", 票类="B")
    town.add("评定规则", RULES, "全部 限 好占比 < 10 差 是")
    assert of(town.differences(), ["建议等次"]) == {"V1 建议等次": "空白", "V2 建议等次": "空白"}


@pytest.mark.parametrize("denominator", ["有效票", "应到人数"])
def test_share_without_votes_never_fires(denominator: str) -> None:
    town = Town().set(缺项处理="按其余来源折算", 占比分母=denominator).drop("测评票", 编号="V2")
    town.add("评定规则", RULES, "全部 限 好占比 < 10 差 是")
    differences = town.differences()
    assert (differences["V2 综合得分"], differences["V2 建议等次"]) == (
        "66",
        "一般",
    )  # (1000 + 1600) / 40 + 1


def test_veto_caps_at_the_lowest_grade() -> None:
    town = Town().change("日常年度", {"编号": "V1"}, 一票否决="是")
    assert town.differences() == {"V1 建议等次": "差", "V1 触发规则": "一票否决", "V1 最终等次": "差"}
    town.change("综合评定", {"编号": "V1"}, 建议等次="差", 触发规则="一票否决", 最终等次="差")
    assert town.differences() == {}


def test_composite_below_every_threshold_withholds_the_grades() -> None:
    town = (
        Town()
        .change("等次标准", {"等次": "差"}, 综合分下限=10)
        .change("等次标准", {"等次": "一般"}, 综合分下限=90)
    )
    town.change("等次标准", {"等次": "较好"}, 综合分下限=90).change("等次标准", {"等次": "差"}, 综合分下限=80)
    assert of(town.differences(), GRADE) == {
        "V1 名次": "空白",
        "V1 建议等次": "空白",
        "V1 最终等次": "空白",
        "V2 名次": "空白",
        "V2 建议等次": "空白",
    }


@pytest.mark.parametrize(
    ("decision", "final"),
    [
        ({}, "空白"),
        ({"研究等次": "一般"}, "空白"),
        ({"研究等次": "一般", "研究日期": day("2016-02-01")}, "空白"),
        ({"研究等次": "一般", "研究日期": day("2016-02-01"), "调整理由": "有投诉"}, "一般"),
        ({"研究日期": day("2016-02-01")}, "较好"),
    ],
)
def test_final_grade_is_the_committees(decision: dict[str, Any], final: str) -> None:
    town = Town().change("综合评定", {"编号": "V2"}, **decision, 最终等次="差")
    assert town.differences() == {"V2 最终等次": final}


def test_no_final_grade_where_the_committee_decided_on_other_figures() -> None:
    note = "研究（2016-02-01）时建议等次为“好”、综合得分为“{}”，现已变化"
    town = Town().change("综合评定", {"编号": "V1"}, 触发规则=note.format("92"))
    assert town.differences() == {"V1 最终等次": "空白"}
    assert town.change("综合评定", {"编号": "V1"}, 触发规则=note.format("93.87")).differences() == {}
    decided_again = note.format("92").replace("02-01", "01-31")
    assert town.change("综合评定", {"编号": "V1"}, 触发规则=decided_again).differences() == {}


def test_a_rule_that_did_not_fire_is_not_to_be_claimed() -> None:
    town = Town().change("综合评定", {"编号": "V2"}, 触发规则="限：综合得分（75）< 80，最高评“较好”")
    assert town.differences() == {"V2 触发规则": "空白"}
