"""A folder of debrief reports in, a filled sheet 述职报告 and a list of what to send back out."""

import json
from collections.abc import Mapping
from datetime import date

import pytest

from shuzhi_xl.cli import main
from shuzhi_xl.demo.town.docx import document
from shuzhi_xl.demo.town.report_texts import InventedReport
from shuzhi_xl.jobs.check import check
from shuzhi_xl.jobs.read_reports import read_reports
from shuzhi_xl.rules.debrief.report import SectionKind
from shuzhi_xl.sheets.master.office_entries import DEBRIEF_REPORT, DebriefReport
from shuzhi_xl.sheets.master.organisations_and_meetings import ORGANISATION
from shuzhi_xl.sheets.master.program_sheets import CHECK_REPORT
from shuzhi_xl.wording.findings.all import sentence
from shuzhi_xl.xlsx.patch.workbook import Workbook
from tests.year_stages import BRANCHES, Stages, TownOffice


@pytest.fixture
def office(drafted: TownOffice) -> TownOffice:
    """Nothing is known of the reports."""
    with drafted.writing() as context:
        context.store.write_table(DEBRIEF_REPORT, [])
    return drafted


@pytest.fixture
def reports(stages: Stages) -> Mapping[str, InventedReport]:
    return stages.town.reports


def file_reports(office: TownOffice, reports: Mapping[str, InventedReport]) -> None:
    for number, report in reports.items():
        office.file_report(f"{number}.docx", report.document(), report.handed_in)


def rows(office: TownOffice) -> dict[str, DebriefReport]:
    return {report.number: report for report in office.rows(DEBRIEF_REPORT)}


def test_the_first_run_makes_the_folder_and_says_what_belongs_there(office: TownOffice) -> None:
    outcome = office.run_job(read_reports)
    assert outcome.ok
    assert outcome.summary.startswith("已新建文件夹“述职报告/2015”。")
    assert (office.root / "述职报告/2015").is_dir()
    assert office.run_job(read_reports).summary.startswith("读取报告完成：共 0 个文件 = 读入 0")


def test_all_that_is_written_is_entered_and_then_checked(
    office: TownOffice, reports: Mapping[str, InventedReport]
) -> None:
    file_reports(office, reports)
    outcome = office.run_job(read_reports)
    assert outcome.findings == []
    assert outcome.counts == {"files": BRANCHES, "read": BRANCHES, "unclear": 0, "refused": 0}
    assert outcome.summary == f"读取报告完成：共 {BRANCHES} 个文件 = 读入 {BRANCHES} + 对不上 0 + 读不了 0。"
    entered = rows(office)
    for number, report in reports.items():
        expected = report.row()
        row = entered[number]
        for name in ("handed_in", "characters", "achievement_characters", "problem_characters"):
            assert getattr(row, name) == getattr(expected, name)
        assert (row.covers_focus, row.includes_self, row.review) == (True, True, "通过")
        assert row.achievement_share
        assert row.file == f"{number}.docx"
    assert not [finding for finding in office.run_job(check).findings if finding.at.sheet == "述职报告"]
    before = office.files("述职报告")
    assert office.run_job(read_reports).findings == []
    assert rows(office) == entered
    assert office.files("述职报告") == before


def test_without_main_points_a_report_has_no_findings(
    office: TownOffice, reports: Mapping[str, InventedReport]
) -> None:
    office.set_values(报告重点内容=None)
    file_reports(office, reports)
    assert office.run_job(read_reports).findings == []
    assert {(row.covers_focus, row.includes_self, row.review) for row in rows(office).values()} == {
        (None, True, "通过")
    }
    assert not [finding for finding in office.run_job(check).findings if finding.at.sheet == "述职报告"]


def test_all_errors_are_reported_at_once_and_no_file_is_lost(
    office: TownOffice, reports: Mapping[str, InventedReport]
) -> None:
    file_reports(office, {number: reports[number] for number in ("C001", "C002", "C003", "J001")})
    office.file_report(
        "C002.docx", reports["C002"].without(SectionKind.PROBLEMS).document(), date(2016, 1, 5)
    )
    office.file_report("重发/C003.docx", reports["C003"].document(), date(2016, 1, 6))
    office.file_report("谁的.docx", document([("述职报告", True)]), date(2016, 1, 6))
    office.file_report("扫描件.docx", b"%PDF-1.4", date(2016, 1, 6))
    office.file_report("~$C001.docx", b"x", date(2016, 1, 6))
    outcome = office.run_job(read_reports)
    assert not outcome.ok
    assert outcome.counts == {"files": 7, "read": 3, "unclear": 3, "refused": 1}
    named_files = {(finding.at.file, finding.code) for finding in outcome.findings}
    assert named_files == {
        ("C002.docx", "report_part_missing"),
        ("C002.docx", "report_text_short"),
        ("C002.docx", "report_text_praises"),
        ("C003.docx", "report_twice"),
        ("重发/C003.docx", "report_twice"),
        ("谁的.docx", "report_sender_unknown"),
        ("扫描件.docx", "report_file_other"),
    }
    assert rows(office).keys() == {"C001", "C002", "J001"}
    assert rows(office)["C002"].problem_characters is None
    assert "1 份有要退回修改" in outcome.summary
    assert f"还有 {BRANCHES - 3} 位书记的报告没有读到" in outcome.summary
    rows_of_report = office.rows(CHECK_REPORT)
    listed = {(row.file, row.code) for row in rows_of_report if row.count in (None, 1)}
    assert listed == named_files


def test_a_fault_names_file_paragraph_and_its_beginning(
    office: TownOffice, reports: Mapping[str, InventedReport]
) -> None:
    texts = dict(reports["C001"].parts)
    texts[SectionKind.PROBLEMS] = (texts[SectionKind.PROBLEMS][0], "我学习不够。")
    office.file_report(
        "C001.docx",
        InventedReport(reports["C001"].organisation, date(2016, 1, 6), texts).document(),
        date(2016, 1, 6),
    )
    outcome = office.run_job(read_reports)
    findings = next(finding for finding in outcome.findings if finding.code == "report_text_spares")
    place = 3 + len(texts[SectionKind.ACHIEVEMENTS]) + 1
    assert (findings.at.cell, findings.value) == (f"第 {place} 段", texts[SectionKind.PROBLEMS][0])


def test_a_report_that_comes_again_replaces_the_counts_and_says_so(
    office: TownOffice, reports: Mapping[str, InventedReport]
) -> None:
    file_reports(office, {"C001": reports["C001"]})
    office.run_job(read_reports)
    office.type_in(
        DEBRIEF_REPORT, office.row(DEBRIEF_REPORT, number="C001"), 提交日期="2016-01-03", 总字数=1234
    )
    outcome = office.run_job(read_reports)
    assert outcome.ok
    (finding,) = outcome.findings
    assert (finding.code, finding.context["old"], finding.at.sheet) == (
        "report_recounted",
        "1234",
        "述职报告",
    )
    row = rows(office)["C001"]
    assert (row.characters, row.handed_in) == (reports["C001"].row().characters, date(2016, 1, 3))


def test_a_sender_not_on_the_roster_is_unknown(
    office: TownOffice, reports: Mapping[str, InventedReport]
) -> None:
    file_reports(office, {"C001": reports["C001"]})
    office.type_in(ORGANISATION, office.row(ORGANISATION, number="C001"), 参评="否", 不参评原因="新任")
    outcome = office.run_job(read_reports)
    assert [finding.code for finding in outcome.findings] == ["report_not_appraised"]
    assert rows(office) == {}


def test_while_settings_are_missing_only_the_words_are_counted(
    office: TownOffice, reports: Mapping[str, InventedReport]
) -> None:
    file_reports(office, {"C001": reports["C001"].without(SectionKind.PLANS)})
    office.set_values(党委名称=None)
    outcome = office.run_job(read_reports)
    assert {finding.code for finding in outcome.findings} == {"report_limits_unset", "report_plans_missing"}
    row = rows(office)["C001"]
    assert row.characters
    assert row.review == ""


def test_a_header_that_was_renamed_stops_the_reading(
    office: TownOffice, reports: Mapping[str, InventedReport]
) -> None:
    file_reports(office, {"C001": reports["C001"]})
    raw = office.table(DEBRIEF_REPORT)
    letter = raw.frame.letters["总字数"]
    book = Workbook.load(office.master.read_bytes())
    book.set_cell("述职报告", f"{letter}3", "字数")
    office.master.write_bytes(book.to_bytes())
    outcome = office.run_job(read_reports)
    assert not outcome.ok
    assert outcome.summary.startswith("没有读取报告")


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[object, str, str]:
    with pytest.raises(SystemExit) as exit_info:
        main([*map(str, arguments)])
    return (exit_info.value.code, *capsys.readouterr())


def test_another_folder_is_read_from_the_terminal(
    office: TownOffice, reports: Mapping[str, InventedReport], capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = office.root / "U盘" / "报告"
    elsewhere.mkdir(parents=True)
    (elsewhere / "C001.docx").write_bytes(reports["C001"].document())
    code, out, _ = run(capsys, "read-reports", office.master, elsewhere, "--json")
    printed = json.loads(out)
    assert (code, printed["job"], printed["counts"]["read"]) == (0, "read_reports", 1)
    assert not (office.root / "述职报告").exists()
    code, _, err = run(capsys, "read-reports", office.master, office.root / "没有")
    assert (code, "没有" in err) == (2, True)
    assert not (office.root / "没有").exists()


def test_reports_are_read_from_the_folder_of_the_year_and_from_no_other(
    office: TownOffice, reports: Mapping[str, InventedReport]
) -> None:
    report = reports["C001"]
    office.file_report("2015/C001.docx", report.document(), report.handed_in)
    office.file_report("2014/C002.docx", reports["C002"].document(), date(2015, 1, 5))
    office.file_report("2014年述职/C003.docx", reports["C003"].document(), date(2015, 1, 5))
    office.file_report("J001.docx", untitled(reports["J001"]), date(2013, 1, 5))
    outcome = office.run_job(read_reports)
    assert outcome.counts == {"files": 1, "read": 1, "unclear": 0, "refused": 0}
    assert {number: row.file for number, row in rows(office).items()} == {"C001": "2015/C001.docx"}
    sentences = [sentence(finding) for finding in outcome.findings]
    assert any("2014年述职/C003.docx。文件名或标题写的是 2014 年" in text for text in sentences)
    assert any("J001.docx。文件在 2015 年以前就有了" in text for text in sentences)
    assert all("请移到文件夹“述职报告/2015”" in text for text in sentences)


def test_a_new_master_in_the_same_folder_does_not_enter_last_year_s_reports(
    office: TownOffice, reports: Mapping[str, InventedReport], capsys: pytest.CaptureFixture[str]
) -> None:
    for number in ("C001", "C002"):
        office.file_report(f"{number}.docx", untitled(reports[number]), date(2016, 1, 6))
    assert office.run_job(read_reports).counts["read"] == 2
    office.master.rename(office.root / "2015总表.xlsm")
    assert run(capsys, "new", office.master, "--from", office.root / "2015总表.xlsm")[0] == 0
    office.file_report("C003.docx", untitled(reports["C003"]), date(2016, 12, 20))
    outcome = office.run_job(read_reports)
    assert list(rows(office)) == ["C003"]
    (left_out,) = [finding for finding in outcome.findings if finding.code == "report_of_other_year"]
    assert "C001.docx、C002.docx。往年的总表“2015总表.xlsm”已经登记过" in sentence(left_out)
    assert (office.root / "述职报告/2016").is_dir()


def untitled(report: InventedReport) -> bytes:
    """The report without the lines that say of which year it is."""
    return document([(text.replace("2015", ""), is_heading) for text, is_heading in report.paragraphs()])


def test_without_a_year_no_report_is_read(office: TownOffice) -> None:
    office.set_values(年度=None)
    assert office.run_job(read_reports).summary == "没有读取报告：请先在“基本设置”填写年度。"


def test_a_file_saved_after_the_last_day_is_remarked_upon(
    office: TownOffice, reports: Mapping[str, InventedReport]
) -> None:
    number, first = next(iter(reports.items()))
    office.file_report(f"{number}.docx", first.document(), date(2026, 11, 29))
    outcome = office.run_job(read_reports)
    (findings,) = (finding for finding in outcome.findings if finding.code == "reports_dated_by_file")
    assert (findings.at.sheet, findings.value) == ("述职报告", "2026-11-29")
    assert f"{number}（2026-11-29）" in sentence(findings)
    assert not [
        finding
        for finding in office.run_job(read_reports).findings
        if finding.code == "reports_dated_by_file"
    ]
    assert [finding.code for finding in office.run_job(check).findings].count("reports_late") == 1
