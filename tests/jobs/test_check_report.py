"""校验报告 as the clerk reads it: notices marked 已阅 stay quiet, and come back when the mark is cleared."""

from shuzhi_xl.jobs.check import check
from shuzhi_xl.sheets.master.organisations_and_meetings import ORGANISATION
from shuzhi_xl.sheets.master.program_sheets import CHECK_REPORT, OVERVIEW, CheckReport
from tests.year_stages import TownOffice


def lines_about(office: TownOffice, code: str) -> list[CheckReport]:
    return [row for row in office.rows(CHECK_REPORT) if row.code == code]


def mark(office: TownOffice, line: CheckReport, answer: str | None) -> None:
    with office.writing() as context:
        context.store.write_cells(CHECK_REPORT, {(line.line, "已阅"): answer})


def test_a_notice_that_was_read_stays_quiet_until_its_facts_change(collected: TownOffice) -> None:
    rows = collected.store().read_table(ORGANISATION).rows
    with collected.writing() as context:
        context.store.write_cells(ORGANISATION, {(row.line, "书记姓名"): "张三" for row in rows[:3]})
    first = collected.run_job(check)
    head, *below = lines_about(collected, "same_secretary")
    assert (head.severity, head.count) == ("提醒", len(below))
    mark(collected, head, "是")

    second = collected.run_job(check)
    assert list(second.findings) == list(first.findings)
    assert "已阅 2 处" in second.summary
    head, *_ = lines_about(collected, "same_secretary")
    assert (head.severity, head.acknowledged) == ("已阅", True)
    (overview,) = collected.rows(OVERVIEW)
    assert overview.notices == len(second.findings) - len(below)

    # Another secretary of that name is new
    with collected.writing() as context:
        context.store.write_cells(ORGANISATION, {(rows[3].line, "书记姓名"): "张三"})
    collected.run_job(check)
    assert [line.severity for line in lines_about(collected, "same_secretary")] == [
        "提醒",
        "已阅",
        "已阅",
        "已阅",
    ]

    mark(collected, lines_about(collected, "same_secretary")[1], None)
    assert "已阅" not in collected.run_job(check).summary
