"""Every button on the open workbook does what the command does on the closed one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

import pytest
import xlwings as xw
from year_stages import Place, Stages

from shuzhi_xl.jobs.desk import Outcome
from shuzhi_xl.pressing import press
from shuzhi_xl.sheets.master import TABLES
from shuzhi_xl.sheets.program import SECRET
from shuzhi_xl.xlsx.live import LiveStore

pytestmark = [pytest.mark.live, pytest.mark.xdist_group("live")]


@contextmanager
def opened(spreadsheet: xw.App, place: Place) -> Iterator[xw.Book]:
    book = spreadsheet.books.open(str(place.master))
    book.set_mock_caller()
    try:
        yield book
    finally:
        book.close()


def pressed(place: Place, name: str) -> Outcome:
    outcome = press(name, place.clock)
    assert outcome is not None
    return outcome


def contents(store: Any) -> dict[str, bytes]:
    return {name: store.read_table(table).digest for name, table in TABLES.items() if table is not SECRET}


@pytest.mark.parametrize(
    ("stage", "job"),
    [
        ("drafted", "check"),
        ("drafted", "distribute"),
        ("issued", "collect"),
        ("collected", "compute"),
        ("decided", "generate"),
        ("generated", "publish"),
        ("generated", "track"),
    ],
)
def test_a_button_writes_what_the_command_writes(
    spreadsheet: xw.App, stages: Stages, tmp_path: Path, stage: str, job: str
) -> None:
    open_one, closed_one = stages.open(stage, tmp_path / "open"), stages.open(stage, tmp_path / "closed")
    if job == "collect":
        for place in (open_one, closed_one):
            place.put({f"收回/{name}": content for name, content in stages.filled().items()})
    expected = closed_one.press(resolve_name(f"shuzhi_xl.jobs.{job}:{job}"))
    with opened(spreadsheet, open_one) as book:
        outcome = pressed(open_one, job)
        assert (outcome.summary, outcome.counts) == (expected.summary, expected.counts)
        assert contents(LiveStore(book)) == contents(closed_one.store())
    assert open_one.files("发出").keys() == closed_one.files("发出").keys()
    assert open_one.files("收回") == closed_one.files("收回")
    assert open_one.files("结果") == closed_one.files("结果")
