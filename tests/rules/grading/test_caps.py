"""Rules (评定规则) and the veto (一票否决) cap a grade."""

from typing import Any

import pytest

from tests.rules.finding_facts import facts_of
from tests.rules.grading.graded_year import (
    appraise_votes,
    grade_scores,
    grade_tables,
    only_appraisal,
    problem_row,
    report_row,
    suggestions,
)
from tests.rules.small_town import routine, rule


def test_a_report_of_another_branch_is_not_used() -> None:
    row, findings = appraise_votes(
        rule("甲", "成绩占比", ">", "1/3", "较好"), reports=[report_row(编号="V002")]
    )
    assert row.suggested_grade == "好"
    assert facts_of(findings) == [("提醒", "indicator_missing", "组织名册", "A4")]


@pytest.mark.parametrize(
    ("indicator", "comparison", "threshold", "fires"),
    [
        ("差占比", "≥", "5", True),
        ("差占比", ">", "5", False),
        ("差占比", "≤", "5", True),
        ("差占比", "<", "5", False),
        ("差占比", "=", "5%", True),
        ("差占比", "≥", "1/20", True),
        ("好占比", "<", "90.01", True),
        ("较好占比", "=", "5", True),
        ("一般占比", "=", "0", True),
        ("好和较好占比", "<", "95", False),
        ("一般和差占比", "≥", "5", True),
        ("现场测评", "<", "94", False),
        ("综合得分", "≤", "94", True),
    ],
)
def test_rules(indicator: str, comparison: str, threshold: str, *, fires: bool) -> None:
    row, findings = appraise_votes(rule("甲", indicator, comparison, threshold, "一般"))
    assert not findings
    assert row.suggested_grade == ("一般" if fires else "好")
    assert ("甲" in row.fired_rules) == fires


def test_rows_of_one_rule_must_all_be_met() -> None:
    poor = rule("甲", "差占比", "≥", "5", "一般")
    assert appraise_votes(poor, rule("甲", "好占比", "<", "50", "一般"))[0].suggested_grade == "好"
    assert appraise_votes(poor, rule("甲", "好占比", "<", "95", "一般"))[0].suggested_grade == "一般"


def test_the_lowest_cap_counts_and_every_fired_rule_is_listed() -> None:
    row, _ = appraise_votes(
        rule("甲", "差占比", "≥", "5", "一般"),
        rule("乙", "差占比", "≥", "1", "较好"),
        rule("丙", "差占比", "≥", "50", "差"),
        rule("丁", "差占比", "≥", "0", "好"),
    )
    assert row.suggested_grade == "一般"
    assert row.fired_rules == (
        "甲：差票占 5.00%，达到 5%，最高评“一般”；乙：差票占 5.00%，达到 1%，最高评“较好”；"
        "丁：差票占 5.00%，达到 0%，最高评“好”"
    )


def test_a_rule_never_raises_a_grade() -> None:
    result, _ = grade_scores(None, 61, cap_rules=[rule("甲", "综合得分", "<", "70", "较好")])
    assert suggestions(result) == ["一般"]


def test_a_missing_indicator_never_fires_and_is_reported() -> None:
    row, findings = appraise_votes(
        rule("甲", "问卷调查", "<", "60", "一般"), rule("乙", "成绩占比", ">", "1/3", "较好")
    )
    assert row.suggested_grade == "好"
    assert facts_of(findings) == [("提醒", "indicator_missing", "组织名册", "A4")] * 2


@pytest.mark.parametrize(
    ("row", "suggestion", "cell"),
    [
        (report_row(总字数=1500, 成绩字数=501), "较好", ""),
        (report_row(总字数=1500, 成绩字数=500), "好", ""),  # exactly one third
        (report_row(成绩字数=500), "好", "D4"),
        (report_row(总字数=1500), "好", "E4"),
    ],
)
def test_share_of_achievements(row: dict[str, Any], suggestion: str, cell: str) -> None:
    other_report = report_row(编号="V002", 总字数=1000, 成绩字数=1000)
    appraisal, findings = appraise_votes(
        rule("甲", "成绩占比", ">", "1/3", "较好"), reports=[row, other_report]
    )
    assert appraisal.suggested_grade == suggestion
    assert facts_of(findings) == ([("提醒", "indicator_missing", "述职报告", cell)] if cell else [])


def test_overdue_problems_as_of_the_reference_day() -> None:
    caps = rule("甲", "整改逾期数", "≥", "1", "较好")
    fine = [
        problem_row("2016-01-25"),  # due on the day itself
        problem_row("2016-01-01", "已完成"),
        problem_row("2016-01-01", "已销号"),
        problem_row("2016-01-01", number="V009"),
        problem_row(""),
    ]
    assert appraise_votes(caps, problems=fine)[0].suggested_grade == "好"
    assert (
        appraise_votes(caps, problems=[*fine, problem_row("2016-01-24", "未启动")])[0].suggested_grade
        == "较好"
    )


def test_veto() -> None:
    result, findings = grade_tables(routine=[routine("V001", 年度考核=99, 一票否决="是", 否决事由="瞒报")])
    assert not findings
    assert (only_appraisal(result).suggested_grade, only_appraisal(result).fired_rules) == (
        "差",
        "一票否决（瞒报），最高评“差”",
    )
