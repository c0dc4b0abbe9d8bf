"""校验: whatever number of mistakes is in the master, one run lists them all, each with its cell."""

import openpyxl

from shuzhi_xl.jobs.check import check
from shuzhi_xl.sheets.master.all_sheets import SHEET_OF
from shuzhi_xl.sheets.master.office_entries import DEBRIEF_REPORT, MILESTONE, ROUTINE_TABLE, VISIT_TABLE
from shuzhi_xl.sheets.master.organisations_and_meetings import ATTENDEE, MEETING_TABLE, ORGANISATION
from shuzhi_xl.sheets.master.program_sheets import CHECK_REPORT
from shuzhi_xl.sheets.master.results import PROBLEM
from shuzhi_xl.sheets.master.votes import FORM
from tests.year_stages import TownOffice

# table, header, what a hurried hand writes there, in how many rows
MISTAKES = (
    (ORGANISATION, "组织类型", "村委会", 12),
    (ORGANISATION, "党员人数", "约三十", 12),
    (ORGANISATION, "书记姓名", None, 6),
    (ATTENDEE, "票类", None, 12),
    (ATTENDEE, "人数", 0, 6),
    (MEETING_TABLE, "会议日期", "一月下旬", 3),
    (MILESTONE, "截止日期", "2016年底", 7),
    (DEBRIEF_REPORT, "总字数", "两千字", 12),
    (ROUTINE_TABLE, "日常工作", 120, 12),
    (VISIT_TABLE, "方式", "开会", 12),
    (FORM, "状态", "丢了", 10),
    (PROBLEM, "来源", "群众", 10),
)
COUNT = sum(mistake[-1] for mistake in MISTAKES)


def plant(office: TownOffice) -> set[tuple[str, str]]:
    """Make the mistakes; their places by sheet and cell."""
    planted = set()
    with office.writing() as context:
        for table, header, value, count in MISTAKES:
            raw = context.store.read_table(table)
            lines = [row.line for row in raw.rows[:count]]
            assert len(lines) == count
            context.store.write_cells(table, {(line, header): value for line in lines})
            letter = raw.frame.letters[header]
            planted |= {(SHEET_OF[table.name].title, f"{letter}{line}") for line in lines}
    return planted


def test_a_hundred_mistakes_are_a_hundred_findings_in_one_run(collected: TownOffice) -> None:
    planted = plant(collected)
    assert len(planted) == COUNT > 100
    outcome = collected.run_job(check)
    findings = {(finding.at.sheet, finding.at.cell) for finding in outcome.findings}
    assert planted <= findings
    assert not outcome.ok
    assert outcome.counts["blocking"] >= COUNT
    assert outcome.counts["blocking"] + outcome.counts["notices"] == len(outcome.findings)


def test_settings_out_of_range_are_listed_beside_blank_ones(drafted: TownOffice) -> None:
    drafted.set_values(年度=None, 匿名下限=0, 小数位数=9, 计票分母="到会人数")
    findings = [(finding.code, finding.context["header"]) for finding in drafted.run_job(check).findings]
    assert {
        ("required_blank", "年度"),
        ("out_of_range", "匿名下限"),
        ("out_of_range", "小数位数"),
        ("not_a_choice", "计票分母"),
    } <= set(findings)


def test_only_errors_are_listed(collected: TownOffice) -> None:
    """Gaps that follow from a mistake are not reported as mistakes of their own."""
    planted = plant(collected)
    blocking = {
        (finding.at.sheet, finding.at.cell)
        for finding in collected.run_job(check).findings
        if finding.severity.value == "须改"
    }
    assert blocking == planted


def test_the_report_leads_to_every_cell(collected: TownOffice) -> None:
    plant(collected)
    outcome = collected.run_job(check)
    rows = collected.rows(CHECK_REPORT)
    assert sorted((row.sheet, row.cell, row.code) for row in rows if row.count in (None, 1)) == sorted(
        (finding.at.sheet, finding.at.cell, finding.code) for finding in outcome.findings
    )
    assert all(row.sentence for row in rows)
    sheet = openpyxl.load_workbook(collected.master)["校验报告"]
    letter = collected.store().read_table(CHECK_REPORT).frame.letters["单元格"]
    for row in rows:
        link = sheet[f"{letter}{row.line}"].hyperlink
        assert link is not None
        assert link.location == f"'{row.sheet}'!{row.cell}"


def test_a_report_shrinks_with_what_was_put_right(collected: TownOffice) -> None:
    plant(collected)
    collected.run_job(check)
    before = sum(row.count or 0 for row in collected.rows(CHECK_REPORT))
    raw = collected.store().read_table(ORGANISATION)
    with collected.writing() as context:
        cells = {(row.line, "书记姓名"): f"书记{row.line}" for row in raw.rows[:6]}
        context.store.write_cells(ORGANISATION, cells)
    outcome = collected.run_job(check)
    counts = [row.count or 0 for row in collected.rows(CHECK_REPORT)]
    assert sum(counts) == len(outcome.findings) == before - 6
