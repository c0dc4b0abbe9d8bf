"""Ranks, grades and quotas (比例上限) of whole tracks."""

from typing import Any

from tests.rules.finding_facts import facts_of
from tests.rules.grading.graded_year import (
    BY_ANNUAL,
    HALF_MAY_BE_GOOD,
    decision_row,
    grade_scores,
    grade_tables,
    suggestions,
)
from tests.rules.small_town import annual_scores, organisation, source_weights


def test_a_shift_for_the_quota_is_recorded() -> None:
    result, findings = grade_scores(
        None, 99, 95, 91, grades=HALF_MAY_BE_GOOD
    )  # half of three, rounded down: one place
    assert not findings
    assert suggestions(result) == ["好", "较好", "较好"]
    assert [appraisal.rank for appraisal in result.appraisals] == [1, 2, 3]
    assert result.appraisals[1].fired_rules == "“好”名额 1 个，未能进入，改为“较好”"


def test_quotas_go_by_printed_scores() -> None:
    result, _ = grade_scores({"同分处理": "从宽", "小数位数": 0}, 95.4, 94.6, grades=HALF_MAY_BE_GOOD)
    assert suggestions(result) == ["好", "好"]
    assert [appraisal.rank for appraisal in result.appraisals] == [1, 1]


def test_an_open_tie_waits_for_the_committee() -> None:
    result, findings = grade_scores({"同分处理": "报错"}, 95, 95, grades=HALF_MAY_BE_GOOD)
    assert suggestions(result) == ["", ""]
    assert [(finding.code, finding.at.sheet) for finding in findings] == [("quota_tie", "基本设置")]
    decided = [decision_row("V001", 研究等次="好", 调整理由="x"), decision_row("V002")]
    _, findings = grade_scores({"同分处理": "报错"}, 95, 95, grades=HALF_MAY_BE_GOOD, appraisals=decided)
    assert facts_of(findings) == [("须改", "quota_tie", "综合评定", "O5")]
    both_decisions = [decided[0], decision_row("V002", 研究等次="较好", 调整理由="y")]
    assert not grade_scores({"同分处理": "报错"}, 95, 95, grades=HALF_MAY_BE_GOOD, appraisals=both_decisions)[
        1
    ]


def test_one_branch_without_composite_withholds_the_track() -> None:
    roster = [organisation("V001"), organisation("V002"), organisation("V003")]
    result, findings = grade_tables(organisations=roster, routine=annual_scores(V001=95, V002=80))
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
    result, findings = grade_tables(
        organisations=roster, tracks=TRACKS, routine=annual_scores(V001=80, V002=90, C001=70)
    )
    assert not findings
    assert [(appraisal.number, appraisal.rank) for appraisal in result.appraisals] == [
        ("C001", 1),
        ("V002", 1),
        ("V001", 2),
    ]


def test_a_track_with_a_broken_scheme_still_has_its_rows() -> None:
    roster = [organisation("V001"), organisation("C001", 板块="企业")]
    weights = BY_ANNUAL + source_weights("企业", 日常工作=5)
    tables: dict[str, Any] = {"organisations": roster, "tracks": TRACKS, "source_weights": weights}
    old = [decision_row("C001", 综合评价意见="扎实")]
    result, findings = grade_tables(routine=annual_scores(V001=80, C001=70), appraisals=old, **tables)
    assert not findings  # the scheme's own finding is enough
    assert [
        (appraisal.number, appraisal.suggested_grade, appraisal.opinion) for appraisal in result.appraisals
    ] == [
        ("C001", "", "扎实"),
        ("V001", "较好", ""),
    ]
