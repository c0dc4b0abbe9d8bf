"""Checks of the master workbook (总表): its macros and its settings sheet of xlwings."""

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from shuzhi_xl.doctor.answers import CheckedLine, failing_line, passing_line
from shuzhi_xl.doctor.vba import read_macro_version
from shuzhi_xl.wording.screen import doctor as wording

SETTINGS: Final = "xlwings.conf"
INTERPRETER: Final = "Interpreter_Win"


def check_macros(content: bytes, installed: str) -> CheckedLine:
    """Check that the workbook's macros have the version of the installed xlwings.

    Args:
        content: The workbook's bytes.
        installed: The version of xlwings.
    """
    version = read_macro_version(content)
    if version is None:
        return failing_line("vba_missing")
    return CheckedLine("vba", version == installed, {"found": version, "installed": installed})


def read_settings(content: bytes) -> Mapping[str, tuple[int, str]]:
    """Read the settings sheet (设置页): row and value by key in lower case; empty without that sheet."""
    from shuzhi_xl.xlsx.read.calamine import read_calamine  # noqa: PLC0415  its packages may be missing

    sheet = read_calamine(content).grids.get(SETTINGS)
    if sheet is None:
        return {}
    keys = {row: str(value) for (row, col), value in sheet.cells.items() if col == 1}
    return {key.lower(): (row, str(sheet.cells.get((row, 2), ""))) for row, key in keys.items()}


def check_interpreter(content: bytes, executable: Path, *, windows: bool) -> CheckedLine:
    """Check that the macros start this very Python.

    Args:
        content: The workbook's bytes.
        executable: This Python.
        windows: Whether this is Windows; elsewhere no macro starts it.
    """
    setting = read_settings(content).get(INTERPRETER.lower())
    if setting is None:
        return failing_line("setting_missing", name=INTERPRETER)
    # Windows ignores case in paths
    good = setting[1].casefold() == str(executable).casefold()
    return CheckedLine(
        "interpreter", good if windows or setting[1] else None, {"found": setting[1], "wanted": executable}
    )


def configure(master: Path, executable: Path, now: datetime) -> CheckedLine:
    """Write the path of this Python into the settings sheet (写入设置页).

    Args:
        master: The closed master.
        executable: This Python.
        now: The time, for the lock.

    Raises:
        FileBusy, FileChanged, FolderRefused, NotAWorkbook: It cannot be read or written; it stays as it was.
    """
    from shuzhi_xl.xlsx.files.atomic_replace import FileBusy, find_opener, holding, replace_file  # noqa: PLC0415  its packages may be missing
    from shuzhi_xl.xlsx.files.new_copy import fingerprint  # noqa: PLC0415  its packages may be missing
    from shuzhi_xl.xlsx.patch.workbook import Workbook  # noqa: PLC0415  its packages may be missing

    opener = find_opener(master)
    # Excel does not know this program's lock and would save over the setting
    if opener is not None:
        raise FileBusy(master, opener or None, None)
    with holding(master, holder=wording.HOLDER, now=now):
        content = master.read_bytes()
        setting = read_settings(content).get(INTERPRETER.lower())
        if setting is None:
            return failing_line("setting_missing", name=INTERPRETER)
        if setting[1] != str(executable):
            book = Workbook.load(content)
            book.set_cell(SETTINGS, f"B{setting[0]}", str(executable))
            replace_file(master, book.to_bytes(), expect=fingerprint(content), backup=None, now=now)
    return passing_line("interpreter", found=executable)


def check_master(path: Path) -> tuple[CheckedLine, bytes | None]:
    """Check that the master can be opened; its bytes come with the line, or None."""
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error) if path.exists() else wording.NO_SUCH_FILE
        return failing_line("master", name=path.name, reason=reason), None
    # A workbook with a password is a compound file, not a ZIP package
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return failing_line("master", name=path.name, reason=wording.NO_WORKBOOK), None
    return passing_line("master", name=path.name), content
