from fractions import Fraction
from typing import Any

import pytest

from shuzhi_xl.findings import Finding
from shuzhi_xl.rules.policy.make import Policy, make_policy
from shuzhi_xl.rules.policy.model import parse_limit, parse_threshold
from shuzhi_xl.wording.findings.grading import GRADING
from tests.rules.finding_facts import facts_of
from tests.rules.small_town import (
    class_weights,
    grades,
    organisation,
    read_year,
    rule,
    source_weights,
    year_of,
)

TWO_TRACKS = [
    {"板块": name, "牵头部门": "组织科", "述职对象": "镇党委", "组织类型": kind}
    for name, kind in (("村", "村"), ("企业", "公司"))
]


def make_scheme(**tables: Any) -> tuple[Policy, list[Finding]]:
    policy, findings = make_policy(year_of(**tables))
    assert policy is not None
    for finding in findings:
        assert GRADING[finding.code].format_map({"value": finding.value, **finding.context})
    return policy, findings


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("90", 90),
        ("90%", 90),
        ("90％", 90),
        (" 33.5 % ", Fraction(67, 2)),
        ("1/3", Fraction(100, 3)),
        ("1／3", Fraction(100, 3)),
        ("½", 50),
        ("-10", -10),
    ],
)
def test_thresholds_as_people_write_them(text: str, share: Fraction) -> None:
    assert parse_threshold(text) == share
    assert parse_limit(text, "好占比") == share


@pytest.mark.parametrize(("text", "points"), [("90", 90), ("90%", 90), ("89.5", Fraction(179, 2))])
def test_a_score_takes_a_number_or_a_per_cent_that_means_the_same(text: str, points: Fraction) -> None:
    assert parse_limit(text, "综合得分") == points


@pytest.mark.parametrize("text", ["", "三分之一", "1/0", "90分", "1/3%", "2015-01-03", "9 0 x"])
def test_unreadable_thresholds(text: str) -> None:
    with pytest.raises(ValueError, match="no threshold"):
        parse_threshold(text)


def test_sound_defaults() -> None:
    policy, findings = make_scheme()
    assert not findings
    track = policy.tracks["村"]
    assert [grade.grade for grade in track.grades] == ["好", "较好", "一般", "差"]
    assert list(map(int, track.points)) == [100, 80, 60, 0]
    assert track.class_weights["现场测评"] == {"A票": 60, "B票": 40}
    assert policy.criteria == {"总体评价": 100}


def test_without_settings_there_is_no_policy() -> None:
    year, _ = read_year({"年度": ""})
    assert make_policy(year) == (None, [])


def test_weights_of_a_track_replace_those_of_all_tracks_for_the_same_source() -> None:
    weights = source_weights(现场测评=60, 年度考核=40) + source_weights("企业", 现场测评=50, 日常工作=10)
    classes = class_weights("现场测评", A票=60, B票=40) + class_weights("问卷调查", 群众=100)
    classes += class_weights("现场测评", "企业", A票=100)
    policy, findings = make_scheme(tracks=TWO_TRACKS, source_weights=weights, class_weights=classes)
    assert not findings
    assert policy.tracks["村"].source_weights == {"现场测评": 60, "年度考核": 40}
    assert policy.tracks["企业"].source_weights == {"年度考核": 40, "现场测评": 50, "日常工作": 10}
    assert policy.tracks["企业"].class_weights == {"问卷调查": {"群众": 100}, "现场测评": {"A票": 100}}


def test_grades_and_rules_of_a_track_replace_those_of_all_tracks() -> None:
    standard = grades(("好", 100, 90, 30), ("较好", 80, 75, None), ("一般", 60, 60, None), ("差", 0, 0, None))
    own_grades = grades(
        ("好", 10, 85, None), ("较好", 8, 70, None), ("一般", 6, 50, None), ("差", -5, 0, None), track="企业"
    )
    caps = [rule("甲", "差占比", ">", "1/3", "一般"), rule("乙", "综合得分", "<", "80", "较好", 板块="企业")]
    policy, findings = make_scheme(tracks=TWO_TRACKS, grades=standard + own_grades, cap_rules=caps)
    assert not findings
    assert policy.tracks["村"].grades[0].quota == 30
    assert list(map(int, policy.tracks["企业"].points)) == [10, 8, 6, -5]
    assert [rule_.name for rule_ in policy.tracks["村"].rules] == ["甲"]
    assert policy.tracks["村"].rules[0].conditions[0].threshold == Fraction(100, 3)
    assert [rule_.name for rule_ in policy.tracks["企业"].rules] == ["乙"]


def test_rows_of_one_rule_go_together_and_switched_off_rules_go_out() -> None:
    caps = [
        rule("甲", "差占比", ">", "10", "一般"),
        rule("甲", "综合得分", "<", "80", "一般"),
        rule("乙", "差占比", ">", "5", "较好", 启用="否"),
    ]
    policy, findings = make_scheme(cap_rules=caps)
    assert not findings
    assert [(rule_.name, len(rule_.conditions)) for rule_ in policy.tracks["村"].rules] == [("甲", 2)]


@pytest.mark.parametrize(
    ("tables", "expected"),
    [
        (
            {"source_weights": source_weights(现场测评=60, 年度考核=39.5)},
            ("weights_not_100", "评分设置", "C5"),
        ),
        ({"source_weights": []}, ("weights_not_100", "评分设置", "C4")),
        ({"grades": grades(("好", 100, 90, None), ("差", 0, 0, None))}, ("grade_missing", "评分设置", "B5")),
        ({"grades": []}, ("grade_missing", "评分设置", "B4")),
        (
            {
                "grades": grades(
                    ("好", 9, 70, None), ("较好", 8, 75, None), ("一般", 6, 60, None), ("差", 0, 0, None)
                )
            },
            ("threshold_not_descending", "评分设置", "D5"),
        ),
        (
            {
                "grades": grades(
                    ("好", 9, 90, None), ("较好", 8, 75, None), ("一般", 6, 60, None), ("差", 0, 1, None)
                )
            },
            ("lowest_threshold_not_zero", "评分设置", "D7"),
        ),
        (
            {
                "grades": grades(
                    ("好", 9, 90, None), ("较好", 8, 75, None), ("一般", 6, 60, None), ("差", 0, 0, 5)
                )
            },
            ("quota_on_lowest", "评分设置", "E7"),
        ),
        ({"criteria": [{"项目": "廉洁自律", "权重": 1}]}, ("criterion_overall_missing", "评分设置", "A4")),
        ({"criteria": [{"项目": "总体评价", "权重": 0}]}, ("criteria_without_weight", "评分设置", "B4")),
        ({"class_weights": class_weights("现场测评", A票=0)}, ("source_without_class", "评分设置", "D4")),
        ({"class_weights": []}, ("source_without_class", "评分设置", "D4")),
        (
            {"cap_rules": [rule("甲", "差占比", ">", "三成", "一般")]},
            ("threshold_unreadable", "评分设置", "E4"),
        ),
        (
            {"cap_rules": [rule("甲", "差占比", ">", "900", "一般")]},
            ("threshold_out_of_range", "评分设置", "E4"),
        ),
        (
            {"cap_rules": [rule("甲", "综合得分", "<", "9/10", "一般")]},
            ("threshold_fraction", "评分设置", "E4"),
        ),
        (
            {"cap_rules": [rule("甲", "现场测评", "<", "½", "一般")]},
            ("threshold_fraction", "评分设置", "E4"),
        ),
        (
            {"cap_rules": [rule("甲", "整改逾期数", "≥", "1/2", "一般")]},
            ("threshold_of_count", "评分设置", "E4"),
        ),
        (
            {"cap_rules": [rule("甲", "整改逾期数", "≥", "50％", "一般")]},
            ("threshold_of_count", "评分设置", "E4"),
        ),
        (
            {"cap_rules": [rule("甲", "年度考核", ">", "-1", "一般")]},
            ("threshold_out_of_range", "评分设置", "E4"),
        ),
        (
            {"cap_rules": [rule("甲", "差占比", ">", "9", "一般"), rule("甲", "差占比", "<", "50", "差")]},
            ("rule_highest_differs", "评分设置", "F5"),
        ),
    ],
)
def test_what_leaves_a_track_out(tables: dict[str, Any], expected: tuple[str, str, str]) -> None:
    policy, findings = make_scheme(**tables)
    assert facts_of(findings) == [("须改", *expected)]
    assert not policy.tracks


@pytest.mark.parametrize(
    ("tables", "expected"),
    [
        (
            {
                "grades": grades(
                    ("好", 50, 90, None), ("较好", 80, 75, None), ("一般", 60, 60, 0), ("差", 0, 0, None)
                )
            },
            ("points_not_descending", "评分设置", "C5"),
        ),
        (
            {
                "cap_rules": [
                    rule("甲", "差占比", ">", "9", "一般"),
                    rule("甲", "好占比", "<", "5", "一般", 启用="否"),
                ]
            },
            ("rule_partly_enabled", "评分设置", "G5"),
        ),
        (
            {"cap_rules": [rule("甲", "好占比", "<", "0.9", "一般")]},
            ("threshold_below_one", "评分设置", "E4"),
        ),
    ],
)
def test_findings_that_are_only_reported(tables: dict[str, Any], expected: tuple[str, str, str]) -> None:
    policy, findings = make_scheme(**tables)
    assert facts_of(findings) == [("提醒", *expected)]
    assert "村" in policy.tracks


@pytest.mark.parametrize(
    "caps",
    [
        rule("甲", "整改逾期数", "≥", "300", "一般"),
        rule("甲", "现场测评", "<", "-20", "一般"),
        rule("甲", "好占比", "<", "0.5%", "一般"),
        rule("甲", "好占比", "<", "0", "一般"),
    ],
)
def test_unusual_thresholds_that_make_sense(caps: dict[str, Any]) -> None:
    assert make_scheme(cap_rules=[caps])[1] == []


def test_a_broken_track_does_not_stop_the_others() -> None:
    weights = source_weights(现场测评=100) + source_weights("企业", 年度考核=20)
    policy, findings = make_scheme(tracks=TWO_TRACKS, source_weights=weights)
    assert [*policy.tracks] == ["村"]
    assert [(finding.code, finding.context["track"], finding.context["total"]) for finding in findings] == [
        ("weights_not_100", "企业", 120)
    ]


def test_tracks_with_the_same_fault_are_named_together() -> None:
    _, findings = make_scheme(tracks=TWO_TRACKS, source_weights=source_weights(现场测评=90))
    assert [finding.context["track"] for finding in findings] == ["村、企业"]


def test_an_organisation_of_an_unknown_track() -> None:
    _, findings = make_scheme(organisations=[organisation("V001", 板块="镇")])
    assert facts_of(findings) == [("须改", "organisation_track_unknown", "组织名册", "D4")]


def test_an_unfit_weight_is_not_reported_twice() -> None:
    year, errors = read_year(
        source_weights=[*source_weights(现场测评=60), {"板块": "全部", "来源": "年度考核", "权重": "四十"}]
    )
    policy, findings = make_policy(year)
    assert [finding.code for finding in errors] == ["number_expected"]
    assert findings == []
    assert policy is not None
    assert not policy.tracks


def test_an_unfit_row_of_one_track_leaves_only_that_track_out() -> None:
    bad = [{"板块": "企业", "来源": "年度考核", "权重": "四十"}]
    year, _ = read_year(tracks=TWO_TRACKS, source_weights=source_weights(现场测评=100) + bad)
    policy, findings = make_policy(year)
    assert policy is not None
    assert ([*policy.tracks], findings) == (["村"], [])


def test_unfit_criteria_leave_every_track_out() -> None:
    year, _ = read_year(criteria=[{"项目": "总体评价", "权重": "多"}])
    policy, findings = make_policy(year)
    assert policy is not None
    assert (dict(policy.tracks), findings) == ({}, [])
