"""Ctrl-C in the console of another process."""

import contextlib
import time
from collections.abc import Iterator

import pywintypes
import win32api
import win32con
import win32console


def press_ctrl_c(pid: int) -> None:
    """Press Ctrl-C in the console of a process that has one of its own."""
    with _attached(pid):
        win32console.GenerateConsoleCtrlEvent(win32con.CTRL_C_EVENT, 0)
        time.sleep(0.5)  # the event comes in a thread of its own


@contextlib.contextmanager
def _attached(pid: int) -> Iterator[None]:
    """In the console of the process; this process has none, or leaves its own."""
    with contextlib.suppress(pywintypes.error):
        win32console.FreeConsole()
    win32console.AttachConsole(pid)
    win32api.SetConsoleCtrlHandler(None, 1)  # the event comes to every process of the console
    try:
        yield
    finally:
        win32console.FreeConsole()
        win32api.SetConsoleCtrlHandler(None, 0)
