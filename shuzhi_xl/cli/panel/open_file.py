"""Opens files with the program that the system has for them (用系统程序打开)."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from shuzhi_xl.findings import Location

Open = Callable[[Path], None]
"""Opens a file or a folder.

Raises:
    OSError: No program is there for it.
"""


def open_file(path: Path) -> None:
    """Open a file or a folder as a double click does (打开).

    Raises:
        OSError: No program is there for it.
    """
    if sys.platform == "win32":
        os.startfile(path)  # noqa: S606 -- as the clerk's own double click
        return
    program = shutil.which("xdg-open")
    if program is None:
        raise FileNotFoundError(path)
    subprocess.Popen([program, str(path)])  # noqa: S603


def find_workbook(master: Path, at: Location) -> Path | None:
    """The workbook that a finding is about: the master, or a file in the folders beside it (所在工作簿).

    Returns:
        None when there is no such file any more.
    """
    if not at.file or at.file == master.name:
        return master
    candidates = (path for path in master.parent.rglob("*") if path.name == at.file)
    return min(candidates, default=None)
