"""A click on a button (按钮): the job runs on the open workbook and ends with one sentence."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from pkgutil import resolve_name
from time import monotonic
from typing import NamedTuple

import xlwings as xw

from shuzhi_xl import __version__
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome, now
from shuzhi_xl.sheets.declaration.schema import SCHEMA
from shuzhi_xl.sheets.master.buttons import BUTTON_OF, Button
from shuzhi_xl.sheets.master.program_sheets import CHECK_REPORT
from shuzhi_xl.wording.screen.console import stopped
from shuzhi_xl.wording.screen.doctor import host_problem
from shuzhi_xl.wording.screen.upgrading import upgraded_by_installer, upgraded_when_closed
from shuzhi_xl.xlsx.children.child_process import command_of, start_alone
from shuzhi_xl.xlsx.files.error_log import log_error
from shuzhi_xl.xlsx.live.calling_workbook import find_calling_workbook
from shuzhi_xl.xlsx.live.store import LiveStore
from shuzhi_xl.xlsx.master.closed_store import refuse_newer
from shuzhi_xl.xlsx.stop_reasons import Stopped, stopping_on_file_errors
from shuzhi_xl.xlsx.town_folder import Folder

_SECONDS_BETWEEN = 0.2  # a call to Excel takes longer than most pieces of the work


class Answer(NamedTuple):
    """The result of a button.

    Attributes:
        sentence: What the clerk reads (操作结果).
        outcome: The job's outcome, or None when it could not run.
    """

    sentence: str
    outcome: Outcome | None = None


def answer(job: str, clock: Callable[[], datetime] = now, typed: str = "") -> Answer:
    """Run the job of a button on the workbook that called; never raises.

    Args:
        job: The job, for example ``collect``.
        clock: Gives the time.
        typed: What the clerk was asked for; blank for most jobs.
    """
    title = job  # until the button is known: a master of a later version may have another
    try:
        button = BUTTON_OF[job]
        title = button.caption
        book = find_calling_workbook()
        problem = _host_problem(book.app, button.command)
        options = {button.asks: typed} if typed else {}
        return Answer(problem) if problem else _run(button, book, clock, options)
    except Stopped as reason:
        return Answer(stopped(reason.code, **reason.context))
    except Exception as error:  # noqa: BLE001 -- the clerk reads a sentence, whatever the failure
        log = log_error(_folder(), f"{title} shuzhi_xl {__version__}", error, now())
        return Answer(stopped("unforeseen", job=title, log=log))


def run_button(job: str, clock: Callable[[], datetime] = now) -> Outcome | None:
    """Run the job of a button and show its sentence, while Excel waits: for macros that do not show it."""
    # Macros of version 0.1.0 show nothing themselves; the alert keeps Excel waiting until it is closed.
    sentence, outcome = answer(job, clock)
    find_calling_workbook().app.alert(sentence, BUTTON_OF[job].caption)
    return outcome


def _folder() -> Path | None:
    """The folder of the workbook that called, where Excel still answers."""
    with suppress(Exception):
        return Path(find_calling_workbook().fullname).parent
    return None


def _host_problem(app: xw.App, command: str) -> str | None:
    """Why the job must not run in this program, which is not Excel; None when it may."""
    program = app.api
    answers = [getattr(program, name, None) for name in ("Name", "Version", "Path")]
    if not all(isinstance(value, str) for value in answers):
        return None  # no program of Excel's kind, so nothing that could pass for Excel
    return host_problem(*map(str, answers), job=command)


def _run(button: Button, book: xw.Book, clock: Callable[[], datetime], options: Mapping[str, str]) -> Answer:
    with _undisturbed(book.app), stopping_on_file_errors():
        store = LiveStore(book)
        # Before any table is read: a newer master may mean something else by a column of the same name.
        refuse_newer(store)
        older = store.schema < SCHEMA
        job: Callable[..., Outcome] = resolve_name(button.path)
        book.app.status_bar = button.caption
        progress = _status_bar_progress(book.app, button.caption, monotonic)
        folder = Folder(Path(book.fullname).parent)
        outcome = job(JobContext(store, folder, clock, progress, selected=store.selected_lines), **options)
        with suppress(Exception):  # the job is done, even if its sheet cannot be shown
            store.show(button.shows if outcome.ok else CHECK_REPORT, outcome.cell if outcome.ok else "")
    # Excel has the file open, so it cannot be patched now; a process of its own waits until it is closed.
    notices = (*store.notices, _upgrade_later(Path(book.fullname))) if older else store.notices
    return Answer("".join((outcome.summary, *notices)), outcome)


def _upgrade_later(master: Path) -> str:
    """Arrange for an older master to be upgraded once it is closed, and say so."""
    try:
        start_alone([*command_of("shuzhi_xl.cli.upgrade_when_closed"), str(master)])
    # Where no process may be started the installer upgrades; until then the master works as it is.
    except OSError:
        return upgraded_by_installer()
    return upgraded_when_closed()


@contextmanager
def _undisturbed(app: xw.App) -> Iterator[None]:
    """Suppress messages of Excel, such as that it waits for Python, for the time of a job."""
    before = app.display_alerts
    app.display_alerts = False
    try:
        yield
    finally:
        # False gives the status bar back to Excel; an empty text would keep it blank.
        app.status_bar = False
        app.display_alerts = before


def _status_bar_progress(app: xw.App, title: str, timer: Callable[[], float]) -> Callable[[int, int], None]:
    """A progress callback for the status bar, which it updates a few times a second and at the end."""
    due = timer()

    def progress(done: int, total: int) -> None:
        """Show the progress, a few times a second at most."""
        nonlocal due
        moment = timer()
        if moment >= due or done == total:
            due = moment + _SECONDS_BETWEEN
            app.status_bar = f"{title} {done}/{total}"

    return progress
