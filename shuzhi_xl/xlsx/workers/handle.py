"""One reading worker as seen by the program that started it (读取进程的启动与看管)."""

import contextlib
import json
import math
import subprocess
import threading
from collections.abc import Sequence
from pathlib import Path
from time import monotonic
from typing import Final

from shuzhi_xl.xlsx.children.child_process import close, command_of, start
from shuzhi_xl.xlsx.workers.protocol import LONGEST_LINE, READY, TOO_HEAVY, FoundT, ReadingKind

SECONDS: Final = 4.5  # for one file, twice; a form takes a hundredth of it
_STARTING: Final = 60.0  # seconds; a virus scanner may look at every module first
_GLANCE: Final = 0.25  # seconds between two looks at the clock; a timer for each file would cost more than it


class ReadersMissing(Exception):  # noqa: N818 -- the installation's fault or the system's, not a file's
    """No reading worker can be started on this computer."""


class WorkerLost(Exception):  # noqa: N818 -- not our error but the file's
    """A worker ended over a file; ``code`` names the finding."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def worker_command() -> list[str]:
    """The command that starts a worker."""
    return command_of("shuzhi_xl.xlsx.workers.main")


class Worker:
    """A running worker.

    Args:
        command: What starts it.
        seconds: Longest time for one file.

    Raises:
        ReadersMissing: It cannot be started.
    """

    def __init__(self, command: Sequence[str], seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._late = False
        self._due = math.inf
        self._closed = threading.Event()
        try:
            self.process = start(command)
        except OSError as error:
            raise ReadersMissing from error
        threading.Thread(target=self._watch, daemon=True).start()

    def wait_ready(self) -> None:
        """Wait until it has started.

        Raises:
            ReadersMissing: It ended instead, or does not come.
        """
        if self._line(_STARTING) != READY:
            self.close()
            raise ReadersMissing

    def read(self, path: Path, name: str, kind: ReadingKind[FoundT]) -> FoundT:
        """Have one file read.

        Raises:
            WorkerLost: It took too long or too much memory, or the worker broke; the worker has ended.
        """
        self._say(json.dumps([str(path.absolute()), name, kind.name]).encode("ascii") + b"\n")
        line = self._line(self._seconds)
        try:
            return kind.from_line(line, name)
        except ValueError as error:
            raise WorkerLost(self._why(line)) from error

    def end(self) -> None:
        """End it now, whatever it does."""
        self.process.kill()
        self.process.wait()

    def close(self) -> None:
        """End it and close what led to it, when nobody reads from it any more."""
        self._closed.set()
        close(self.process)

    def _say(self, line: bytes) -> None:
        if self.process.stdin is not None:
            with contextlib.suppress(OSError):  # it has ended; what it then answers is nothing
                self.process.stdin.write(line)
                self.process.stdin.flush()

    def _line(self, seconds: float) -> bytes:
        if self.process.stdout is None:
            return b""
        self._due = monotonic() + seconds
        try:
            return self.process.stdout.readline(LONGEST_LINE)
        finally:
            self._due = math.inf

    def _watch(self) -> None:
        """End it when it does not answer in time."""
        while not self._closed.wait(_GLANCE):
            if monotonic() > self._due:
                self._late = True
                self.end()
                return

    def _why(self, line: bytes) -> str:
        """Code of the finding for the file over which it ended."""
        if not line:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(1)  # its status tells more than ours would
        self.close()
        if self._late:
            return "file_too_slow"
        return "file_too_heavy" if self.process.returncode == TOO_HEAVY else "file_breaks_reader"
