"""The demo's whole year, button by button in one open workbook, ends as it does on the closed file."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from shuzhi_xl.demo.demo_result import DemoResult
from shuzhi_xl.demo.demo_year import play_year
from shuzhi_xl.sheets.master.all_sheets import TABLES
from shuzhi_xl.wording.file_names import MASTER_NAME
from shuzhi_xl.xlsx.live.store import LiveStore
from shuzhi_xl.xlsx.master.closed_store import ClosedStore
from tests.live.open_office import OpenOffice


def contents(store: Any) -> Mapping[str, bytes]:
    return {name: store.read_table(table).digest for name, table in TABLES.items()}


def workbooks(folder: Path) -> Mapping[str, bytes]:
    """All files but the master and its copies, which each program saves in its own way."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".xlsm"
    }


@pytest.mark.parametrize("branches", [12, pytest.param(100, marks=pytest.mark.soak)])
def test_the_same_year_open_and_closed(
    spreadsheet: xw.App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, branches: int
) -> None:
    monkeypatch.setenv("PATH", "")  # the file saved elsewhere does not wait for an office program
    open_place, closed_place = tmp_path / "open", tmp_path / "closed"
    closed = play_year(closed_place, branches)
    opened = play_year(open_place, branches, office_at=partial(OpenOffice, spreadsheet))
    assert opened.ok
    assert contents_of(opened) == contents_of(closed)
    (book,) = spreadsheet.books
    expected = contents(ClosedStore(closed_place / MASTER_NAME))
    assert contents(LiveStore(book)) == expected
    assert contents(ClosedStore(open_place / MASTER_NAME)) == expected
    assert workbooks(open_place) == workbooks(closed_place)


def contents_of(result: DemoResult) -> tuple[Any, ...]:
    """Everything in the result except its folder."""
    return (
        result.outcomes,
        result.findings,
        result.planted,
        result.differences,
        result.closing_lines,
        result.needs,
    )
