"""What is said of a report, and of which paragraph."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from shuzhi_xl.rules.debrief.report import Paragraph, Report
from shuzhi_xl.rules.debrief.review import ReviewedReport, review_report
from shuzhi_xl.sheets.master.settings import Settings
from shuzhi_xl.wording.findings.all import sentence
from tests.rules.editable_town import setting, town

FOCUS = "党建责任、组织生活/三会一课；发展党员"


def settings(**values: object) -> Settings:
    changed = {"报告字数下限": 100, "报告字数上限": 400, "报告重点内容": FOCUS, **values}
    settings = town(*(setting(name, value) for name, value in changed.items())).settings
    assert settings
    return settings


GOOD: Mapping[str, str] = {
    "标题": "2015年度述职报告",
    "开头": "我落实党建责任，开好“三会一课”，做好发展党员工作。",
    "成绩": "一、主要做法",
    "做法": "抓实学习。" * 8,
    "问题": "二、存在问题",
    "不足": "我学习不够深入。" * 10,
    "打算": "三、今后打算",
    "措施": "每周学习半天。" * 12,
}


def reviewed(changes: Mapping[str, str] | None = None, within: Settings | None = None) -> ReviewedReport:
    texts = {**GOOD, **(changes or {})}
    report = Report("C001.docx", date(2016, 1, 10), tuple(Paragraph(text) for text in texts.values() if text))
    return ReviewedReport("C001", report, within or settings())


def review(of: ReviewedReport) -> list[tuple[str, str, str]]:
    findings = review_report(of)
    assert all(finding.at.file == "C001.docx" and finding.at.sheet == "" for finding in findings)
    assert all(sentence(finding).endswith("。") for finding in findings)
    return [(finding.code, finding.at.cell, finding.value) for finding in findings]


def test_a_good_report_has_no_findings_and_its_counts_are_entered() -> None:
    of = reviewed()
    assert review(of) == []
    row = of.row
    assert (row.number, row.file, row.handed_in) == ("C001", "C001.docx", date(2016, 1, 10))
    assert row.characters == 7 + 26 + 6 + 40 + 6 + 80 + 6 + 84
    assert (row.achievement_characters, row.problem_characters) == (46, 86)
    assert (row.covers_focus, row.includes_self) == (True, True)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"做法": "抓实学习。" * 40},
            [("report_text_long", "", ""), ("report_text_praises", "第 3 段", "一、主要做法")],
        ),
        ({"做法": "抓。", "不足": "我有不足，也有差距。", "措施": "学。"}, [("report_text_short", "", "")]),
        ({"不足": "我学习不够。" * 2}, [("report_text_spares", "第 5 段", "二、存在问题")]),
        ({"成绩": "", "做法": ""}, [("report_part_missing", "", "")]),
        ({"打算": "", "措施": ""}, [("report_plans_missing", "", "")]),
        (
            {"问题": "二、存在的问题和今后打算", "打算": ""},
            [("report_part_unclear", "第 5 段", "二、存在的问题和今后打算")],
        ),
        ({"不足": "学习不够深入。" * 10}, [("report_problems_impersonal", "第 5 段", "二、存在问题")]),
        (
            {"开头": "落实党建责任和三会一课，发展党员。", "不足": "我们学习不够，我镇我支部也是。" * 4},
            [("report_impersonal", "", "")],
        ),
        ({"开头": "我落实党建 责任，组织生活正常。"}, [("report_focus_missing", "", "")]),
    ],
)
def test_each_fault_is_reported_with_its_paragraph(
    changes: Mapping[str, str], expected: list[tuple[str, str, str]]
) -> None:
    assert review(reviewed(changes)) == expected


def test_a_long_paragraph_is_shown_by_its_beginning() -> None:
    heading = "二、对照职责，存在的主要问题、不足和差距都在这里"
    ((_, _, shown),) = review(reviewed({"问题": heading, "不足": "学习不够深入。" * 10}))
    assert shown == f"{heading[:20]}…"


def test_a_part_that_is_missing_is_named_and_not_counted() -> None:
    of = reviewed({"问题": "", "不足": ""})
    (finding,) = review_report(of)
    assert finding.context["part"] == "问题"
    assert of.row.problem_characters is None
    assert of.row.includes_self is None


def test_without_settings_only_the_words_are_counted() -> None:
    of = ReviewedReport("C001", reviewed({"不足": "我差。"}).report, None)
    assert review(of) == []
    assert of.row.characters
    assert of.row.covers_focus is None


def test_limits_that_cannot_be_read_are_not_applied() -> None:
    assert review(reviewed({"不足": "我差。"}, settings(问题占比下限="若干"))) == []


@pytest.mark.parametrize("focus", [None, " ", "、"])
def test_without_main_points_in_the_settings_none_is_asked_for(focus: Any) -> None:
    of = reviewed({}, settings(报告重点内容=focus))
    assert review(of) == []
    assert of.row.covers_focus is None  # the clerk's to say
