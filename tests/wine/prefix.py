"""A new Windows under Wine for one run, and programs that run on it."""

import os
import shutil
import subprocess
import sys
import tempfile
from codecs import getincrementaldecoder
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import Final

from tests.wine.places import BUILD, LOCALES, SYSTEM, TEST_PYTHON

ENCODING: Final = "cp936"
_STARTING: Final = 300  # seconds; a dozen where nothing else runs
# No menus, no .NET and no browser, for which Wine would ask; Microsoft's runtime before its own.
_OVERRIDES: Final = "winemenubuilder.exe,mscoree,mshtml=;ucrtbase,bcryptprimitives=n,b"
_HIDDEN: Final = ("DISPLAY", "WAYLAND_DISPLAY", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")


@dataclass(frozen=True)
class Ended:
    """A Windows program that has ended.

    Attributes:
        status: Its exit status.
        printed: What it printed, output and errors together.
    """

    status: int
    printed: str


@dataclass(frozen=True)
class Wine:
    """A Windows of its own (Wine's prefix), whose drive Z: is this machine.

    Attributes:
        prefix: Its folder.
        variables: The environment of its programs.
    """

    prefix: Path
    variables: Mapping[str, str]

    def run(
        self,
        command: Sequence[Path | str],
        folder: Path,
        *,
        patience: float,
        typed: str = "",
        show: bool = False,
    ) -> Ended:
        """Run a program to its end.

        Args:
            command: The program and its arguments, as Windows knows them.
            folder: Where it runs.
            patience: Seconds after which everything on this Windows is ended.
            typed: What is typed into its console.
            show: Show what it prints while it runs.

        Raises:
            TimeoutError: The patience is at an end.
        """
        # Pipes: Windows' Python does not start when its output is a file of this machine.
        process = subprocess.Popen(
            ["wine", *map(str, command)],
            cwd=folder,
            env=dict(self.variables),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        overdue = Timer(patience, self.end)
        overdue.start()
        try:
            return self._follow(process, typed, show=show)
        finally:
            if not overdue.is_alive():
                process.kill()
                raise TimeoutError(f"not done after {patience:g} seconds: {' '.join(map(str, command))}")
            overdue.cancel()

    def _follow(self, process: subprocess.Popen[bytes], typed: str, *, show: bool) -> Ended:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(typed.encode(ENCODING))
        process.stdin.close()
        decoder = getincrementaldecoder(ENCODING)("replace")
        printed = []
        # As it comes, not by lines: pytest writes one character for each test.
        while chunk := os.read(process.stdout.fileno(), 1 << 16):
            printed.append(decoder.decode(chunk).replace("\r", ""))
            if show:
                sys.stdout.write(printed[-1])
                sys.stdout.flush()
        return Ended(process.wait(), "".join(printed))

    def python(self, *arguments: Path | str, folder: Path, patience: float, show: bool = False) -> Ended:
        """Run the Python that has the packages of the tests."""
        return self.run([TEST_PYTHON / "python.exe", *arguments], folder, patience=patience, show=show)

    def end(self) -> None:
        """End every program of this Windows, and only of this one."""
        subprocess.run(["wineserver", "-k"], env=dict(self.variables), check=False, capture_output=True)


@contextmanager
def new_windows() -> Iterator[Wine]:
    """Set up a Windows, and remove it at the end with everything that still runs on it."""
    prefix = Path(tempfile.mkdtemp(prefix="prefix-", dir=BUILD))
    wine = Wine(prefix, _environment(prefix))
    try:
        _boot(wine)
        yield wine
    finally:
        wine.end()
        shutil.rmtree(prefix, ignore_errors=True)


def _environment(prefix: Path) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if name not in _HIDDEN}
    return inherited | {
        "WINEPREFIX": str(prefix),
        "WINEARCH": "win64",
        "WINEDEBUG": "-all",
        "WINEDLLOVERRIDES": _OVERRIDES,
        "LOCPATH": str(LOCALES),
        "LC_ALL": "zh_CN.UTF-8",
    }


def _boot(wine: Wine) -> None:
    quiet = subprocess.DEVNULL
    subprocess.run(
        ["wineboot", "--init"],
        env=dict(wine.variables), check=True, timeout=_STARTING, stdin=quiet, stdout=quiet, stderr=quiet,
    )  # fmt: skip
    # Its services run from the second start on; before, a call to another process's object never returns.
    wine.end()
    for library in SYSTEM.iterdir():
        shutil.copy(library, wine.prefix / "drive_c" / "windows" / "system32")
