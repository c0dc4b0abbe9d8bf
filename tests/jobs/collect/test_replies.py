"""回收 of result workbooks: a branch reports on its problems; it cannot close them."""

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from shuzhi_xl.demo.play.fill_forms import fill_rectification
from shuzhi_xl.jobs.check import check
from shuzhi_xl.jobs.collect import collect
from shuzhi_xl.jobs.distribute import distribute
from shuzhi_xl.jobs.stages.job_context import Outcome
from shuzhi_xl.rules.intake.answers import RectificationReply
from shuzhi_xl.sheets.master.organisations_and_meetings import ORGANISATION
from shuzhi_xl.sheets.master.results import PROBLEM, Problem
from shuzhi_xl.sheets.master.vocabulary import CLOSED, DONE, FEEDBACK, IN_PROGRESS, RETURNED, UPDATED
from shuzhi_xl.sheets.master.votes import BALLOT, FORM
from shuzhi_xl.wording.findings.all import sentence
from tests.year_stages import TownOffice

DONE_ON = date(2016, 3, 1)


def problems(office: TownOffice) -> list[Problem]:
    return [problem for problem in office.rows(PROBLEM) if problem.number == "C001"]


def reply(problem: Problem, state: str, progress: str = "已整改") -> RectificationReply:
    done_on = DONE_ON if state != IN_PROGRESS else None
    return RectificationReply(
        problem.problem, problem.owner, problem.supervisor, "改进措施", problem.due, progress, state, done_on
    )


def report(office: TownOffice, *replies: RectificationReply, name: str = "整改.xlsx") -> Outcome:
    sent = next(office.root.glob("结果/*/*/反馈_C001_*.xlsx")).read_bytes()
    office.drop(name, fill_rectification(sent, replies))
    return office.run_job(collect)


def test_a_reply_updates_the_list(generated: TownOffice) -> None:
    first, *_ = problems(generated)
    votes = generated.rows(BALLOT)
    outcome = report(generated, reply(first, DONE))
    assert outcome.counts["accepted"] == 1
    row = problems(generated)[0]
    assert (row.state, row.done_on, row.progress) == (DONE, DONE_ON, "已整改")
    assert row.measure == "改进措施"
    assert [vote.ballot for vote in generated.rows(BALLOT)] == [vote.ballot for vote in votes]
    form = generated.row(FORM, number="C001", kind=FEEDBACK)
    assert (form.state, form.source_file) == (RETURNED, "整改.xlsx")
    assert form.organisation_name == generated.row(ORGANISATION, number="C001").name


def test_a_branch_cannot_put_off_what_the_office_has_set(generated: TownOffice) -> None:
    first, *_ = problems(generated)
    assert None not in (first.due, first.owner or None)
    generated.type_in(PROBLEM, first, 责任领导=None)
    later = replace(reply(first, IN_PROGRESS), owner="李责任", supervisor="周领导", due=date(2099, 12, 31))
    outcome = report(generated, later)
    row = problems(generated)[0]
    assert (row.owner, row.supervisor, row.due) == (first.owner, "周领导", first.due)
    sentences = [sentence(finding) for finding in outcome.findings if finding.code == "reply_of_office"]
    assert len(sentences) == 2
    assert any(f"“{first.due}”，支部报来的是“2099-12-31”" in sentence_ for sentence_ in sentences)
    assert any(f"“{first.owner}”，支部报来的是“李责任”" in sentence_ for sentence_ in sentences)


def test_a_branch_cannot_close_its_problem(generated: TownOffice) -> None:
    first, *_ = problems(generated)
    outcome = report(generated, reply(first, CLOSED))
    assert problems(generated)[0].state != CLOSED
    assert {finding.code for finding in outcome.findings} & {"closed_by_branch", "reply_closes"}


def test_a_closed_problem_stays_closed(generated: TownOffice) -> None:
    first, *_ = problems(generated)
    generated.type_in(
        PROBLEM, first, 状态=CLOSED, 完成日期=DONE_ON, 销号人="王审核", 销号日期=date(2016, 3, 5)
    )
    outcome = report(generated, reply(first, IN_PROGRESS))
    assert problems(generated)[0].state == CLOSED
    assert "reply_to_closed" in {finding.code for finding in outcome.findings}


def test_a_later_reply_goes_on_from_the_earlier(generated: TownOffice) -> None:
    first, *_ = problems(generated)
    report(generated, reply(first, IN_PROGRESS, "正在改"))
    outcome = report(generated, reply(first, DONE, "改好了"), name="整改2.xlsx")
    assert outcome.counts["accepted"] == 1
    assert (problems(generated)[0].state, problems(generated)[0].progress) == (DONE, "改好了")


def test_a_branch_that_replies_again_leaves_no_decision_open(generated: TownOffice) -> None:
    first, *_ = problems(generated)
    before = {(finding.code, finding.at.cell) for finding in generated.run_job(check).findings}
    for order, progress in enumerate(("正在改", "改了一半", "改好了")):
        assert report(generated, reply(first, IN_PROGRESS, progress), name=f"整改{order}.xlsx").ok
    assert {(finding.code, finding.at.cell) for finding in generated.run_job(check).findings} <= before
    rows = [form for form in generated.rows(FORM) if form.number == "C001" and form.kind == FEEDBACK]
    assert [row.state for row in rows] == [UPDATED, UPDATED, RETURNED]
    assert generated.run_job(distribute, reissue=["C002"]).ok


def test_two_returned_replies_in_an_old_master_are_put_right_by_the_next_run(
    generated: TownOffice,
) -> None:
    first, *_ = problems(generated)
    report(generated, reply(first, IN_PROGRESS, "正在改"))
    report(generated, reply(first, IN_PROGRESS, "改了一半"), name="整改2.xlsx")
    generated.type_in(FORM, generated.row(FORM, number="C001", state=UPDATED), 状态=RETURNED)
    codes = {finding.code for finding in generated.run_job(check).findings}
    assert not codes & {"form_adopted_twice", "return_unrecorded"}
    assert generated.run_job(collect).ok
    rows = [form for form in generated.rows(FORM) if form.number == "C001" and form.kind == FEEDBACK]
    assert [row.state for row in rows] == [UPDATED, RETURNED]


def with_problem(sent: bytes, number: str, content: str) -> bytes:
    """The workbook with a row that the branch adds below its list."""
    book = openpyxl.load_workbook(io.BytesIO(sent))
    sheet = book["整改清单"]
    line = max(cell.row for (cell,) in sheet.iter_rows(max_col=1) if cell.value) + 1
    sheet.cell(line, 1, number)
    sheet.cell(line, 3, content)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def test_one_wrong_cell_does_not_lose_the_rest_of_the_row(generated: TownOffice) -> None:
    first, second = problems(generated)
    replies = [
        replace(reply(problem, IN_PROGRESS, "已开会"), state=state, done_on=None)
        for problem, state in ((first, CLOSED), (second, "做完了"))
    ]
    sent = next(generated.root.glob("结果/*/*/反馈_C001_*.xlsx")).read_bytes()
    generated.drop("整改.xlsx", with_problem(fill_rectification(sent, replies), "C001-99", "制度不全"))
    outcome = generated.run_job(collect)
    assert outcome.ok
    assert outcome.summary.endswith("；更新整改 2 条。")
    rows = problems(generated)
    assert [(problem.progress, problem.measure) for problem in rows[:2]] == [("已开会", "改进措施")] * 2
    assert [problem.state for problem in rows[:2]] == [first.state, second.state]
    sentences = {
        finding.code: sentence(finding)
        for finding in outcome.findings
        if finding.at.file.endswith("整改.xlsx")
    }
    assert sentences.keys() == {"closed_by_branch", "state_unknown", "problem_unknown"}
    assert "“C001-99”不是总表中该支部的问题" in sentences["problem_unknown"]
    assert "制度不全" in sentences["problem_unknown"]
    assert "要增加问题，请由镇里登记" in sentences["problem_unknown"]


def test_a_problem_whose_row_is_damaged_is_not_called_unknown(generated: TownOffice) -> None:
    first, *_ = problems(generated)
    generated.type_in(PROBLEM, first, 整改时限="年底")
    codes = {finding.code for finding in report(generated, reply(first, IN_PROGRESS)).findings}
    assert "problem_unknown" not in codes
    assert "reply_problem_unknown" in codes


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("http://x")', "+cmd|' /C calc'!A0", "@SUM(1)"])
def test_text_from_outside_never_becomes_a_formula(generated: TownOffice, text: str) -> None:
    first, *_ = problems(generated)
    report(generated, reply(first, IN_PROGRESS, text))
    book = openpyxl.load_workbook(generated.master, read_only=True)
    cells = [cell for row in book["整改清单"].iter_rows() for cell in row if cell.value == text]
    assert [cell.data_type for cell in cells] == ["s"]
