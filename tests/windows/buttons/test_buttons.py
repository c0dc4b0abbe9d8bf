"""Every button once through xlwings' Windows engine: the open workbook ends as the closed one does."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path, PurePosixPath
from pkgutil import resolve_name
from typing import Any, Final

import pytest
import xlwings as xw

from shuzhi_xl import addin
from shuzhi_xl.button import answer
from shuzhi_xl.demo.town.clock import YEAR
from shuzhi_xl.jobs.stages.job_context import JobContext
from shuzhi_xl.sheets.declaration.table import Table
from shuzhi_xl.sheets.master.all_sheets import SHEET_OF, TABLES
from shuzhi_xl.sheets.master.buttons import BUTTON_OF, BUTTONS, Button
from shuzhi_xl.sheets.master.organisations_and_meetings import ORGANISATION
from shuzhi_xl.sheets.master.program_sheets import CHECK_REPORT
from shuzhi_xl.sheets.master.results import APPRAISAL, PROBLEM
from shuzhi_xl.sheets.master.scheme_tables import TRACK
from shuzhi_xl.sheets.outgoing.archive import CATALOGUE, SEAL_NOTE, TOP_LIST
from shuzhi_xl.xlsx.district.folder import TOWNS_FOLDER
from shuzhi_xl.xlsx.live.store import LiveStore
from shuzhi_xl.xlsx.town_folder import Folder
from tests.windows.buttons.conftest import call_from
from tests.windows.buttons.macros import Macros, Python
from tests.windows.excel.application import Application
from tests.windows.excel.com import to_com
from tests.year_stages import Stages, TownOffice

_STAGES: Final = {
    "check": "issued",
    "distribute": "drafted",
    "scan": "issued",
    "collect": "issued",
    "reissue": "issued",
    "compute": "collected",
    "generate": "decided",
    "publish": "generated",
    "track": "generated",
    "read_reports": "drafted",
    "apply_scheme": "computed",
    "export_scheme": "computed",
    "new_year": "computed",
    "rollup": "generated",
    "archive": "generated",
    "adopt_suggestions": "computed",
    "close_problems": "generated",
    "recount": "computed",
    "audit": "collected",
    "explain": "computed",
}
_SELECTED: Final[Mapping[str, Table[Any]]] = {"close_problems": PROBLEM, "explain": APPRAISAL}
"""The tables of whose rows the clerk has selected the first."""
_HASHES_OF_MASTER: Final = (CATALOGUE, TOP_LIST, SEAL_NOTE)
_NOON: Final = datetime(YEAR + 1, 3, 1, 12)  # noqa: DTZ001 -- the program's clock has no time zone


def prepare_office(stages: Stages, button: Button, root: Path) -> TownOffice:
    """An office just before a button is pressed, with the files that the job reads."""
    office = stages.open(_STAGES[button.job], root)
    if button.job == "collect":
        office.write_files({f"收回/{YEAR}/{name}": content for name, content in stages.filled().items()})
    if button.job == "reissue":
        office.type_in(ORGANISATION, office.rows(ORGANISATION)[0], 书记姓名="接任者")
    if button.job == "adopt_suggestions":
        for track in office.rows(TRACK):
            office.type_in(TRACK, track, 研究日期=_NOON.date())
    if button.job == "close_problems":
        office.set_values(销号人="王审核")
        office.type_in(PROBLEM, office.rows(PROBLEM)[0], 状态="整改中")
    if button.job == "rollup":
        (office.root / TOWNS_FOLDER).mkdir()
        (office.root / TOWNS_FOLDER / "甲镇.xlsm").write_bytes(office.master.read_bytes())
    if button.job == "read_reports":
        for number, report in stages.town.reports.items():
            office.file_report(f"{YEAR}/{number}.docx", report.document(), report.handed_in)
    return office


def run_closed(button: Button, office: TownOffice) -> str:
    """The sentence of the job on the closed master."""
    job, store = resolve_name(button.path), office.store()

    def first_line(table: Table[Any]) -> Sequence[int]:
        """The selected row, where the button works on a selection."""
        return [store.read_table(table).rows[0].line] if _SELECTED.get(button.job) is table else []

    context = JobContext(store, Folder(office.root), lambda: _NOON, selected=first_line)
    return str(job(context).summary)


def contents(store: Any) -> Mapping[str, bytes]:
    return {name: store.read_table(table).digest for name, table in TABLES.items()}


def other_files(office: TownOffice) -> Mapping[str, bytes]:
    """All files but the master, its copies and their hashes; each program saves a workbook in its own way."""
    return {
        name: content
        for name, content in office.files().items()
        if not name.endswith(".xlsm") and PurePosixPath(name).name not in _HASHES_OF_MASTER
    }


@pytest.mark.parametrize("button", BUTTONS, ids=lambda button: button.job)
def test_a_button_does_what_the_command_does(
    excel: Application, stages: Stages, tmp_path: Path, button: Button
) -> None:
    open_office = prepare_office(stages, button, tmp_path / "开 着")
    closed_office = prepare_office(stages, button, tmp_path / "关 着")
    book = excel.open(open_office.master)
    caller = call_from(book)
    if table := _SELECTED.get(button.job):
        caller.sheets[SHEET_OF[table.name].title].tables[table.name].range[1, 0].select()
    sentence = answer(button.job, lambda: _NOON).sentence
    assert sentence == run_closed(button, closed_office)
    assert contents(LiveStore(caller)) == contents(closed_office.store())
    assert other_files(open_office) == other_files(closed_office)
    # No ballot was scanned here, of which 抽查 could draw
    shown = CHECK_REPORT if button.job == "audit" else button.shows
    assert shown.name in [table.Name for table in book.ActiveSheet.tables]
    assert (excel.StatusBar, excel.DisplayAlerts, excel.ScreenUpdating) == (False, True, True)
    assert excel.statuses[0] == button.caption


@pytest.mark.parametrize("job", ["check", "compute"])
def test_a_macro_reaches_the_entry_point_through_the_dll_and_its_server(  # noqa: PLR0917 -- fixtures
    excel: Application, stages: Stages, tmp_path: Path, python_server: Any, installed_master: Path, job: str
) -> None:
    button = BUTTON_OF[job]
    open_office = prepare_office(stages, button, tmp_path / "开 着")
    closed_office = prepare_office(stages, button, tmp_path / "关 着")
    book = excel.open(open_office.master)
    set_clock(python_server, _NOON)
    macros = Macros(installed_master, Python(python_server, to_com(book)))
    macros.run(f"Sz{button.sub}")
    assert macros.messages == [run_closed(button, closed_office)]
    assert contents(LiveStore(call_from(book))) == contents(closed_office.store())
    assert book.Saved


def test_calls_that_excel_rejects_while_it_is_busy_are_made_again(
    excel: Application, stages: Stages, tmp_path: Path
) -> None:
    """xlwings gives the workbook that calls without its own repeating of such calls."""
    office = prepare_office(stages, BUTTON_OF["export_scheme"], tmp_path)
    call_from(excel.open(office.master))
    excel.rejected_calls = 200
    assert "已把方案" in answer("export_scheme", lambda: _NOON).sentence
    assert excel.rejected_calls == 0


def set_clock(python_server: Any, moment: datetime) -> None:
    """Let the clock of the server's Python stand still."""
    python_server.Exec(
        "from datetime import datetime; from shuzhi_xl import button;"
        f"button.answer.__defaults__ = (lambda moment=datetime.fromisoformat('{moment}'): moment, '')"
    )


def test_the_entry_point_never_raises(caller: xw.Book, excel: Application) -> None:
    del caller
    excel.ignored_calls = 10_000  # a cell is being edited for as long as the job takes
    assert addin.answer("check").startswith("“校验”")
