"""Processes that run a module of this program (辅助进程).

One that has pipes ends when the program that started it ends, however that ends: it reads the end of its
input, and Windows ends it in the middle of a request too. One that was started alone goes on.
"""

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Final

_NO_WINDOW: Final = getattr(subprocess, "CREATE_NO_WINDOW", 0)
_job: list[Any] = []
"""The job object (作业对象) of the children; Windows closes its handle, and ends them, with this process."""


def command_of(module: str) -> list[str]:
    """The command that runs a module: this very Python, without the current folder among its modules."""
    return [_python(), "-P", "-m", module]


def start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    """Start a process; it finds the modules that this one finds, and opens no window.

    Raises:
        OSError: It cannot be started.
    """
    modules = os.pathsep.join(os.path.abspath(path) for path in sys.path if path)  # noqa: PTH100
    process = subprocess.Popen(  # noqa: S603 -- every word of the command is ours
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        # a pipe that nobody reads would fill up and stop the child
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": modules},
        creationflags=_NO_WINDOW,
    )
    if sys.platform == "win32":
        with contextlib.suppress(Exception):  # group policy may forbid it
            _end_with_this_process(process.pid)
    return process


def _end_with_this_process(pid: int) -> None:
    import pywintypes  # noqa: F401, PLC0415 -- exists on Windows only; first, for the DLL of the others
    import win32api  # noqa: PLC0415
    import win32con  # noqa: PLC0415
    import win32job  # noqa: PLC0415

    if not _job:
        job = win32job.CreateJobObject(None, "")
        limits = win32job.QueryInformationJobObject(job, win32job.JobObjectExtendedLimitInformation)
        limits["BasicLimitInformation"]["LimitFlags"] = win32job.JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE
        win32job.SetInformationJobObject(job, win32job.JobObjectExtendedLimitInformation, limits)
        _job.append(job)
    rights = win32con.PROCESS_SET_QUOTA | win32con.PROCESS_TERMINATE
    win32job.AssignProcessToJobObject(_job[0], win32api.OpenProcess(rights, False, pid))  # noqa: FBT003


def start_alone(command: Sequence[str]) -> None:
    """Start a process that outlives this one, and Excel too.

    Raises:
        OSError: It cannot be started.
    """
    if sys.platform == "win32":
        with contextlib.suppress(Exception):  # group policy may forbid it
            _start_by_windows(command)
            return
    process = subprocess.Popen(  # noqa: S603 -- every word of the command is ours
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        creationflags=_NO_WINDOW,
        # or Ctrl-C in the terminal would end it too
        start_new_session=True,
    )
    threading.Thread(target=process.wait, daemon=True).start()  # or it would stay as a zombie when it ends


def _start_by_windows(command: Sequence[str]) -> None:
    """Have Windows start it: what xlwings' Python starts itself is killed together with Excel."""
    import win32com.client  # noqa: PLC0415 -- exists on Windows only

    service = win32com.client.GetObject(r"winmgmts:\\.\root\cimv2")
    startup = service.Get("Win32_ProcessStartup").SpawnInstance_()
    startup.ShowWindow = 0
    result = service.Get("Win32_Process").Create(subprocess.list2cmdline(command), None, startup)
    if (result[0] if isinstance(result, tuple) else result) != 0:
        raise OSError(result)


def close(process: subprocess.Popen[bytes]) -> None:
    """End a process now, whatever it does, and close its pipes, from which no thread reads any more."""
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()


@contextmanager
def answering() -> Iterator[tuple[BinaryIO, BinaryIO]]:
    """In the process itself: where its answers go, and a place for everything else that is written."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    answers = os.fdopen(os.dup(1), "wb")
    with Path(os.devnull).open("wb") as nowhere:
        # no library can write between the answers
        os.dup2(nowhere.fileno(), 1)
        yield answers, nowhere


def _python() -> str:
    """The interpreter; a program that embeds Python may name itself as such."""
    if Path(sys.executable or "").stem.lower().startswith("python"):
        return sys.executable
    inside = ("pythonw.exe", "python.exe") if sys.platform == "win32" else ("bin/python3",)
    candidates = (Path(prefix) / name for prefix in (sys.prefix, sys.exec_prefix) for name in inside)
    return str(next((path for path in candidates if path.is_file()), sys.executable))
