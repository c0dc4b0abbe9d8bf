"""One live spreadsheet for all tests of this folder, on one worker."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import xlwings as xw

from tests.live import engine
from tests.year_stages import Stages, TownOffice


@pytest.fixture(scope="session")
def live_engine() -> xw.main.Engine:
    return engine.install()


@pytest.fixture(scope="session")
def running_spreadsheet(live_engine: xw.main.Engine) -> Iterator[xw.App]:
    """The one program of the run; `spreadsheet` cleans up after each test."""
    app = live_engine.apps.add(add_book=False)
    yield app
    app.quit()


@pytest.fixture
def spreadsheet(
    live_engine: xw.main.Engine, running_spreadsheet: xw.App, monkeypatch: pytest.MonkeyPatch
) -> Iterator[xw.App]:
    """The live spreadsheet without a workbook, as xlwings' active program."""
    monkeypatch.setattr(xw.engines, "active", live_engine)
    running_spreadsheet.activate()
    yield running_spreadsheet
    if hasattr(xw.Book, "_mock_caller"):
        del xw.Book._mock_caller
    for book in running_spreadsheet.books:
        book.close()
    program = running_spreadsheet.impl
    program.password_prompts, program.text_cells_keep_apostrophes = 0, False
    for shown in (program.alerts, program.answers, program.statuses):
        shown.clear()
    program.status_bar, program.calculation, program.screen_updating, program.display_alerts = (
        False,
        "automatic",
        True,
        True,
    )


@pytest.fixture
def sheet(spreadsheet: xw.App) -> xw.Sheet:
    """The first sheet of a new workbook."""
    return spreadsheet.books.add().sheets[0]


@pytest.fixture
def office(stages: Stages, tmp_path: Path) -> TownOffice:
    """The office after 计算."""
    return stages.open("computed", tmp_path)


@pytest.fixture
def book(spreadsheet: xw.App, office: TownOffice) -> xw.Book:
    """Its master, open, as the one that calls."""
    opened = spreadsheet.books.open(str(office.master))
    opened.set_mock_caller()
    return opened
