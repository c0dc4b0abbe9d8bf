"""The demo's whole year, button by button in one open workbook, ends as it does on the closed file.

`test_calls` compares each button by itself.
"""

from functools import partial
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from shuzhi_xl.demo.demo_result import DemoResult
from shuzhi_xl.demo.demo_year import play_year
from shuzhi_xl.wording.file_names import MASTER_NAME
from shuzhi_xl.xlsx.live.store import LiveStore
from shuzhi_xl.xlsx.master.closed_store import ClosedStore
from tests.live.left_behind import beside_the_master, digests_of
from tests.live.open_office import OpenOffice


@pytest.mark.soak
@pytest.mark.parametrize("branches", [12, 100])
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
    expected = digests_of(ClosedStore(closed_place / MASTER_NAME))
    assert digests_of(LiveStore(book)) == expected
    assert digests_of(ClosedStore(open_place / MASTER_NAME)) == expected
    assert beside_the_master(open_place) == beside_the_master(closed_place)


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
