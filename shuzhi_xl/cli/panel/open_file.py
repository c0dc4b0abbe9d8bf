"""Opens files with the program that the system has for them (用系统程序打开)."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from shuzhi_xl.findings import Location
from shuzhi_xl.xlsx.returned_folder import RETURNED
from shuzhi_xl.xlsx.town_folder import ISSUED_FOLDER, REPORT_FOLDER

# A returned package has the name under which it was issued, and the finding is about the returned one.
_FOLDERS: Final = (RETURNED, REPORT_FOLDER, "结果", ISSUED_FOLDER)

Open = Callable[[Path], None]
"""Opens a file or a folder.

Raises:
    OSError: There is no program for it.
"""


def open_file(path: Path) -> None:
    """Open a file or a folder as a double click does (打开).

    Raises:
        OSError: There is no program for it.
    """
    if sys.platform == "win32":
        os.startfile(path)  # noqa: S606 -- as the clerk's own double click
        return
    program = shutil.which("xdg-open")
    if program is None:
        raise FileNotFoundError(path)
    subprocess.Popen([program, str(path)])  # noqa: S603 -- the path is an argument, never a command


def find_workbook(master: Path, at: Location) -> Path | None:
    """The file that a finding is about: the master, or one in the folders beside it (所在文件).

    Returns:
        None when there is no such file any more.
    """
    if not at.file or at.file == master.name:
        return master
    return next(_candidates(master.parent, PurePosixPath(at.file)), None)


def _candidates(folder: Path, name: PurePosixPath) -> Iterator[Path]:
    """Files of this name, the latest year first; one in the very place that the finding names comes first."""
    for place in _FOLDERS:
        if (folder / place / name).is_file():
            yield folder / place / name
    for place in _FOLDERS:
        # 回收 may have moved the file since
        yield from sorted(
            (path for path in (folder / place).rglob("*") if _is_named(path, name)), reverse=True
        )


def _is_named(path: Path, name: PurePosixPath) -> bool:
    # 回收 puts the form's tag before the name of a file that it has taken in
    return path.name == name.name or path.name.endswith(f"_{name.name}")
