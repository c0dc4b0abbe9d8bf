"""Locks of a file (文件占用): our own beside it, and the lock files of spreadsheet programs."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

_LONGEST_PATH: Final = 240
_FULL: Final = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_READ_ONLY: Final = {errno.EACCES, errno.EPERM, errno.EROFS}
# Excel's owner file: length and name in the system's code page, then both again in UTF-16.
_OWNER_WIDE: Final = 55
_LIBREOFFICE: Final = "LibreOffice"
_HELD: Final = {32, 33}  # Windows: ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION


class FileBusy(Exception):  # noqa: N818  part of the agreed interface
    """The file is in use (文件正被占用).

    Attributes:
        path: the file.
        holder: who uses it, if readable.
        since: since when, if readable.
    """

    def __init__(self, path: Path, holder: str | None, since: datetime | None) -> None:
        super().__init__(path, holder, since)
        self.path, self.holder, self.since = path, holder, since


class FileChanged(Exception):  # noqa: N818  part of the agreed interface
    """The file is no longer the version that was read (文件已被他人改动).

    Attributes:
        path: the file.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path


class FolderRefused(Exception):  # noqa: N818  part of the agreed interface
    """The system refuses to write there (无法写入).

    Attributes:
        path: the file or folder.
        reason: 只读, 空间不足, or the system's message.
    """

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(path, reason)
        self.path, self.reason = path, reason


def explain_refusal(error: OSError) -> str:
    """The reason why the system refuses to write (无法写入的原因): 只读, 空间不足, or the system's message.

    >>> explain_refusal(OSError(errno.ENOSPC, "No space left on device"))
    '空间不足'
    """
    if error.errno in _FULL:
        return "空间不足"
    return "只读" if error.errno in _READ_ONLY else error.strerror or str(error)


@contextmanager
def holding(path: Path, *, holder: str, now: datetime) -> Iterator[None]:
    """Lock a file for one job (锁定), so that two clerks do not write it at once.

    The lock is the system's, on ``.~锁_<name>`` beside the file, and ends with the process. Its holder and
    start are in ``.~锁_<name>.txt``.

    Args:
        path: the file; it need not exist.
        holder: who locks it, as shown to others.
        now: the present time.

    Raises:
        FileBusy: someone else has locked it.
        FolderRefused: no lock can be made in the folder.
    """
    path = to_reachable_path(path)
    # A singleton would let a second job of the same process in
    lock = FileLock(path.with_name(f".~锁_{path.name}"), is_singleton=False)
    # A file of its own: Windows lets nobody else read a locked one
    note = path.with_name(f".~锁_{path.name}.txt")
    try:
        # Without waiting: the clerk learns who is working and tries again
        lock.acquire(timeout=0)
    except Timeout as error:
        raise FileBusy(path, *_read_note(note)) from error
    except OSError as error:
        raise FolderRefused(path.parent, explain_refusal(error)) from error
    try:
        with suppress(OSError):  # the lock works without its note
            note.write_text(f"{' '.join(holder.split())}\n{now.isoformat(timespec='seconds')}\n", "utf-8")
        yield
    finally:
        with suppress(OSError):
            # Before the release, after which the note may be the next holder's
            note.unlink(missing_ok=True)
        lock.release()


def find_opener(path: Path) -> str | None:
    """Find who has a workbook open in Excel, WPS or LibreOffice (谁正打开着).

    Returns:
        The name in the program's lock file, ``""`` when it has none; None without a lock file.
    """
    owner_file = _find_owner_file(to_reachable_path(path))
    if owner_file is None:
        return None
    beside, program = owner_file
    parse = _parse_libreoffice_owner if program == _LIBREOFFICE else _parse_excel_owner
    try:
        return parse(beside.read_bytes())
    except OSError:
        return ""


def find_program(path: Path) -> str | None:
    """Find which program has a workbook open (用什么程序打开着), by its lock file; None without one."""
    owner_file = _find_owner_file(to_reachable_path(path))
    return owner_file[1] if owner_file else None


def is_free(path: Path) -> bool:
    """Whether a file may be replaced now (没有被占用): no other program has it open."""
    path = to_reachable_path(path)
    if _find_owner_file(path):
        return False
    try:
        # Windows refuses even this move while a program has the file open; elsewhere it does nothing
        path.rename(path)
    except PermissionError:
        return False
    except OSError:
        return True  # it is gone; the job says so
    return True


def _find_owner_file(path: Path) -> tuple[Path, str] | None:
    """The lock file of a spreadsheet program beside a workbook, and the program."""
    names = {f"~${path.name}": "Excel 或 WPS", f".~{path.name}": "WPS", f".~lock.{path.name}#": _LIBREOFFICE}
    places = ((path.with_name(name), program) for name, program in names.items())
    return next((place for place in places if place[0].exists()), None)


def is_held(path: Path) -> bool:
    """Whether another program has a file open and it cannot be replaced (独占); known on Windows only."""
    path = to_reachable_path(path)
    try:
        # `open` and `replace` do not say why they are refused; this move does, and changes nothing
        path.rename(path)
    except OSError as error:
        return getattr(error, "winerror", None) in _HELD
    return False


def to_reachable_path(path: Path) -> Path:
    """The path in the form that Windows accepts at any length; the same path elsewhere."""
    return Path(to_long_path(str(path.absolute()))) if os.name == "nt" else path


def to_reachable_folder(folder: Path) -> Path:
    """The folder in the form that reaches files of any path length in it on Windows; elsewhere the same."""
    return Path(to_long_path(str(folder.absolute()), longest=0)) if os.name == "nt" else folder


def to_long_path(text: str, longest: int = _LONGEST_PATH) -> str:
    r"""An absolute Windows path; a long one gets the prefix that lifts the limit of 260 characters.

    Args:
        text: The path.
        longest: Characters from which it gets the prefix.

    >>> to_long_path("C:\\短.xlsm")
    'C:\\短.xlsm'
    >>> to_long_path("\\\\server\\" + "长" * 300)[:14]
    '\\\\?\\UNC\\server'
    """
    if len(text) < longest or text.startswith("\\\\?\\"):
        return text
    return f"\\\\?\\UNC\\{text[2:]}" if text.startswith("\\\\") else f"\\\\?\\{text}"


def _read_note(note: Path) -> tuple[str | None, datetime | None]:
    try:
        holder, since = note.read_text("utf-8").splitlines()
        return holder, datetime.fromisoformat(since)
    except (OSError, ValueError):
        return None, None


def _parse_excel_owner(content: bytes) -> str:
    wide = content[_OWNER_WIDE:]
    if len(wide) > 1 and 0 < (length := int.from_bytes(wide[:2], "little")) <= len(wide) // 2 - 1:
        return wide[2 : 2 + 2 * length].decode("utf-16-le", "replace").strip("\0 ")
    # GB 18030 includes the code page of Chinese Windows (936)
    return content[1 : 1 + content[0]].decode("gb18030", "replace").strip("\0 ") if content else ""


def _parse_libreoffice_owner(content: bytes) -> str:
    fields = content.decode("utf-8", "replace").split(",")
    # The name in LibreOffice's options, which may be blank, and the system's account
    return next((name.strip() for name in fields[:2] if name.strip()), "")
