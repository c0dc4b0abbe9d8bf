"""A formula in the master that shows an error is never a blank cell: named, and nothing rests on it."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from shuzhi_xl.cli.recount import recount_master
from shuzhi_xl.jobs.check import check
from shuzhi_xl.jobs.compute import compute
from shuzhi_xl.jobs.stages.job_context import Outcome
from shuzhi_xl.sheets.declaration.cell_value import CellError
from shuzhi_xl.sheets.declaration.row import Row
from shuzhi_xl.sheets.declaration.table import Table
from shuzhi_xl.sheets.master.office_entries import ROUTINE_TABLE, VISIT_TABLE, Routine
from shuzhi_xl.sheets.master.organisations_and_meetings import ORGANISATION
from shuzhi_xl.sheets.master.results import APPRAISAL, PROBLEM
from shuzhi_xl.sheets.master.scheme_tables import GRADE_STANDARD
from shuzhi_xl.sheets.master.settings import SETTING
from shuzhi_xl.sheets.master.votes import BALLOT, FORM
from shuzhi_xl.wording.findings.all import sentence
from shuzhi_xl.xlsx.patch.workbook import Workbook
from tests.jobs.opened_parts import with_errors
from tests.xlsx.handmade import by_header
from tests.year_stages import TownOffice


def break_cell(office: TownOffice, table: Table[Any], line: int, header: str, error: str = "#N/A") -> str:
    """Put a formula that has gone wrong into a cell; gives the cell."""
    frame = office.store().read_table(table).frame
    cell = frame.at(header, line).cell
    office.master.write_bytes(with_errors(office.master.read_bytes(), frame.sheet, {cell: error}))
    return cell


def errors(outcome: Outcome) -> Sequence[tuple[str, str, str]]:
    return [
        (finding.at.sheet, finding.at.cell, finding.value)
        for finding in outcome.findings
        if finding.code == "cell_error"
    ]


def vetoed(office: TownOffice) -> Routine:
    """A branch with 一票否决 = 是, which is graded 差."""
    first = office.rows(ROUTINE_TABLE)[0]
    office.type_in(ROUTINE_TABLE, first, 一票否决="是", 否决事由="通报批评")
    return first


def test_an_error_in_the_veto_or_the_adjustment_gives_no_better_grade(collected: TownOffice) -> None:
    veto = vetoed(collected)
    minus = collected.rows(ROUTINE_TABLE)[1]
    collected.type_in(ROUTINE_TABLE, minus, 加减分=-1, 加减分理由="迟报材料")
    collected.run_job(compute)
    assert collected.row(APPRAISAL, number=veto.number).suggested_grade == "差"
    cells = {
        break_cell(collected, ROUTINE_TABLE, veto.line, "一票否决"),
        break_cell(collected, ROUTINE_TABLE, minus.line, "加减分", "#VALUE!"),
    }
    for job in (check, compute):
        outcome = collected.run_job(job)
        assert not outcome.ok
        error_cells = errors(outcome)
        assert {cell for _, cell, _ in error_cells} == cells
        assert {(sheet, shown) for sheet, _, shown in error_cells} == {
            ("日常年度", "#N/A"), ("日常年度", "#VALUE!"),
        }  # fmt: skip
        assert len(error_cells) == len(cells)
    for number in (veto.number, minus.number):
        row = collected.row(APPRAISAL, number=number)
        assert (row.composite_score, row.suggested_grade) == (None, "")


def test_the_sentence_gives_the_current_value_and_what_to_do(collected: TownOffice) -> None:
    break_cell(collected, ROUTINE_TABLE, vetoed(collected).line, "一票否决")
    (findings,) = (finding for finding in collected.run_job(check).findings if finding.code == "cell_error")
    text = sentence(findings)
    assert "“一票否决”" in text
    assert "#N/A" in text
    assert "清空" in text


@pytest.mark.parametrize(
    ("table", "header"),
    [
        (ORGANISATION, "书记姓名"),
        (ORGANISATION, "测评票数"),
        (ORGANISATION, "参评"),
        (GRADE_STANDARD, "比例上限"),
        (VISIT_TABLE, "评分"),
        (FORM, "收回数"),
        (BALLOT, "总体评价"),
        (APPRAISAL, "研究等次"),
        (PROBLEM, "整改时限"),
    ],
)
def test_an_error_is_one_finding_in_every_kind_of_column(
    decided: TownOffice, table: Table[Row], header: str
) -> None:
    line = decided.store().read_table(table).rows[0].line
    cell = break_cell(decided, table, line, header, "#REF!")
    outcome = decided.run_job(check)
    assert [error[1:] for error in errors(outcome)] == [(cell, "#REF!")]
    assert not outcome.ok


@pytest.mark.parametrize("name", ["匿名下限", "互评票类", "公布日期"])
@pytest.mark.parametrize("header", ["名称", "取值"])
def test_an_error_in_a_setting_is_named_and_nothing_is_computed(
    collected: TownOffice, name: str, header: str
) -> None:
    rows = collected.store().read_table(SETTING).rows
    line = next(row.line for row in rows if row.values["名称"] == name)
    cell = break_cell(collected, SETTING, line, header, "#NAME?")
    outcome = collected.run_job(compute)
    assert ("基本设置", cell, "#NAME?") in errors(outcome)
    assert not outcome.ok
    assert outcome.counts["organisations"] == 0


def test_a_row_that_does_not_say_whose_it_is_leaves_nobody_graded(collected: TownOffice) -> None:
    """The lost row may be anybody's veto."""
    break_cell(collected, ROUTINE_TABLE, vetoed(collected).line, "编号")
    outcome = collected.run_job(compute)
    assert not outcome.ok
    assert not [row.number for row in collected.rows(APPRAISAL) if row.suggested_grade]


def test_an_error_in_a_column_added_by_the_town_is_left_alone(collected: TownOffice) -> None:
    raw = collected.store().read_table(ROUTINE_TABLE)
    book = Workbook.load(collected.master.read_bytes())
    rows = [(*row.values.values(), "无") for row in raw.rows]
    book.write_table(ROUTINE_TABLE.name, by_header([*raw.headers, "镇里备注"], rows))
    collected.master.write_bytes(book.to_bytes())
    before = collected.run_job(check).findings
    break_cell(collected, ROUTINE_TABLE, raw.rows[0].line, "镇里备注")
    assert collected.run_job(check).findings == before
    value = collected.store().read_table(ROUTINE_TABLE).rows[0].values["镇里备注"]
    assert value == CellError("#N/A")


def test_a_table_that_is_written_again_keeps_the_error(collected: TownOffice) -> None:
    line = collected.store().read_table(FORM).rows[0].line
    break_cell(collected, FORM, line, "收回数", "#DIV/0!")
    with collected.writing() as context:
        context.store.write_table(FORM, context.store.read_table(FORM).records())
    (row,) = (row for row in collected.store().read_table(FORM).rows if row.line == line)
    assert row.values["收回数"] == CellError("#DIV/0!")
    assert errors(collected.run_job(check))


@pytest.mark.parametrize("count", [check, recount_master])
def test_both_counts_see_the_error(computed: TownOffice, count: Callable[..., Outcome]) -> None:
    line = computed.rows(ORGANISATION)[0].line
    cell = break_cell(computed, ORGANISATION, line, "联系人")
    outcome = computed.run_job(check) if count is check else recount_master(computed.master)
    assert errors(outcome) == [("组织名册", cell, "#N/A")]


def test_a_text_that_only_looks_like_an_error_is_a_text(drafted: TownOffice) -> None:
    row = drafted.rows(ORGANISATION)[0]
    drafted.type_in(ORGANISATION, row, 备注="#N/A")
    assert errors(drafted.run_job(check)) == []
    assert drafted.rows(ORGANISATION)[0].memo == "#N/A"
