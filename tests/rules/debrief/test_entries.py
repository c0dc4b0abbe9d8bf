"""What reading the reports changes in 述职报告, and what it leaves."""

from datetime import date
from typing import Any

from shuzhi_xl.rules.debrief.entries import Entries, make_entries
from shuzhi_xl.sheets.declaration.raw_rows import RawRow
from shuzhi_xl.sheets.declaration.row import Frame
from shuzhi_xl.sheets.declaration.table import RawTable
from shuzhi_xl.sheets.master.office_entries import DEBRIEF_REPORT, DebriefReport
from tests.rules.editable_town import BOOK, FIRST_LINE

READ = DebriefReport(
    number="V1",
    handed_in=date(2016, 1, 10),
    characters=2000,
    achievement_characters=600,
    problem_characters=500,
    covers_focus=True,
    includes_self=True,
    file="V1.docx",
)


def entered(*rows: dict[str, Any], read: DebriefReport = READ) -> Entries:
    letters = {header: chr(ord("A") + place) for place, header in enumerate(DEBRIEF_REPORT.headers)}
    lines = tuple(RawRow(FIRST_LINE + order, row) for order, row in enumerate(rows))
    raw = RawTable(DEBRIEF_REPORT, Frame(BOOK, "述职报告", letters), DEBRIEF_REPORT.headers, lines)
    return make_entries(raw, [read])


def test_a_secretary_without_a_line_gets_one() -> None:
    entries = entered({"编号": "V2"})
    (row,) = entries.rows
    assert (row["编号"], row["总字数"], row["摆进自己"], row["报告文件"]) == ("V1", 2000, "是", "V1.docx")
    assert (entries.cells, entries.findings) == ({}, [])


def test_blank_cells_are_filled() -> None:
    entries = entered({"编号": "V2"}, {"编号": " V1 "})
    assert entries.cells == {
        (FIRST_LINE + 1, "总字数"): 2000,
        (FIRST_LINE + 1, "成绩字数"): 600,
        (FIRST_LINE + 1, "问题字数"): 500,
        (FIRST_LINE + 1, "报告文件"): "V1.docx",
        (FIRST_LINE + 1, "提交日期"): date(2016, 1, 10),
        (FIRST_LINE + 1, "覆盖重点内容"): "是",
        (FIRST_LINE + 1, "摆进自己"): "是",
    }
    assert entries.findings == []


def test_answers_of_the_clerk_stay_and_a_replaced_count_is_reported() -> None:
    typed = {"提交日期": date(2016, 1, 8), "总字数": "约两千", "成绩字数": 600.0, "问题字数": 400}
    entries = entered({"编号": "V1", **typed, "覆盖重点内容": "否", "摆进自己": "是", "报告文件": "旧.docx"})
    assert entries.cells == {
        (FIRST_LINE, "总字数"): 2000,
        (FIRST_LINE, "问题字数"): 500,
        (FIRST_LINE, "报告文件"): "V1.docx",
    }
    findings = [
        (finding.code, finding.at.cell, finding.context["old"], finding.value) for finding in entries.findings
    ]
    assert findings == [
        ("report_recounted", "D4", "约两千", "2000"),
        ("report_recounted", "F4", "400", "500"),
    ]


def test_an_unknown_answer_changes_nothing_and_is_never_a_no() -> None:
    unknown = READ.model_copy(
        update={"problem_characters": None, "covers_focus": None, "includes_self": None}
    )
    entries = entered({"编号": "V1", "问题字数": 400}, read=unknown)
    assert {header for _, header in entries.cells} == {"总字数", "成绩字数", "报告文件", "提交日期"}
    assert entries.findings == []
    (row,) = entered(read=unknown).rows
    assert row["摆进自己"] is None


def test_a_line_whose_file_is_missing_is_reported_and_kept() -> None:
    entries = entered({"编号": "V2", "总字数": 1900, "报告文件": "V2.docx"}, {"编号": "V3", "总字数": 1900})
    assert entries.cells == {}
    (finding,) = entries.findings
    assert (finding.code, finding.at.cell, finding.value) == ("report_file_gone", "L4", "V2.docx")
    assert finding.context["number"] == "V2"


def test_of_two_lines_of_one_secretary_the_first_is_filled() -> None:
    entries = entered({"编号": "V1"}, {"编号": "V1"})
    assert {line for line, _ in entries.cells} == {FIRST_LINE}
