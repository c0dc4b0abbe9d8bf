"""How often a button calls the spreadsheet: in Excel, each call goes to another process."""

from collections.abc import Mapping
from pathlib import Path

import pytest
import xlwings as xw

from shuzhi_xl.button import run_button
from shuzhi_xl.sheets.master.organisations_and_meetings import ORGANISATION
from shuzhi_xl.sheets.master.program_sheets import CHECK_REPORT
from shuzhi_xl.xlsx.live.store import LiveStore
from tests.live.counting import calls_counted
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
def test_a_button_calls_the_spreadsheet_a_few_hundred_times(
    spreadsheet: xw.App, stages: Stages, tmp_path: Path, stage: str, job: str
) -> None:
    office = stages.open(stage, tmp_path)
    for name, content in stages.filled().items() if job == "collect" else ():
        office.drop(name, content)
    book = spreadsheet.books.open(str(office.master))
    book.set_mock_caller()
    with calls_counted() as count:
        assert run_button(job, office.clock)
    assert count.total() <= _MOST, count.most_common(12)


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
