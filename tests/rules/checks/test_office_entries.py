"""校验 of what the office enters: schedule, reports, visits, scores, decisions and problems."""

from datetime import date

import pytest

from tests.rules.editable_town import (
    MAY,
    MUST,
    Change,
    added,
    change,
    list_findings,
    place,
    read,
    setting,
    town,
)

Expected = tuple[str, str, str]
BEFORE = date(2015, 11, 1)

SCHEDULE = [
    (
        change("日程安排", 0, 截止日期=BEFORE),
        ("ends_before_start", place("日程安排", "截止日期"), MUST),
    ),
    (
        change("日程安排", 0, 完成日期=BEFORE),
        ("finished_before_start", place("日程安排", "完成日期"), MAY),
    ),
    (change("日程安排", 0, 序号=9), ("order_falls", place("日程安排", "序号", 5), MAY)),
]
REPORTS = [
    (change("述职报告", 0, 问题字数=1900), ("report_parts_exceed", place("述职报告", "总字数"), MUST)),
    (change("述职报告", 0, 总字数=None), ("report_uncounted", place("述职报告", "总字数"), MAY)),
    (change("述职报告", 0, 总字数=1400, 成绩字数=400), ("report_short", place("述职报告", "总字数"), MAY)),
    (change("述职报告", 0, 总字数=2501, 问题字数=900), ("report_long", place("述职报告", "总字数"), MAY)),
    (change("述职报告", 0, 成绩字数=667), ("report_praises", place("述职报告", "成绩字数"), MAY)),
    (change("述职报告", 0, 问题字数=399), ("report_spares", place("述职报告", "问题字数"), MAY)),
    (
        change("述职报告", 0, 覆盖重点内容="否"),
        ("report_misses_focus", place("述职报告", "覆盖重点内容"), MAY),
    ),
    (change("述职报告", 0, 摆进自己="否"), ("report_misses_self", place("述职报告", "摆进自己"), MAY)),
]


def test_a_report_that_nobody_has_judged_is_not_sent_back() -> None:
    assert list_findings(town(change("述职报告", 0, 覆盖重点内容=None, 摆进自己=None))) == []


def test_what_the_town_asks_of_reports_is_to_be_judged() -> None:
    main_points = setting("报告重点内容", "党建责任、发展党员")
    findings = list_findings(town(main_points, change("述职报告", 0, 覆盖重点内容=None)))
    assert findings == [("report_unjudged", place("述职报告", "覆盖重点内容"), MAY)]


SCORES = [
    (change("座谈调研", 0, 好=None, 较好=None), ("visit_unrated", place("座谈调研", "评分"), MAY)),
    (change("座谈调研", 0, 评分=90), ("visit_rated_twice", place("座谈调研", "评分"), MAY)),
    (change("座谈调研", 0, 参加人数=4), ("visit_counts_exceed", place("座谈调研", "参加人数"), MUST)),
    (change("座谈调研", 1, 情况摘要=""), ("visit_summary_needed", place("座谈调研", "情况摘要", 5), MUST)),
    (change("座谈调研", 0, 列入问题=None), ("visit_listing_needed", place("座谈调研", "列入问题"), MUST)),
    (change("日常年度", 0, 加减分=2), ("adjustment_reason_needed", place("日常年度", "加减分理由"), MUST)),
    (
        change("日常年度", 0, 加减分=-4, 加减分理由="通报"),
        ("adjustment_exceeds", place("日常年度", "加减分"), MUST),
    ),
    (change("日常年度", 0, 一票否决="是"), ("veto_reason_needed", place("日常年度", "否决事由"), MUST)),
    (change("日常年度", 0, 年度考核=None), ("routine_blank", place("日常年度", "年度考核"), MUST)),
]


def test_a_decision_that_agrees_with_the_suggestion_needs_no_reason() -> None:
    assert list_findings(town(change("综合评定", 0, 研究等次="好"))) == []


DECISIONS = [
    (change("综合评定", 0, 研究等次="较好"), ("decision_reason_needed", place("综合评定", "调整理由"), MUST)),
    (
        change("综合评定", 0, 研究等次="好", 调整理由="成效突出", 研究日期=None),
        ("decision_date_needed", place("综合评定", "研究日期"), MUST),
    ),
]
PROBLEMS = [
    (change("整改清单", 0, 状态="已完成"), ("done_date_needed", place("整改清单", "完成日期"), MUST)),
    (change("整改清单", 1, 销号人=""), ("closing_unsigned", place("整改清单", "销号人", 5), MUST)),
    (change("整改清单", 1, 销号日期=None), ("closing_unsigned", place("整改清单", "销号日期", 5), MUST)),
    (
        change("整改清单", 1, 销号日期=date(2016, 2, 1)),
        ("closed_before_done", place("整改清单", "销号日期", 5), MUST),
    ),
    (change("整改清单", 1, 状态="已完成"), ("state_behind_dates", place("整改清单", "状态", 5), MAY)),
    (
        change("整改清单", 0, 完成日期=date(2016, 2, 1)),
        ("state_behind_dates", place("整改清单", "状态"), MAY),
    ),
    (change("整改清单", 0, 整改时限=None), ("due_missing", place("整改清单", "整改时限"), MAY)),
    (
        change("整改清单", 0, 整改时限=date(2016, 3, 30)),
        ("problem_overdue", place("整改清单", "整改时限"), MAY),
    ),
    (change("整改清单", 0, 来源="上年结转"), ("carried_from_missing", place("整改清单", "结转自"), MAY)),
]


@pytest.mark.parametrize(("mistake", "expected"), [*SCHEDULE, *REPORTS, *SCORES, *DECISIONS, *PROBLEMS])
def test_one_wrong_cell_is_one_finding(mistake: Change, expected: Expected) -> None:
    assert list_findings(town(mistake)) == [expected]


@pytest.mark.parametrize(
    "sound",
    [
        change("述职报告", 0, 成绩字数=666),
        change("座谈调研", 0, 好=None, 较好=None, 评分=90),
        change("座谈调研", 0, 参加人数=None),
        change("座谈调研", 0, 日期=None, 方式=None, 情况摘要=None, 列入问题=None),
        change("日常年度", 0, 加减分=-3, 加减分理由="通报", 一票否决="是", 否决事由="案件"),
        change("综合评定", 0, 研究等次="好", 调整理由="成效突出"),
        change("整改清单", 0, 整改时限=date(2016, 3, 31)),
        change("整改清单", 0, 来源="上年结转", 结转自="V1-9"),
    ],
)
def test_sound_cells_have_no_findings(sound: Change) -> None:
    assert list_findings(town(sound)) == []


def test_unreadable_limits_are_reported_once_and_not_applied() -> None:
    findings = list_findings(town(setting("成绩占比上限", "少一点"), change("述职报告", 0, 成绩字数=1400)))
    assert [code for code, *_ in findings] == ["share_unreadable"]


def test_without_settings_limits_and_the_reference_day_are_not_applied() -> None:
    year, _ = read(
        setting("年度", None),
        change("日常年度", 0, 加减分=99, 加减分理由="多"),
        change("整改清单", 0, 整改时限=date(2016, 1, 1)),
    )
    assert list_findings(year) == []


def test_blank_scores_are_blocking_only_when_missing_sources_are_an_error() -> None:
    blank = change("日常年度", 0, 日常工作=None)
    assert list_findings(town(blank, setting("缺项处理", "按其余来源折算"))) == [
        ("routine_blank", place("日常年度", "日常工作"), MAY)
    ]


def test_blank_scores_of_a_source_without_weight_are_fine() -> None:
    source_weights = (change("来源权重", 3, 权重=0), added("来源权重", 3, 板块="企业", 权重=20))
    assert list_findings(
        town(*source_weights, *(change("日常年度", index, 日常工作=None) for index in range(3)))
    ) == [("routine_blank", place("日常年度", "日常工作", 6), MUST)]


EMPTY = {
    "日常年度": ("日常工作", "年度考核", "加减分", "加减分理由", "一票否决"),
    "座谈调研": ("日期", "方式", "参加人数", "好", "较好", "情况摘要", "列入问题"),
}


@pytest.mark.parametrize("table", EMPTY)
def test_an_empty_row_is_reported_as_a_missing_one(table: str) -> None:
    empty = change(table, 0, **dict.fromkeys(EMPTY[table]))
    assert list_findings(town(empty)) == [("organisation_without", place("组织名册", "编号"), MUST)]


def test_an_empty_visit_beside_another_is_not_missed() -> None:
    assert list_findings(town(added("座谈调研", 0, **dict.fromkeys(EMPTY["座谈调研"])))) == []


def test_open_problems_of_a_merged_organisation_are_listed() -> None:
    merged = change("组织名册", 0, 参评="否", 不参评原因="并入柳岸村", 并入编号="V2")
    assert ("problem_of_merged", place("整改清单", "编号"), MAY) in list_findings(town(merged))


def test_an_opinion_of_the_survey_is_not_copied_word_for_word() -> None:
    survey_answer = change("问卷调查", 0, 意见建议="党员活动偏少！")
    copied = (survey_answer, change("整改清单", 0, 来源="评议"))
    assert list_findings(town(*copied)) == [("opinion_copied", place("整改清单", "问题"), MUST)]
    assert list_findings(town(survey_answer)) == []
    closed = {"状态": "已销号", "完成日期": date(2016, 2, 1), "销号人": "周五", "销号日期": date(2016, 2, 2)}
    assert list_findings(town(survey_answer, change("整改清单", 0, 来源="评议", **closed))) == []
