"""From the scores of the sources to the composite (综合得分) and its grade, by hand."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from shuzhi_xl.rules.grading.composite import combine_sources
from tests.rules.finding_facts import facts_of
from tests.rules.grading.graded_year import grade_scores, grade_tables, only_appraisal, suggestions
from tests.rules.small_town import annual_scores, organisation, routine, source_weights

ROUTINE_AND_ANNUAL = source_weights(日常工作=40, 年度考核=60)


@pytest.mark.parametrize(
    ("row", "composite"),
    [
        ({"日常工作": 80, "年度考核": 90}, "86.00"),
        ({"日常工作": 80, "年度考核": 90, "加减分": 2.5}, "88.50"),
        ({"日常工作": 80, "年度考核": 90, "加减分": -5}, "81.00"),
        ({"日常工作": 100, "年度考核": 99, "加减分": 5}, "100.00"),
        ({"日常工作": 3, "年度考核": 0, "加减分": -5}, "0.00"),
        ({"日常工作": 80.01, "年度考核": 90.005}, "86.01"),  # 86.007
        ({"日常工作": 0, "年度考核": 0.0083}, "0.00"),
    ],
)
def test_composite(row: dict[str, Any], composite: str) -> None:
    result, findings = grade_tables(source_weights=ROUTINE_AND_ANNUAL, routine=[routine("V001", **row)])
    assert not findings
    assert str(only_appraisal(result).composite_score) == composite
    assert only_appraisal(result).adjustment == Decimal(str(row.get("加减分", 0)))


@pytest.mark.parametrize("adjustment", [5.5, -6])
def test_adjustment_beyond_its_limit(adjustment: float) -> None:
    result, findings = grade_tables(routine=[routine("V001", 年度考核=90, 加减分=adjustment)])
    assert facts_of(findings) == [
        ("须改", "adjustment_exceeds", "日常年度", "E4"),
        ("提醒", "track_withheld", "组织名册", "A4"),
    ]
    row = only_appraisal(result)
    assert (row.composite_score, str(row.annual_score), row.suggested_grade) == (None, "90.00", "")


@pytest.mark.parametrize(("handling", "composite"), [("报错", None), ("按其余来源折算", "90.00")])
def test_a_missing_source(handling: str, composite: str | None) -> None:
    result, findings = grade_tables(
        {"缺项处理": handling}, source_weights=ROUTINE_AND_ANNUAL, routine=[routine("V001", 年度考核=90)]
    )
    shown = only_appraisal(result).composite_score
    assert (None if shown is None else str(shown)) == composite
    expected = [("须改", "source_missing", "日常年度", "C4"), ("提醒", "track_withheld", "组织名册", "A4")]
    assert facts_of(findings) == ([] if composite else expected)


def test_a_source_that_a_whole_track_lacks_is_one_finding_that_names_its_branches() -> None:
    roster = [organisation(number, 组织名称=f"{number}村") for number in ("V001", "V002", "V003")]
    _, findings = grade_tables(
        {"缺项处理": "报错"},
        source_weights=ROUTINE_AND_ANNUAL,
        organisations=roster,
        routine=annual_scores(V002=90),
    )
    missing = [finding for finding in findings if finding.code == "source_missing"]
    assert [(finding.context["source"], finding.context["names"]) for finding in missing] == [
        ("日常工作", "V001村、V002村、V003村"),
        ("年度考核", "V001村、V003村"),
    ]


def test_scaling_up_comes_before_the_adjustment() -> None:
    rows = [routine("V001", 年度考核=80, 加减分=3)]
    result, _ = grade_tables({"缺项处理": "按其余来源折算"}, source_weights=ROUTINE_AND_ANNUAL, routine=rows)
    assert only_appraisal(result).composite_score == 83


def test_no_source_at_all() -> None:
    result, findings = grade_tables(
        {"缺项处理": "按其余来源折算"}, source_weights=source_weights(日常工作=40, 现场测评=60)
    )
    assert facts_of(findings) == [
        ("须改", "source_missing", "组织名册", "A4"),
        ("须改", "source_missing", "组织名册", "A4"),
        ("提醒", "track_withheld", "组织名册", "A4"),
    ]
    assert only_appraisal(result).composite_score is None


def test_a_composite_of_nothing() -> None:
    assert combine_sources({}, {}, Fraction(5), 2) is None


def test_a_source_of_weight_zero_is_never_missing_and_shown_if_entered() -> None:
    weights = source_weights(日常工作=0, 座谈调研=0, 年度考核=100)
    result, findings = grade_tables(
        source_weights=weights, routine=[routine("V001", 年度考核=90, 日常工作=10)]
    )
    row = only_appraisal(result)
    assert not findings
    assert (str(row.composite_score), str(row.routine_score), row.visit_score) == ("90.00", "10.00", None)


@pytest.mark.parametrize(
    ("places", "score", "suggestion"), [(2, "89.99", "较好"), (1, "90.0", "好"), (0, "90", "好")]
)
def test_the_printed_score_decides(places: int, score: str, suggestion: str) -> None:
    result, _ = grade_scores({"小数位数": places}, 89.994)
    assert (str(only_appraisal(result).composite_score), only_appraisal(result).suggested_grade) == (
        score,
        suggestion,
    )


@pytest.mark.parametrize(
    ("score", "suggestion"),
    [(100, "好"), (90, "好"), (89.99, "较好"), (75, "较好"), (60, "一般"), (59.99, "差"), (0, "差")],
)
def test_thresholds(score: float, suggestion: str) -> None:
    assert suggestions(grade_scores(None, score)[0]) == [suggestion]
