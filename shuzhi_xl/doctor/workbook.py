"""Questions about the master workbook: its macros and its settings sheet of xlwings."""

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from shuzhi_xl.doctor.answers import CheckedLine, well, wrong
from shuzhi_xl.doctor.vba import macro_version
from shuzhi_xl.wording.screen import doctor as wording

SETTINGS: Final = "xlwings.conf"
INTERPRETER: Final = "Interpreter_Win"


def macros(content: bytes, installed: str) -> CheckedLine:
    """Whether the workbook's macros are those of the installed xlwings.

    Args:
        content: The workbook's bytes.
        installed: The version of xlwings.
    """
    version = macro_version(content)
    if version is None:
        return wrong("vba_missing")
    return CheckedLine("vba", version == installed, {"found": version, "installed": installed})


def settings(content: bytes) -> Mapping[str, tuple[int, str]]:
    """The settings sheet (设置页): for each key in lower case its row and value; empty without that sheet."""
    from shuzhi_xl.xlsx.read.calamine import read_calamine  # noqa: PLC0415  needs packages that may be missing

    sheet = read_calamine(content).grids.get(SETTINGS)
    if sheet is None:
        return {}
    keys = {row: str(value) for (row, col), value in sheet.cells.items() if col == 1}
    return {key.lower(): (row, str(sheet.cells.get((row, 2), ""))) for row, key in keys.items()}


def interpreter(content: bytes, executable: Path, *, windows: bool) -> CheckedLine:
    """Whether the macros start this very Python.

    Args:
        content: The workbook's bytes.
        executable: This Python.
        windows: Whether this is Windows; elsewhere no macro starts it.
    """
    setting = settings(content).get(INTERPRETER.lower())
    if setting is None:
        return wrong("setting_missing", name=INTERPRETER)
    good = setting[1].casefold() == str(executable).casefold()
    return CheckedLine(
        "interpreter", good if windows or setting[1] else None, {"found": setting[1], "wanted": executable}
    )


def configure(master: Path, executable: Path, now: datetime) -> CheckedLine:
    """Write the place of this Python into the settings sheet (写入设置页).

    Args:
        master: The closed master.
        executable: This Python.
        now: The time, for the lock.

    Raises:
        FileBusy, FileChanged, FolderRefused, NotAWorkbook: It cannot be read or written; it stays as it was.
    """
    from shuzhi_xl.xlsx.files.atomic_replace import (  # noqa: PLC0415
        FileBusy,
        fingerprint,
        hold,
        open_elsewhere,
        replace_file,
    )
    from shuzhi_xl.xlsx.patch.workbook import Workbook  # noqa: PLC0415  needs packages that may be missing

    opener = open_elsewhere(master)
    if opener is not None:
        raise FileBusy(master, opener or None, None)
    with hold(master, holder=wording.HOLDER, now=now):
        content = master.read_bytes()
        setting = settings(content).get(INTERPRETER.lower())
        if setting is None:
            return wrong("setting_missing", name=INTERPRETER)
        if setting[1] != str(executable):
            book = Workbook.load(content)
            book.set_cell(SETTINGS, f"B{setting[0]}", str(executable))
            replace_file(master, book.to_bytes(), expect=fingerprint(content), backup=None, now=now)
    return well("interpreter", found=executable)


def master(path: Path) -> tuple[CheckedLine, bytes | None]:
    """Whether the master can be opened, and its bytes."""
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error) if path.exists() else wording.NO_SUCH_FILE
        return wrong("master", name=path.name, reason=reason), None
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return wrong("master", name=path.name, reason=wording.NO_WORKBOOK), None
    return well("master", name=path.name), content
