"""Reports that lie where those of every year were put."""

from datetime import date

import pytest

from shuzhi_xl.rules.debrief.report import Paragraph, Report
from shuzhi_xl.rules.debrief.report_years import find_years, select_reports_of_year
from shuzhi_xl.wording.findings.all import sentence


def report(file: str = "C001.docx", *texts: str, saved: date = date(2017, 1, 8)) -> Report:
    return Report(file, saved, tuple(map(Paragraph, texts)))


@pytest.mark.parametrize(
    ("file", "texts", "years"),
    [
        ("C001_2016年述职报告.docx", (), {2016}),
        ("２０１５年度/甲.docx", (), {2015}),
        ("甲.docx", ("", "二〇一五年度述职报告"), {2015}),
        ("甲.docx", ("2015—2016年度述职报告",), {2015, 2016}),
        ("甲_20170108.docx", ("2017年1月8日",), set()),
        ("甲 2017.1.8.docx", ("述职报告",), set()),
        (
            "甲.docx",
            (
                "2014年以来，我担任书记，带领支部全体党员做好各项工作，取得了一些成绩，也有不足之处，现报告如下。",
            ),
            set(),
        ),
        ("甲.docx", (*"一二三四五六", "2015年度"), set()),
    ],
)
def test_years_are_named_by_the_path_and_else_by_the_title(
    file: str, texts: tuple[str, ...], years: set[int]
) -> None:
    assert find_years(report(file, *texts)) == years


OLD = report("C001.docx", "述职报告", saved=date(2015, 12, 30))


@pytest.mark.parametrize(
    ("report", "entered", "earlier", "reason"),
    [
        (report("2016年.docx"), (), {"2016年.docx": "旧.xlsm"}, ""),
        (report("2015年.docx"), ("2015年.docx",), {}, "文件名或标题写的是 2015 年"),
        (report(), (), {}, ""),
        (report(), ("C001.docx",), {"C001.docx": "旧.xlsm"}, "往年的总表“旧.xlsm”已经登记过"),
        (OLD, ("C001.docx",), {}, ""),
        (OLD, (), {}, "文件在 2016 年以前就有了"),
    ],
)
def test_a_report_is_left_out_when_something_says_that_it_is_of_another_year(
    report: Report, entered: tuple[str, ...], earlier: dict[str, str], reason: str
) -> None:
    selected, findings = select_reports_of_year([report], 2016, entered, earlier)
    assert selected == ([] if reason else [report])
    assert [reason in sentence(finding) for finding in findings] == ([True] if reason else [])
