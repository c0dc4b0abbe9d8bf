"""When a button is pressed: the job runs on the open workbook, and one sentence tells its end."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

import xlwings as xw

from shuzhi_xl.jobs.desk import Desk, Outcome, now
from shuzhi_xl.sheets.process import DEBRIEF_REPORT
from shuzhi_xl.sheets.program import CHECK_REPORT, PROGRESS
from shuzhi_xl.sheets.results import APPRAISAL, PROBLEM, PUBLICATION
from shuzhi_xl.sheets.scoring import GRADE_STANDARD
from shuzhi_xl.sheets.settings import SETTING
from shuzhi_xl.sheets.tables import Table
from shuzhi_xl.sheets.votes import FORM
from shuzhi_xl.wording.console import stopped
from shuzhi_xl.wording.doctor import host_problem
from shuzhi_xl.wording.summaries import COMMANDS, JOB_NAMES
from shuzhi_xl.xlsx.folder import Folder
from shuzhi_xl.xlsx.live import LiveStore
from shuzhi_xl.xlsx.stops import Stopped, stops

LOOK_AT: dict[str, Table[Any]] = {
    "check": CHECK_REPORT,
    "distribute": FORM,
    "collect": FORM,
    "compute": APPRAISAL,
    "generate": PROGRESS,
    "publish": PUBLICATION,
    "track": PROBLEM,
    "read_reports": DEBRIEF_REPORT,
    "apply_scheme": GRADE_STANDARD,
    "export_scheme": SETTING,
}
"""Where the clerk should look after each job, when nothing is blocking."""


def press(name: str, clock: Callable[[], datetime] = now) -> Outcome | None:
    """Run the job of a button on the workbook that called.

    Args:
        name: The job, for example ``collect``.
        clock: Gives the time.

    Returns:
        What the job did, or None when it could not run; the clerk has been told either way.
    """
    book = xw.Book.caller()
    stranger = _stranger(book.app, COMMANDS.get(name, name))
    if stranger is not None:
        book.app.alert(stranger, JOB_NAMES[name])
        return None
    try:
        with stops():
            return _run(name, book, clock)
    except Stopped as reason:
        book.app.alert(stopped(reason.code, **reason.context), JOB_NAMES[name])
        return None
    finally:
        book.app.status_bar = False


def _stranger(app: xw.App, command: str) -> str | None:
    """Why the job must not run in this program, which is not Excel; None when it may."""
    told = [getattr(app.api, each, None) for each in ("Name", "Version", "Path")]
    if not all(isinstance(each, str) for each in told):
        return None  # no program of Excel's kind, so nothing that could pass for Excel
    return host_problem(*map(str, told), job=command)


def _run(name: str, book: xw.Book, clock: Callable[[], datetime]) -> Outcome:
    store = LiveStore(book)
    job: Callable[[Desk], Outcome] = resolve_name(f"shuzhi_xl.jobs.{name}:{name}")

    def progress(done: int, total: int) -> None:
        book.app.status_bar = f"{JOB_NAMES[name]} {done}/{total}"

    book.app.status_bar = JOB_NAMES[name]
    outcome = job(Desk(store, Folder(Path(book.fullname).parent), clock, progress))
    store.show(LOOK_AT[name] if outcome.ok else CHECK_REPORT)
    book.app.alert(outcome.summary, JOB_NAMES[name])
    return outcome
