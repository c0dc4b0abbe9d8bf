"""How often a button calls the spreadsheet, which in Excel is another process, and what it leaves there."""

from collections.abc import Mapping
from pathlib import Path

import pytest
import xlwings as xw

from shuzhi_xl.button import run_button
from shuzhi_xl.cli.run_job import load_job
from shuzhi_xl.sheets.master.organisations_and_meetings import ORGANISATION
from shuzhi_xl.sheets.master.program_sheets import CHECK_REPORT
from shuzhi_xl.xlsx.live.store import LiveStore
from shuzhi_xl.xlsx.master.closed_store import ClosedStore
from tests.live.counting import calls_counted
from tests.live.left_behind import beside_the_master, digests_of
from tests.year_stages import BRANCHES, Stages, TownOffice

_MOST = 700
_STATUS_BAR = "App.status_bar="  # a few times a second, however much there is to do


@pytest.mark.parametrize(
    ("stage", "job"),
    [
        ("issued", "check"),
        ("drafted", "distribute"),
        ("issued", "collect"),
        ("collected", "compute"),
        ("decided", "generate"),
        ("generated", "publish"),
        ("generated", "track"),
    ],
)
def test_a_button_leaves_what_the_command_does_after_a_few_hundred_calls(
    spreadsheet: xw.App, stages: Stages, tmp_path: Path, stage: str, job: str
) -> None:
    open_office, closed_office = (stages.open(stage, tmp_path / name) for name in ("open", "closed"))
    for name, content in stages.filled().items() if job == "collect" else ():
        open_office.drop(name, content)
        closed_office.drop(name, content)
    book = spreadsheet.books.open(str(open_office.master))
    book.set_mock_caller()
    with calls_counted() as count:
        assert run_button(job, open_office.clock)
    assert count.total() <= _MOST, count.most_common(12)
    closed_office.run_job(load_job(job))
    assert digests_of(ClosedStore(open_office.master)) == digests_of(closed_office.store())
    assert beside_the_master(open_office.root) == beside_the_master(closed_office.root)


def findings_and_calls(spreadsheet: xw.App, office: TownOffice) -> tuple[int, Mapping[str, int]]:
    book = spreadsheet.books.open(str(office.master))
    book.set_mock_caller()
    with calls_counted() as count:
        run_button("check", office.clock)
    findings = len(LiveStore(book).read_table(CHECK_REPORT).rows)
    book.close()
    return findings, {label: calls for label, calls in count.items() if label != _STATUS_BAR}


def test_more_findings_cost_no_more_calls(spreadsheet: xw.App, stages: Stages, tmp_path: Path) -> None:
    counts, calls = [], []
    for mistakes in (3, BRANCHES):
        office = stages.open("drafted", tmp_path / str(mistakes))
        with office.writing() as context:
            lines = [row.line for row in context.store.read_table(ORGANISATION).rows][:mistakes]
            context.store.write_cells(ORGANISATION, {(line, "党员人数"): "三十" for line in lines})
        findings, counted = findings_and_calls(spreadsheet, office)
        counts.append(findings)
        calls.append(sum(counted.values()))
    assert counts[1] > counts[0]
    assert calls[1] == calls[0]
