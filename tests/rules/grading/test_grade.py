"""From scores to grades, by hand. 好 from 90, 较好 from 75, 一般 from 60; the score is 年度考核 alone."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from shuzhi_xl.findings import Finding
from shuzhi_xl.rules.grading.composite import combine_sources
from shuzhi_xl.rules.grading.grade import GradingResult, grade_organisations
from shuzhi_xl.rules.policy.make import make_policy
from shuzhi_xl.rules.tally.tally import tally
from shuzhi_xl.sheets.master.results import Appraisal
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.findings.grading import GRADING
from tests.rules.small_town import (
    annual_scores,
    class_weights,
    grades,
    organisation,
    read_year,
    routine,
    rule,
    source_weights,
    votes,
    year_of,
)

ANNUAL = source_weights(年度考核=100)
BOTH = source_weights(日常工作=40, 年度考核=60)
QUOTA = grades(("好", 100, 90, 50), ("较好", 80, 75, None), ("一般", 60, 60, None), ("差", 0, 0, None))


def graded(year: Year) -> tuple[GradingResult, list[Finding]]:
    policy, _ = make_policy(year)
    assert policy is not None
    tallied, errors = tally(year, policy)
    assert not errors
    result, findings = grade_organisations(year, policy, tallied)
    for finding in findings:
        assert GRADING[finding.code].format_map({"value": finding.value, **finding.context})
    return result, findings


def run(settings: dict[str, Any] | None = None, **tables: Any) -> tuple[GradingResult, list[Finding]]:
    return graded(year_of(settings, **{"source_weights": ANNUAL, **tables}))


def scored(
    settings: dict[str, Any] | None = None, *scores: float, **tables: Any
) -> tuple[GradingResult, list[Finding]]:
    """A track of branches V001, V002, … with these composites."""
    numbers = [f"V{index:03d}" for index in range(1, len(scores) + 1)]
    roster = [organisation(number) for number in numbers]
    annual = annual_scores(**dict(zip(numbers, scores, strict=True)))
    return run(settings, **{"organisations": roster, "routine": annual, **tables})


def only(result: GradingResult) -> Appraisal:
    assert len(result.appraisals) == 1
    return result.appraisals[0]


def facts_of(findings: list[Finding]) -> list[tuple[str, str, str, str]]:
    return [(str(finding.severity), finding.code, finding.at.sheet, finding.at.cell) for finding in findings]


def suggested(result: GradingResult) -> list[str]:
    return [appraisal.suggested_grade for appraisal in result.appraisals]


# --- composite -----------------------------------------------------------------------------------


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
    result, findings = run(source_weights=BOTH, routine=[routine("V001", **row)])
    assert not findings
    assert str(only(result).composite_score) == composite
    assert only(result).adjustment == Decimal(str(row.get("加减分", 0)))


@pytest.mark.parametrize("adjustment", [5.5, -6])
def test_adjustment_beyond_its_limit(adjustment: float) -> None:
    result, findings = run(routine=[routine("V001", 年度考核=90, 加减分=adjustment)])
    assert facts_of(findings) == [
        ("须改", "adjustment_exceeds", "日常年度", "D4"),
        ("提醒", "track_withheld", "组织名册", "A4"),
    ]
    row = only(result)
    assert (row.composite_score, str(row.annual_score), row.suggested_grade) == (None, "90.00", "")


@pytest.mark.parametrize(("handling", "composite"), [("报错", None), ("按其余来源折算", "90.00")])
def test_a_missing_source(handling: str, composite: str | None) -> None:
    result, findings = run(
        {"缺项处理": handling}, source_weights=BOTH, routine=[routine("V001", 年度考核=90)]
    )
    shown = only(result).composite_score
    assert (None if shown is None else str(shown)) == composite
    expected = [("须改", "source_missing", "日常年度", "B4"), ("提醒", "track_withheld", "组织名册", "A4")]
    assert facts_of(findings) == ([] if composite else expected)


def test_a_source_that_a_whole_track_lacks_is_one_finding_that_names_them() -> None:
    roster = [organisation(number, 组织名称=f"{number}村") for number in ("V001", "V002", "V003")]
    _, findings = run(
        {"缺项处理": "报错"}, source_weights=BOTH, organisations=roster, routine=annual_scores(V002=90)
    )
    missing = [finding for finding in findings if finding.code == "source_missing"]
    assert [(finding.context["source"], finding.context["names"]) for finding in missing] == [
        ("日常工作", "V001村、V002村、V003村"),
        ("年度考核", "V001村、V003村"),
    ]


def test_scaling_up_comes_before_the_adjustment() -> None:
    rows = [routine("V001", 年度考核=80, 加减分=3)]
    result, _ = run({"缺项处理": "按其余来源折算"}, source_weights=BOTH, routine=rows)
    assert only(result).composite_score == 83


def test_no_source_at_all() -> None:
    result, findings = run(
        {"缺项处理": "按其余来源折算"}, source_weights=source_weights(日常工作=40, 现场测评=60)
    )
    assert facts_of(findings) == [
        ("须改", "source_missing", "组织名册", "A4"),
        ("须改", "source_missing", "组织名册", "A4"),
        ("提醒", "track_withheld", "组织名册", "A4"),
    ]
    assert only(result).composite_score is None


def test_a_report_of_another_branch_is_not_ones_own() -> None:
    row, findings = voted(rule("甲", "成绩占比", ">", "1/3", "较好"), reports=[report(编号="V002")])
    assert row.suggested_grade == "好"
    assert facts_of(findings) == [("提醒", "indicator_missing", "组织名册", "A4")]


def test_a_composite_of_nothing() -> None:
    assert combine_sources([], Fraction(5), 2) is None


def test_a_source_of_weight_zero_is_never_missing_and_shown_if_there() -> None:
    weights = source_weights(日常工作=0, 座谈调研=0, 年度考核=100)
    result, findings = run(source_weights=weights, routine=[routine("V001", 年度考核=90, 日常工作=10)])
    row = only(result)
    assert not findings
    assert (str(row.composite_score), str(row.routine_score), row.visit_score) == ("90.00", "10.00", None)


@pytest.mark.parametrize(
    ("places", "score", "suggestion"), [(2, "89.99", "较好"), (1, "90.0", "好"), (0, "90", "好")]
)
def test_what_is_printed_decides(places: int, score: str, suggestion: str) -> None:
    result, _ = scored({"小数位数": places}, 89.994)
    assert (str(only(result).composite_score), only(result).suggested_grade) == (score, suggestion)


@pytest.mark.parametrize(
    ("score", "suggestion"),
    [(100, "好"), (90, "好"), (89.99, "较好"), (75, "较好"), (60, "一般"), (59.99, "差"), (0, "差")],
)
def test_thresholds(score: float, suggestion: str) -> None:
    assert suggested(scored(None, score)[0]) == [suggestion]


# --- rules and veto ------------------------------------------------------------------------------

VOTED = source_weights(现场测评=100)
A_ONLY = class_weights("现场测评", A票=100)


def voted(*caps: dict[str, Any], **tables: Any) -> tuple[Appraisal, list[Finding]]:
    """One branch with 18 好, 1 较好, 1 差: composite 94."""
    ballots = votes("V001", "A票", 好=18, 较好=1, 差=1)
    base_tables = {"ballots": ballots, "class_weights": A_ONLY, "source_weights": VOTED}
    result, findings = run(cap_rules=list(caps), **{**base_tables, **tables})
    return only(result), findings


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
    row, findings = voted(rule("甲", indicator, comparison, threshold, "一般"))
    assert not findings
    assert row.suggested_grade == ("一般" if fires else "好")
    assert ("甲" in row.fired_rules) == fires


def test_rows_of_one_rule_must_all_hold() -> None:
    poor = rule("甲", "差占比", "≥", "5", "一般")
    assert voted(poor, rule("甲", "好占比", "<", "50", "一般"))[0].suggested_grade == "好"
    assert voted(poor, rule("甲", "好占比", "<", "95", "一般"))[0].suggested_grade == "一般"


def test_the_lowest_cap_counts_and_all_that_fired_are_listed() -> None:
    row, _ = voted(
        rule("甲", "差占比", "≥", "5", "一般"),
        rule("乙", "差占比", "≥", "1", "较好"),
        rule("丙", "差占比", "≥", "50", "差"),
        rule("丁", "差占比", "≥", "0", "好"),
    )
    assert row.suggested_grade == "一般"
    assert row.fired_rules == (
        "甲：差占比（5）≥ 5，最高评“一般”；乙：差占比（5）≥ 1，最高评“较好”；丁：差占比（5）≥ 0，最高评“好”"
    )


def test_a_rule_raises_nobody() -> None:
    result, _ = scored(None, 61, cap_rules=[rule("甲", "综合得分", "<", "70", "较好")])
    assert suggested(result) == ["一般"]


def test_a_missing_indicator_never_fires_and_is_told() -> None:
    row, findings = voted(
        rule("甲", "问卷调查", "<", "60", "一般"), rule("乙", "成绩占比", ">", "1/3", "较好")
    )
    assert row.suggested_grade == "好"
    assert facts_of(findings) == [("提醒", "indicator_missing", "组织名册", "A4")] * 2


def report(**more: Any) -> dict[str, Any]:
    return {"编号": "V001", **more}


@pytest.mark.parametrize(
    ("row", "suggestion", "cell"),
    [
        (report(总字数=1500, 成绩字数=501), "较好", ""),
        (report(总字数=1500, 成绩字数=500), "好", ""),  # exactly one third
        (report(成绩字数=500), "好", "C4"),
        (report(总字数=1500), "好", "D4"),
    ],
)
def test_share_of_achievements(row: dict[str, Any], suggestion: str, cell: str) -> None:
    other_report = report(编号="V002", 总字数=1000, 成绩字数=1000)
    appraisal, findings = voted(rule("甲", "成绩占比", ">", "1/3", "较好"), reports=[row, other_report])
    assert appraisal.suggested_grade == suggestion
    assert facts_of(findings) == ([("提醒", "indicator_missing", "述职报告", cell)] if cell else [])


def problem(due: str, state: str = "整改中", number: str = "V001") -> dict[str, Any]:
    row = {
        "问题编号": f"{number}{due}{state}",
        "编号": number,
        "来源": "自查",
        "问题": "例会少",
        "整改时限": due,
    }
    return {**row, "状态": state}


def test_overdue_problems_as_of_the_reference_day() -> None:
    caps = rule("甲", "整改逾期数", "≥", "1", "较好")
    fine = [
        problem("2016-01-25"),  # due on the day itself
        problem("2016-01-01", "已完成"),
        problem("2016-01-01", "已销号"),
        problem("2016-01-01", number="V009"),
        problem(""),
    ]
    assert voted(caps, problems=fine)[0].suggested_grade == "好"
    assert voted(caps, problems=[*fine, problem("2016-01-24", "未启动")])[0].suggested_grade == "较好"


def test_veto() -> None:
    result, findings = run(routine=[routine("V001", 年度考核=99, 一票否决="是", 否决事由="瞒报")])
    assert not findings
    assert (only(result).suggested_grade, only(result).fired_rules) == ("差", "一票否决（瞒报），最高评“差”")


# --- quotas --------------------------------------------------------------------------------------


def test_quota_shift_is_written() -> None:
    result, findings = scored(None, 99, 95, 91, grades=QUOTA)  # half of three, rounded down: one place
    assert not findings
    assert suggested(result) == ["好", "较好", "较好"]
    assert [appraisal.rank for appraisal in result.appraisals] == [1, 2, 3]
    assert result.appraisals[1].fired_rules == "“好”名额 1 个，未能进入，改为“较好”"


def test_quotas_go_by_printed_scores() -> None:
    result, _ = scored({"同分处理": "从宽", "小数位数": 0}, 95.4, 94.6, grades=QUOTA)
    assert suggested(result) == ["好", "好"]
    assert [appraisal.rank for appraisal in result.appraisals] == [1, 1]


def test_an_open_tie_waits_for_the_committee() -> None:
    result, findings = scored({"同分处理": "报错"}, 95, 95, grades=QUOTA)
    assert suggested(result) == ["", ""]
    assert [(finding.code, finding.at.sheet) for finding in findings] == [("quota_tie", "基本设置")]
    decided = [decision("V001", 研究等次="好", 调整理由="x"), decision("V002")]
    _, findings = scored({"同分处理": "报错"}, 95, 95, grades=QUOTA, appraisals=decided)
    assert facts_of(findings) == [("须改", "quota_tie", "综合评定", "O5")]
    both_decisions = [decided[0], decision("V002", 研究等次="较好", 调整理由="y")]
    assert not scored({"同分处理": "报错"}, 95, 95, grades=QUOTA, appraisals=both_decisions)[1]


def test_one_branch_without_composite_withholds_the_track() -> None:
    roster = [organisation("V001"), organisation("V002"), organisation("V003")]
    result, findings = run(organisations=roster, routine=annual_scores(V001=95, V002=80))
    assert [appraisal.composite_score for appraisal in result.appraisals] == [95, 80, None]
    assert [
        (appraisal.rank, appraisal.suggested_grade, appraisal.fired_rules) for appraisal in result.appraisals
    ] == [(None, "", "")] * 3
    assert facts_of(findings) == [
        ("须改", "source_missing", "组织名册", "A6"),
        ("提醒", "track_withheld", "组织名册", "A6"),
    ]


TRACKS = [
    {"板块": name, "牵头部门": "组织科", "述职对象": "镇党委", "组织类型": kind}
    for name, kind in (("企业", "公司"), ("村", "村"))
]


def test_tracks_are_ranked_apart_and_listed_in_their_order() -> None:
    roster = [organisation("V001"), organisation("C001", 板块="企业"), organisation("V002")]
    result, findings = run(
        organisations=roster, tracks=TRACKS, routine=annual_scores(V001=80, V002=90, C001=70)
    )
    assert not findings
    assert [(appraisal.number, appraisal.rank) for appraisal in result.appraisals] == [
        ("C001", 1),
        ("V001", 2),
        ("V002", 1),
    ]


def test_a_broken_track_still_has_its_lines() -> None:
    roster = [organisation("V001"), organisation("C001", 板块="企业")]
    weights = ANNUAL + source_weights("企业", 日常工作=5)
    tables: dict[str, Any] = {"organisations": roster, "tracks": TRACKS, "source_weights": weights}
    old = [decision("C001", 综合评价意见="扎实")]
    result, findings = run(routine=annual_scores(V001=80, C001=70), appraisals=old, **tables)
    assert not findings  # the scheme's own finding is enough
    assert [
        (appraisal.number, appraisal.suggested_grade, appraisal.opinion) for appraisal in result.appraisals
    ] == [
        ("C001", "", "扎实"),
        ("V001", "较好", ""),
    ]


# --- the committee -------------------------------------------------------------------------------


def decision(number: str, **more: Any) -> dict[str, Any]:
    """A row of 综合评定 as 计算 left it: 95.00, 好."""
    return {
        "板块": "村",
        "编号": number,
        "组织名称": f"{number}村党支部",
        "综合得分": 95,
        "建议等次": "好",
        **more,
    }


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
    result, findings = scored(None, 95, appraisals=[decision("V001", 综合评价意见="实", **entered)])
    row = only(result)
    assert not findings
    assert (row.final_grade, row.suggested_grade, row.opinion) == (final, "好", "实")
    assert row.decided_grade == entered.get("研究等次", "")
    assert row.decision_reason == entered.get("调整理由", "")
    assert str(row.decided_on or "") == entered.get("研究日期", "")


def test_a_decision_without_reason() -> None:
    result, findings = scored(None, 95, appraisals=[decision("V001", 研究等次="差", 研究日期="2016-01-26")])
    assert facts_of(findings) == [("须改", "decision_reason_needed", "综合评定", "P4")]
    assert (only(result).final_grade, only(result).decided_grade) == ("", "差")


def test_a_decision_that_agrees_needs_no_reason() -> None:
    result, findings = scored(None, 95, appraisals=[decision("V001", 研究等次="好", 研究日期="2016-01-26")])
    assert not findings
    assert only(result).final_grade == "好"


def again(result: GradingResult, score: float, **changes: Any) -> tuple[GradingResult, list[Finding]]:
    """计算 once more on what it left in 综合评定, perhaps with the clerk's changes."""
    rows = [{**appraisal.record(), **changes} for appraisal in result.appraisals]
    return scored(None, score, appraisals=rows)


def test_figures_that_changed_since_stay_open_until_decided_anew() -> None:
    dated = [decision("V001", 研究等次="较好", 调整理由="x", 研究日期="2016-01-26")]
    first, findings = scored(None, 80, appraisals=dated)
    assert facts_of(findings) == [("须改", "decision_outdated", "综合评定", "Q4")]
    assert (only(first).final_grade, only(first).suggested_grade, only(first).decided_grade) == (
        "",
        "较好",
        "较好",
    )
    second, findings = again(first, 80)
    assert [finding.code for finding in findings] == ["decision_outdated"]
    assert only(second).final_grade == ""
    back, findings = again(second, 95)
    assert (only(back).final_grade, findings) == ("较好", [])
    anew, findings = again(second, 80, 研究日期="2016-02-01")
    assert (only(anew).final_grade, findings, only(anew).fired_rules) == ("较好", [], "")


def test_withheld_figures_are_no_change_to_decide_anew() -> None:
    dated = [decision("V001", 研究日期="2016-01-26")]
    withheld, findings = run(appraisals=dated)
    assert [finding.code for finding in findings] == ["source_missing", "track_withheld"]
    assert only(withheld).final_grade == ""
    restored, findings = again(withheld, 95)
    assert (only(restored).final_grade, findings) == ("好", [])


def test_dated_before_there_were_figures() -> None:
    dated = [decision("V001", 综合得分="", 建议等次="", 研究日期="2016-01-26")]
    first, findings = scored(None, 95, appraisals=dated)
    assert [finding.code for finding in findings] == ["decision_outdated"]
    assert [finding.code for finding in again(first, 95)[1]] == ["decision_outdated"]


def test_a_decision_about_one_no_longer_appraised_is_kept() -> None:
    rows = [decision("V001"), decision("V009", 研究等次="差", 调整理由="x"), decision("V010")]
    result, findings = scored(None, 95, appraisals=rows)
    assert facts_of(findings) == [("提醒", "decision_without_organisation", "综合评定", "B5")]
    kept_appraisal = result.appraisals[1]
    assert [appraisal.number for appraisal in result.appraisals] == ["V001", "V009"]
    assert (
        kept_appraisal.decided_grade,
        kept_appraisal.final_grade,
        kept_appraisal.composite_score,
        kept_appraisal.suggested_grade,
    ) == (
        "差",
        "",
        None,
        "",
    )


def test_an_old_line_that_cannot_be_read_is_named() -> None:
    year, _ = read_year(
        source_weights=ANNUAL, routine=annual_scores(V001=95), appraisals=[decision("V001", 研究日期="下周")]
    )
    assert graded(year)[0].unreadable == ("V001",)
    assert scored(None, 95)[0].unreadable == ()


def test_more_final_grades_than_places_is_told() -> None:
    rows = [
        decision("V001", 研究日期="2016-01-26"),
        decision("V002", 建议等次="较好", 综合得分=91, 研究日期="2016-01-26"),
    ]
    rows[1] |= {"研究等次": "好", "调整理由": "突出"}
    result, findings = scored(None, 95, 91, grades=QUOTA, appraisals=rows)
    assert [appraisal.final_grade for appraisal in result.appraisals] == ["好", "好"]
    assert facts_of(findings) == [("提醒", "final_over_quota", "评分设置", "E4")]
    assert (findings[0].context["count"], findings[0].context["places"]) == (2, 1)


# --- rows that could not be read -----------------------------------------------------------------


def test_an_unfit_routine_row_withholds_the_composite() -> None:
    year, _ = read_year(source_weights=ANNUAL, routine=[routine("V001", 年度考核=90, 加减分="两分")])
    result, findings = graded(year)
    assert only(result).composite_score is None
    assert [finding.code for finding in findings] == ["track_withheld"]


@pytest.mark.parametrize(
    ("caps", "tables"),
    [
        (rule("甲", "整改逾期数", "≥", "1", "一般"), {"problems": [problem("下月")]}),
        (rule("甲", "成绩占比", "≥", "40", "一般"), {"reports": [report(总字数="两千")]}),
        (rule("甲", "差占比", "≥", "40", "一般"), {"ballots": votes("V001", "A票", 良=1)}),
    ],
)
def test_a_rule_on_doubtful_rows_withholds_the_suggestion(
    caps: dict[str, Any], tables: dict[str, Any]
) -> None:
    base_tables: dict[str, Any] = {"source_weights": ANNUAL, "routine": annual_scores(V001=95), **tables}
    without = graded(read_year(**base_tables)[0])[0]
    result, findings = graded(read_year(cap_rules=[caps], **base_tables)[0])
    assert only(without).suggested_grade == "好"
    assert (str(only(result).composite_score), only(result).suggested_grade) == ("95.00", "")
    assert [finding.code for finding in findings] == ["track_withheld"]


def test_an_unfit_roster_row_leaves_the_track_unranked() -> None:
    roster = [organisation("V001"), organisation("V002", 参评="也许")]
    year, _ = read_year(source_weights=ANNUAL, routine=annual_scores(V001=95), organisations=roster)
    result, findings = graded(year)
    assert not findings
    assert (str(only(result).composite_score), only(result).rank) == ("95.00", None)
