"""Commands in processes of their own."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Final

from shuzhi_xl.cli import main
from shuzhi_xl.wording.file_names import MASTER_NAME

Child = subprocess.Popen[str]
NEW_CONSOLE: Final = getattr(subprocess, "CREATE_NEW_CONSOLE", 0)  # so that Ctrl-C reaches the child alone
ROOT = Path(__file__).resolve().parents[2]


def environment() -> dict[str, str]:
    """Where a child finds the package and the tests."""
    package = Path(main.__code__.co_filename).resolve().parents[2]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (package, ROOT))), "PYTHONUTF8": "1"}


def started(job: str, root: Path, *strike: str) -> Child:
    """A command about to begin: all it needs is loaded."""
    child = subprocess.Popen(
        [sys.executable, "-X", "utf8", "-m", "tests.faults.command_child", job, root / MASTER_NAME, *strike],
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        creationflags=NEW_CONSOLE,
    )
    hears(child, "准备好")
    return child


def hears(child: Child, word: str) -> None:
    """Wait until the child says a word."""
    assert child.stdout is not None
    line = child.stdout.readline()
    assert line == f"{word}\n", line + child.communicate()[1]


def buried(child: Child) -> int:
    """Wait for a child's end and close what led to it; what it started itself may outlive it.

    Returns:
        Its exit status.
    """
    status = child.wait()
    for pipe in (child.stdin, child.stdout, child.stderr):
        assert pipe is not None
        pipe.close()
    return status


def interrupt(child: Child) -> None:
    """Press Ctrl-C in the child's terminal."""
    if sys.platform == "win32":
        from tests.windows.console import press_ctrl_c  # noqa: PLC0415 -- exists on Windows only

        press_ctrl_c(child.pid)
    else:
        child.send_signal(signal.SIGINT)


def goes_on(child: Child) -> None:
    """Let a child go on that waits for a line."""
    assert child.stdin is not None
    child.stdin.write("\n")
    child.stdin.flush()
