"""A job that runs beside the window, so that the window goes on answering (后台任务)."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread
from typing import Any, Final

from shuzhi_xl import __version__
from shuzhi_xl.cli.run_job import run_job
from shuzhi_xl.jobs.stages.job_context import Outcome, now
from shuzhi_xl.sheets.master.buttons import Button
from shuzhi_xl.wording.screen import panel as wording
from shuzhi_xl.wording.screen.console import holder, stopped
from shuzhi_xl.xlsx.files.error_log import log_error
from shuzhi_xl.xlsx.files.lock import FileBusy, find_program, is_free
from shuzhi_xl.xlsx.stop_reasons import Stopped

SECONDS_BETWEEN_CHECKS: Final = 1.0
"""How often an open master is checked for having been closed."""


@dataclass(frozen=True)
class Progressed:
    """A piece of the work is done (进度).

    Attributes:
        done: How many pieces are done.
        total: How many there are.
    """

    done: int
    total: int


@dataclass(frozen=True)
class Waiting:
    """A file is in use elsewhere (等待关闭).

    Attributes:
        sentence: Which program has to be closed, and what happens then.
    """

    sentence: str


@dataclass(frozen=True)
class Finished:
    """The job has ended (结束).

    Attributes:
        sentence: What the clerk reads.
        outcome: None when the job could not run.
        waited: Whether the clerk had to close a file for it.
    """

    sentence: str
    outcome: Outcome | None = None
    waited: bool = False


class BackgroundJob:
    """One job of a button on a closed master, in a thread of its own.

    Attributes:
        button: Its button.
        events: What happens, in order; the last one is a `Finished`.
    """

    def __init__(
        self,
        button: Button,
        master: Path,
        *,
        pause: float = SECONDS_BETWEEN_CHECKS,
        options: Mapping[str, Any] | None = None,
    ) -> None:
        """Begin at once.

        Args:
            button: Whose job it is.
            master: The master's path.
            pause: Seconds between two checks of an open master.
            options: Further arguments of the job.
        """
        self.button = button
        self._options = dict(options or {})
        self.events: SimpleQueue[Progressed | Waiting | Finished] = SimpleQueue()
        self._master, self._pause = master, pause
        self._stop_waiting = Event()
        self._thread = Thread(target=self._run, name=button.job)
        self._thread.start()

    def stop_waiting(self) -> None:
        """Give up if a file is still in use; a job that has begun goes on to its end."""
        self._stop_waiting.set()

    def join(self) -> None:
        """Wait for the end of the thread."""
        self._thread.join()

    def _run(self) -> None:
        caption = self.button.caption
        try:
            self.events.put(self._run_when_free())
        except Exception as error:  # noqa: BLE001 -- the clerk reads a sentence, whatever the failure
            log = log_error(self._master.parent, f"{caption} shuzhi_xl {__version__}", error, now())
            self.events.put(Finished(stopped("unforeseen", job=caption, log=log)))

    def _run_when_free(self) -> Finished:
        waited = False
        while True:
            try:
                outcome = run_job(
                    self.button.job, self._master, progress=self._report_progress, **self._options
                )
            except Stopped as reason:
                busy = reason.__cause__
                if not isinstance(busy, FileBusy):
                    return Finished(stopped(reason.code, **reason.context), waited=waited)
            else:
                return Finished(outcome.summary, outcome, waited)
            waited = True
            if not self._wait_until_free(busy):
                return Finished(wording.WAITED_OUT.format(caption=self.button.caption))

    def _wait_until_free(self, busy: FileBusy) -> bool:
        """Wait until a file is no longer in use; False when the clerk gave up.

        Without this check each attempt would do the whole work before the system refuses the file.
        """
        self.events.put(Waiting(self._waiting_sentence(busy)))
        while not self._stop_waiting.wait(self._pause):
            if is_free(busy.path):
                return True
        return False

    def _waiting_sentence(self, busy: FileBusy) -> str:
        name, caption = busy.path.name, self.button.caption
        # Only this program's own lock says since when.
        if busy.since:
            return wording.waiting_for_job(name, holder(busy.holder, busy.since), caption)
        return wording.waiting_for_program(name, find_program(busy.path) or "", busy.holder or "", caption)

    def _report_progress(self, done: int, total: int) -> None:
        self.events.put(Progressed(done, total))
