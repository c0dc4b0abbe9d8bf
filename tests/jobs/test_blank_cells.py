"""What follows from other cells is filled by whatever button comes next, and said."""

import pytest

from shuzhi_xl.findings import Finding, Severity
from shuzhi_xl.jobs.check import check
from shuzhi_xl.jobs.distribute import distribute
from shuzhi_xl.sheets.master.office_entries import DEBRIEF_REPORT, ROUTINE_TABLE, VISIT_TABLE
from shuzhi_xl.sheets.master.organisations_and_meetings import MEETING_TABLE, ORGANISATION
from shuzhi_xl.sheets.master.results import PROBLEM
from shuzhi_xl.sheets.master.vocabulary import PACKAGE
from shuzhi_xl.sheets.master.votes import FORM
from tests.year_stages import TownOffice

PASTED = ("组织名称", "组织类型", "书记姓名")


def paste_roster(office: TownOffice) -> None:
    """Leave three columns of the roster, and nothing that refers to an organisation yet."""
    with office.writing() as context:
        rows = context.store.read_table(ORGANISATION).records()
        context.store.write_table(ORGANISATION, [{header: row[header] for header in PASTED} for row in rows])
        for table in (DEBRIEF_REPORT, VISIT_TABLE, ROUTINE_TABLE, PROBLEM):
            context.store.write_table(table, [])


@pytest.fixture
def pasted(drafted: TownOffice) -> TownOffice:
    """The office with such a roster; nobody has entered 应到人数 either."""
    paste_roster(drafted)
    for meeting in drafted.rows(MEETING_TABLE):
        drafted.type_in(MEETING_TABLE, meeting, 应到人数=None)
    drafted.set_values(互评票类=None, 每支部问卷份数=20)
    return drafted


def blocking(findings: list[Finding], sheet: str) -> list[str]:
    return [
        finding.code
        for finding in findings
        if finding.severity is Severity.BLOCKING and finding.at.sheet == sheet
    ]


def test_three_columns_are_enough(pasted: TownOffice) -> None:
    outcome = pasted.run_job(check)
    assert blocking([*outcome.findings], "组织名册") == blocking([*outcome.findings], "评议会议") == []
    headers = "编号、板块、场次、述职形式、参评、测评票数、问卷份数"
    assert (
        f"已替您填好“组织名册”12 行的{headers}（84 格）；“评议会议”3 行的应到人数（3 格），请核对。"
        in outcome.summary
    )
    organisations = pasted.rows(ORGANISATION)
    assert [row.number for row in organisations] == [f"{order:02}" for order in range(1, 13)]
    assert {(row.ballots, row.surveys) for row in organisations} == {(0, 20)}
    again = pasted.run_job(check)
    assert "已替您" not in again.summary
    assert pasted.rows(ORGANISATION) == organisations


def test_forms_go_out_and_the_rows_for_scores_are_there(pasted: TownOffice) -> None:
    outcome = pasted.run_job(distribute)
    assert outcome.ok
    assert outcome.summary.endswith("；“日常年度”12 个党组织的编号（各占一行），请核对。")
    assert [row.number for row in pasted.rows(ROUTINE_TABLE)] == [
        row.number for row in pasted.rows(ORGANISATION)
    ]
    assert all(row.is_empty for row in pasted.rows(ROUTINE_TABLE))
    packages = [form for form in pasted.rows(FORM) if form.kind == PACKAGE]
    assert [form.number for form in packages] == [row.number for row in pasted.rows(ORGANISATION)]
    # The rows alone are no entries, and the log that tells of them is whole
    codes = {finding.code for finding in pasted.run_job(check).findings}
    assert "organisations_without" in codes
    assert not codes & {"routine_blank", "log_broken"}


def test_a_number_deleted_after_distribution_comes_back(pasted: TownOffice) -> None:
    pasted.run_job(distribute)
    before = pasted.rows(ORGANISATION)
    with pasted.writing() as context:
        context.store.write_cells(ORGANISATION, {(row.line, "编号"): None for row in before[3:5]})
    outcome = pasted.run_job(check)
    assert "“组织名册”2 行的编号（2 格）" in outcome.summary
    assert pasted.rows(ORGANISATION) == before
