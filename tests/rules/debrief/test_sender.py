"""Whose report a file is; where that is not clear, nobody's."""

from datetime import date

import pytest

from shuzhi_xl.rules.debrief.report import Paragraph, Report
from shuzhi_xl.rules.debrief.sender import Senders, sort_reports
from shuzhi_xl.sheets.master.organisations_and_meetings import Organisation


def organisation(number: str, name: str, secretary: str, *, appraised: bool = True) -> Organisation:
    return Organisation(
        number=number,
        name=name,
        organisation_type="村",
        track="村居",
        secretary=secretary,
        debrief_form="现场",
        appraised=appraised,
    )


ROSTER = [
    organisation("C001", "云栖镇青溪村党总支部", "王明"),
    organisation("C002", "云栖镇溪村党支部", "王明华"),
    organisation("12", "云栖镇党政办党支部", "李四"),
    organisation("C003", "云栖镇月塘村党支部", "王明"),
    organisation("2015", "恒牧机电有限公司党支部", "赵立"),
    organisation("C004", "远山分部", "钱进", appraised=False),
]


@pytest.mark.parametrize(
    ("file", "texts", "numbers"),
    [
        ("C001.docx", (), ["C001"]),
        ("各村/ｃ００１ 报告.DOCX", (), ["C001"]),
        ("云栖镇青溪村党总支部.docx", (), ["C001"]),
        ("青溪村述职报告.docx", (), ["C001"]),  # not 溪村, which is a piece of it
        ("王 明 华.docx", (), ["C002"]),
        ("C001/报告.docx", (), []),  # folders do not count
        ("c0012.docx", (), []),
        ("王明.docx", (), ["C001", "C003"]),  # two of one name
        ("王明（月塘村）.docx", (), ["C003"]),  # both names agree on one
        ("C001王明华.docx", (), ["C001", "C002"]),  # they do not agree
        ("C001、C002.docx", (), ["C001", "C002"]),
        ("12月报告(12).docx", (), []),  # too short a number to mean anything
        ("2015年报告.docx", (), []),
        ("报告2015.docx", (), ["2015"]),
        ("报告.docx", ("述职报告", " ", "青溪村书记　王　明"), ["C001"]),
        ("报告.docx", ("述职报告", "共 2015 人", "党政办 李四"), ["12"]),  # texts are full of numbers
        ("报告.docx", ("一", "二", "三", "四", "五", "六", "青溪村"), []),  # not among the first paragraphs
        ("报告.docx", (), []),
    ],
)
def test_the_sender_is_recognised_or_not(file: str, texts: tuple[str, ...], numbers: list[str]) -> None:
    assert list(Senders(ROSTER).of(file, texts)) == numbers


def report(file: str) -> Report:
    return Report(file, date(2016, 1, 10), (Paragraph("述职报告"),))


def test_each_report_has_one_sender_and_each_sender_one_report() -> None:
    files = ["C002.docx", "a/C001.docx", "b/青溪村.docx", "王明.docx", "无名.docx", "C004.docx"]
    reports, findings = sort_reports([report(file) for file in files], ROSTER)
    assert {number: report.file for number, report in reports.items()} == {"C002": "C002.docx"}
    codes_by_file = {finding.at.file: (finding.code, finding.severity.value) for finding in findings}
    assert codes_by_file == {
        "a/C001.docx": ("report_twice", "须改"),
        "b/青溪村.docx": ("report_twice", "须改"),
        "王明.docx": ("report_sender_unclear", "须改"),
        "无名.docx": ("report_sender_unknown", "须改"),
        "C004.docx": ("report_not_appraised", "提醒"),
    }
    assert [finding.context["others"] for finding in findings if finding.at.file == "a/C001.docx"] == [
        "“b/青溪村.docx”"
    ]
