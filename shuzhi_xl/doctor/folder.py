"""Checks of the master's folder (总表所在的文件夹): its name, rights, space and templates."""

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from shuzhi_xl.doctor.answers import CheckedLine, failing_line, inapplicable_line
from shuzhi_xl.doctor.registry import Registry
from shuzhi_xl.wording.screen import doctor as wording

# The macros pass paths through a command line of cmd.exe, in a list separated by semicolons.
_UNSAFE_CHARACTERS: Final = "%&^!;'\""
# Characters; Excel opens no path beyond 218, and a branch's files in 归档 take some 50 of them.
_LONGEST: Final = 160
_LONGEST_FILE: Final = 218  # characters of a path, the most that Excel opens
_WORKING_FOLDERS: Final = ("发出", "收回", "结果")
# Beginnings of the names of folders that these services upload: Microsoft's, WPS' and Baidu's.
_CLOUD_NAMES: Final = ("onedrive", "wpsdrive", "wps云盘", "wps cloud files", "baidusyncdisk", "百度网盘同步")
_NEEDED: Final = 500  # MB: a town's year with its backups, with room to spare
_PROBE: Final = "自检 试写.txt"


def check_path(folder: Path) -> CheckedLine:
    """Check that the macros, the DLL and cmd.exe can all use the folder's name.

    >>> check_path(Path("/tmp/述职 评议")).good, check_path(Path("/tmp/甲&乙")).good
    (True, False)
    """
    reason = _find_name_problem(str(folder))
    return CheckedLine("path", not reason, {"folder": folder, "reason": reason})


def _find_name_problem(text: str) -> str:
    unsafe = [character for character in _UNSAFE_CHARACTERS if character in text]
    if unsafe:
        return wording.ODD_CHARACTERS.format(characters=" ".join(unsafe))
    # Excel names a folder on OneDrive or SharePoint by its address
    if text.lower().startswith(("http:", "https:")):
        return wording.ON_THE_WEB
    if len(text) > _LONGEST:
        return wording.TOO_LONG.format(length=len(text), longest=_LONGEST)
    # xlwings' macro loads its DLL through the ANSI call
    return (
        ""
        if _is_encodable(text, "mbcs" if sys.platform == "win32" else "utf-8")
        else wording.FOREIGN_CHARACTERS
    )


def _is_encodable(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def read_cloud_folders(registry: Registry, environment: Mapping[str, str]) -> list[str]:
    """The folders that OneDrive keeps in step with the network (网盘文件夹)."""
    folders = [environment.get(name, "") for name in ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")]
    folders.append(str(registry(r"HKCU\Software\Microsoft\OneDrive", "UserFolder") or ""))
    return [folder for folder in folders if folder]


def check_cloud(folder: Path, cloud_folders: Sequence[str]) -> CheckedLine:
    """Check that no program uploads the folder: the votes are internal, and it changes files under our hands.

    Args:
        folder: The master's folder.
        cloud_folders: Where OneDrive is; other services are known by the names of their folders.

    >>> check_cloud(Path("/家/OneDrive - 镇/述职"), []).context["cloud"]
    'OneDrive - 镇'
    """
    ancestors = [folder, *folder.parents]
    same = {str(Path(cloud)).casefold() for cloud in cloud_folders}
    cloud = next(
        (path for path in ancestors if str(path).casefold() in same or _is_cloud_name(path.name)), None
    )
    return CheckedLine("cloud", cloud is None, {"cloud": cloud.name if cloud else ""})


def _is_cloud_name(name: str) -> bool:
    return name.casefold().startswith(_CLOUD_NAMES)


def check_mark(master: Path, *, windows: bool) -> CheckedLine:
    """Check that Windows does not take the master for a file from elsewhere, whose macros Excel blocks.

    Excel blocks them by default, and by the policy blockcontentexecutionfrominternet in any case.

    Args:
        master: The master.
        windows: Whether this is Windows; elsewhere files have no marks.
    """
    if not windows:
        return inapplicable_line("mark")
    return CheckedLine("mark", not Path(f"{master}:Zone.Identifier").exists())


def check_lengths(folder: Path) -> CheckedLine:
    """Check that Excel can open each of the files that are there."""
    paths = (path for name in _WORKING_FOLDERS for path in (folder / name).rglob("*.xls*"))
    longest = max(map(str, paths), key=len, default="")
    context = {"name": Path(longest).name, "length": len(longest), "limit": _LONGEST_FILE}
    return CheckedLine("length", len(longest) <= _LONGEST_FILE, context)


def check_writing(folder: Path) -> CheckedLine:
    """Check that files with Chinese and a blank in their names can be made, renamed and removed there."""
    try:
        with tempfile.TemporaryDirectory(prefix=".~自检 ", dir=folder) as probe_folder:
            probe = Path(probe_folder) / _PROBE
            probe.write_text(_PROBE, encoding="utf-8")
            good = probe.replace(probe.with_suffix(".tmp")).read_text(encoding="utf-8") == _PROBE
    except OSError as error:
        return failing_line("write", reason=error.strerror or str(error))
    return CheckedLine("write", good, {"reason": _PROBE})


def check_shipped_files(folder: Path) -> Iterator[CheckedLine]:
    """Check that each template and the empty master can be read."""
    from shuzhi_xl.sheets.documents.all_documents import DOCUMENT_OF  # noqa: PLC0415
    from shuzhi_xl.sheets.outgoing.forms import (  # noqa: PLC0415
        FEEDBACK_TEMPLATE,
        PACKAGE_TEMPLATE,
        TYPING_TEMPLATE,
    )
    from shuzhi_xl.sheets.outgoing.paper_ballots import PAPER_TEMPLATE  # noqa: PLC0415
    from shuzhi_xl.wording.file_names import MASTER_NAME  # noqa: PLC0415
    from shuzhi_xl.xlsx.files.shipped import read_shipped_master, read_template  # noqa: PLC0415

    workbooks = (PACKAGE_TEMPLATE, TYPING_TEMPLATE, PAPER_TEMPLATE, FEEDBACK_TEMPLATE)
    for name in (*workbooks, *DOCUMENT_OF):
        yield _check_readable(name, partial(read_template, name, folder))
    yield _check_readable(MASTER_NAME, read_shipped_master)


def _check_readable(name: str, read: Callable[[], bytes]) -> CheckedLine:
    try:
        good = len(read()) > 0
    except OSError:
        good = False
    return CheckedLine("shipped", good, {"name": name})


def check_space(folder: Path) -> CheckedLine:
    """Check that the disk has room."""
    free = shutil.disk_usage(folder).free // 2**20
    return CheckedLine("space", free >= _NEEDED, {"free": free, "needed": _NEEDED})
