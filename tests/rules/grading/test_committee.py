"""Decisions of the committee (研究等次) about suggested grades."""

from typing import Any

import pytest

from shuzhi_xl.findings import Finding
from shuzhi_xl.rules.grading.grade import GradingResult
from tests.rules.finding_facts import facts_of
from tests.rules.grading.graded_year import (
    BY_ANNUAL,
    HALF_MAY_BE_GOOD,
    decision_row,
    grade_scores,
    grade_tables,
    grade_year,
    only_appraisal,
)
from tests.rules.small_town import annual_scores, read_year


@pytest.mark.parametrize(
    ("entered", "final"),
    [
        ({}, ""),
        ({"研究日期": "2016-01-26"}, "好"),
        ({"研究等次": "一般", "调整理由": "群众反映"}, ""),  # not dated yet
        ({"研究等次": "一般", "调整理由": "群众反映", "研究日期": "2016-01-26"}, "一般"),
    ],
)
def test_the_committee_decides(entered: dict[str, Any], final: str) -> None:
    result, findings = grade_scores(None, 95, appraisals=[decision_row("V001", 综合评价意见="实", **entered)])
    row = only_appraisal(result)
    assert not findings
    assert (row.final_grade, row.suggested_grade, row.opinion) == (final, "好", "实")
    assert row.decided_grade == entered.get("研究等次", "")
    assert row.decision_reason == entered.get("调整理由", "")
    assert str(row.decided_on or "") == entered.get("研究日期", "")


def test_a_decision_without_reason() -> None:
    result, findings = grade_scores(
        None, 95, appraisals=[decision_row("V001", 研究等次="差", 研究日期="2016-01-26")]
    )
    assert facts_of(findings) == [("须改", "decision_reason_needed", "综合评定", "P4")]
    assert (only_appraisal(result).final_grade, only_appraisal(result).decided_grade) == ("", "差")


def test_a_decision_that_agrees_needs_no_reason() -> None:
    result, findings = grade_scores(
        None, 95, appraisals=[decision_row("V001", 研究等次="好", 研究日期="2016-01-26")]
    )
    assert not findings
    assert only_appraisal(result).final_grade == "好"


def compute_again(result: GradingResult, score: float, **changes: Any) -> tuple[GradingResult, list[Finding]]:
    """计算 once more on what it left in 综合评定, perhaps with the clerk's changes."""
    rows = [{**appraisal.record(), **changes} for appraisal in result.appraisals]
    return grade_scores(None, score, appraisals=rows)


def test_a_decision_on_changed_figures_stays_open_until_it_is_confirmed() -> None:
    dated = [decision_row("V001", 研究等次="较好", 调整理由="x", 研究日期="2016-01-26")]
    first, findings = grade_scores(None, 80, appraisals=dated)
    assert facts_of(findings) == [("须改", "decision_outdated", "综合评定", "Q4")]
    assert (
        only_appraisal(first).final_grade,
        only_appraisal(first).suggested_grade,
        only_appraisal(first).decided_grade,
    ) == (
        "",
        "较好",
        "较好",
    )
    second, findings = compute_again(first, 80)
    assert [finding.code for finding in findings] == ["decision_outdated"]
    assert only_appraisal(second).final_grade == ""
    back, findings = compute_again(second, 95)
    assert (only_appraisal(back).final_grade, findings) == ("较好", [])
    recomputed, findings = compute_again(second, 80, 研究日期="2016-02-01")
    assert (only_appraisal(recomputed).final_grade, findings, only_appraisal(recomputed).fired_rules) == (
        "较好",
        [],
        "",
    )


def test_withheld_figures_need_no_second_decision() -> None:
    dated = [decision_row("V001", 研究日期="2016-01-26")]
    withheld, findings = grade_tables(appraisals=dated)
    assert [finding.code for finding in findings] == ["source_missing", "track_withheld"]
    assert only_appraisal(withheld).final_grade == ""
    restored, findings = compute_again(withheld, 95)
    assert (only_appraisal(restored).final_grade, findings) == ("好", [])


def test_dated_before_there_were_figures() -> None:
    dated = [decision_row("V001", 综合得分="", 建议等次="", 研究日期="2016-01-26")]
    first, findings = grade_scores(None, 95, appraisals=dated)
    assert [finding.code for finding in findings] == ["decision_outdated"]
    assert [finding.code for finding in compute_again(first, 95)[1]] == ["decision_outdated"]


def test_a_decision_about_a_branch_no_longer_appraised_is_kept() -> None:
    rows = [decision_row("V001"), decision_row("V009", 研究等次="差", 调整理由="x"), decision_row("V010")]
    result, findings = grade_scores(None, 95, appraisals=rows)
    assert facts_of(findings) == [("提醒", "decision_without_organisation", "综合评定", "B5")]
    former_branch = result.appraisals[1]
    assert [appraisal.number for appraisal in result.appraisals] == ["V001", "V009"]
    assert (
        former_branch.decided_grade,
        former_branch.final_grade,
        former_branch.composite_score,
        former_branch.suggested_grade,
    ) == (
        "差",
        "",
        None,
        "",
    )


def test_an_unreadable_earlier_appraisal_is_named() -> None:
    year, _ = read_year(
        source_weights=BY_ANNUAL,
        routine=annual_scores(V001=95),
        appraisals=[decision_row("V001", 研究日期="下周")],
    )
    assert grade_year(year)[0].unreadable == ("V001",)
    assert grade_scores(None, 95)[0].unreadable == ()


def test_more_final_grades_than_places_are_reported() -> None:
    rows = [
        decision_row("V001", 研究日期="2016-01-26"),
        decision_row("V002", 建议等次="较好", 综合得分=91, 研究日期="2016-01-26"),
    ]
    rows[1] |= {"研究等次": "好", "调整理由": "突出"}
    result, findings = grade_scores(None, 95, 91, grades=HALF_MAY_BE_GOOD, appraisals=rows)
    assert [appraisal.final_grade for appraisal in result.appraisals] == ["好", "好"]
    assert facts_of(findings) == [("提醒", "final_over_quota", "评分设置", "E4")]
    assert (findings[0].context["count"], findings[0].context["places"]) == (2, 1)
