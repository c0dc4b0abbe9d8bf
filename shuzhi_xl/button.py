"""When a button is pressed: the job runs on the open workbook, and one sentence tells its end."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from pkgutil import resolve_name
from time import monotonic
from typing import Any, NamedTuple

import xlwings as xw

from shuzhi_xl import __version__
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome, now
from shuzhi_xl.sheets.declaration.schema import SCHEMA
from shuzhi_xl.sheets.declaration.table import Table
from shuzhi_xl.sheets.master.office_entries import DEBRIEF_REPORT
from shuzhi_xl.sheets.master.program_sheets import CHECK_REPORT, PROGRESS
from shuzhi_xl.sheets.master.results import APPRAISAL, PROBLEM, PUBLICATION
from shuzhi_xl.sheets.master.scheme_tables import GRADE_STANDARD
from shuzhi_xl.sheets.master.settings import SETTING
from shuzhi_xl.sheets.master.votes import FORM
from shuzhi_xl.wording.screen.console import stopped
from shuzhi_xl.wording.screen.doctor import host_problem
from shuzhi_xl.wording.screen.job_summaries import COMMANDS, JOB_NAMES
from shuzhi_xl.wording.screen.upgrading import upgraded_by_installer, upgraded_when_closed
from shuzhi_xl.xlsx.children.child_process import command_of, start_alone
from shuzhi_xl.xlsx.files.error_log import log_error
from shuzhi_xl.xlsx.live.store import LiveStore
from shuzhi_xl.xlsx.master.closed_store import refuse_newer
from shuzhi_xl.xlsx.stop_reasons import Stopped, stops
from shuzhi_xl.xlsx.town_folder import Folder

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


_SECONDS_BETWEEN = 0.2  # for the status bar: to ask Excel takes longer than most pieces of the work


class Answer(NamedTuple):
    """What a press came to.

    Attributes:
        sentence: What the clerk reads (操作结果).
        outcome: What the job did, or None when it could not run.
    """

    sentence: str
    outcome: Outcome | None = None


def answer(name: str, clock: Callable[[], datetime] = now) -> Answer:
    """Run the job of a button on the workbook that called; never raises.

    Args:
        name: The job, for example ``collect``.
        clock: Gives the time.
    """
    title = JOB_NAMES.get(name, name)
    try:
        book = xw.Book.caller()
        stranger = _stranger(book.app, COMMANDS.get(name, name))
        return Answer(stranger) if stranger else _run(name, book, clock)
    except Stopped as reason:
        return Answer(stopped(reason.code, **reason.context))
    except Exception as error:  # noqa: BLE001 -- the clerk reads a sentence, whatever has gone wrong
        log = log_error(_folder(), f"{title} shuzhi_xl {__version__}", error, now())
        return Answer(stopped("unforeseen", job=title, log=log))


def press(name: str, clock: Callable[[], datetime] = now) -> Outcome | None:
    """The same, the sentence shown by Python while Excel waits: for macros that do not show it themselves."""
    sentence, outcome = answer(name, clock)
    xw.Book.caller().app.alert(sentence, JOB_NAMES[name])
    return outcome


def _folder() -> Path | None:
    """The folder of the workbook that called, where it can still be asked."""
    with suppress(Exception):
        return Path(xw.Book.caller().fullname).parent
    return None


def _stranger(app: xw.App, command: str) -> str | None:
    """Why the job must not run in this program, which is not Excel; None when it may."""
    own = app.api
    told = [getattr(own, each, None) for each in ("Name", "Version", "Path")]
    if not all(isinstance(each, str) for each in told):
        return None  # no program of Excel's kind, so nothing that could pass for Excel
    return host_problem(*map(str, told), job=command)


def _run(name: str, book: xw.Book, clock: Callable[[], datetime]) -> Answer:
    with _undisturbed(book.app), stops():
        store = LiveStore(book)
        refuse_newer(store)
        older = store.schema < SCHEMA
        job: Callable[[JobContext], Outcome] = resolve_name(f"shuzhi_xl.jobs.{name}:{name}")
        book.app.status_bar = JOB_NAMES[name]
        progress = _shown_in(book.app, JOB_NAMES[name], monotonic)
        outcome = job(JobContext(store, Folder(Path(book.fullname).parent), clock, progress))
        with suppress(Exception):  # the job is done, whether or not the clerk can be led to a sheet
            store.show(LOOK_AT[name] if outcome.ok else CHECK_REPORT)
    notices = (*store.notices, _upgrade_later(Path(book.fullname))) if older else store.notices
    return Answer("".join((outcome.summary, *notices)), outcome)


def _upgrade_later(master: Path) -> str:
    """Have an earlier version's master upgraded as soon as it is closed; what to say of it."""
    try:
        start_alone([*command_of("shuzhi_xl.cli.upgrade_when_closed"), str(master)])
    except OSError:
        return upgraded_by_installer()
    return upgraded_when_closed()


@contextmanager
def _undisturbed(app: xw.App) -> Iterator[None]:
    """No message of Excel's own, such as that it waits for Python; all as before at the end."""
    before = app.display_alerts
    app.display_alerts = False
    try:
        yield
    finally:
        app.status_bar = False
        app.display_alerts = before


def _shown_in(app: xw.App, title: str, timer: Callable[[], float]) -> Callable[[int, int], None]:
    """Progress in the status bar, a few times a second and at the end."""
    due = timer()

    def progress(done: int, total: int) -> None:
        nonlocal due
        moment = timer()
        if moment >= due or done == total:
            due = moment + _SECONDS_BETWEEN
            app.status_bar = f"{title} {done}/{total}"

    return progress
