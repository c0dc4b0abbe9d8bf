"""Ctrl-C in the console of another process: ``python -m tests.windows.console PID``.

In a process of its own, because who enters another console loses its own input and output.
"""

import contextlib
import subprocess
import sys
import time

import pywintypes
import win32api
import win32con
import win32console


def press_ctrl_c(pid: int) -> None:
    """Press Ctrl-C in the console of a process that has one of its own."""
    command = [sys.executable, "-m", "tests.windows.console", str(pid)]
    subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=True)


def main(pid: int) -> None:
    with contextlib.suppress(pywintypes.error):  # there may be none
        win32console.FreeConsole()
    win32console.AttachConsole(pid)
    win32api.SetConsoleCtrlHandler(None, 1)  # the event comes to every process of the console
    win32console.GenerateConsoleCtrlEvent(win32con.CTRL_C_EVENT, 0)
    time.sleep(0.5)  # it comes in a thread of its own


if __name__ == "__main__":
    main(int(sys.argv[1]))
