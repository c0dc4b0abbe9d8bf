"""Who holds a file: our own lock beside it, and the lock files of spreadsheet programs (文件占用)."""

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
_OWNER_WIDE: Final = 55  # Excel's owner file: length and name in the system's code page, then again in UTF-16


class FileBusy(Exception):  # noqa: N818  part of the agreed interface
    """Someone else holds the file (文件正被占用).

    Attributes:
        path: the file.
        holder: who holds it, where that can be read.
        since: since when, where that can be read.
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
        reason: 只读, 空间不足, or the system's own words.
    """

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(path, reason)
        self.path, self.reason = path, reason


def reason_of(error: OSError) -> str:
    """Why the system refuses to write (无法写入的原因): 只读, 空间不足, or its own words.

    >>> reason_of(OSError(errno.ENOSPC, "No space left on device"))
    '空间不足'
    """
    if error.errno in _FULL:
        return "空间不足"
    return "只读" if error.errno in _READ_ONLY else error.strerror or str(error)


@contextmanager
def hold(path: Path, *, holder: str, now: datetime) -> Iterator[None]:
    """Hold a file for one job (锁定), so that two clerks do not write it at once.

    The lock is the system's, on ``.~锁_<name>`` beside the file, and ends with the process. Who holds it
    since when stands beside it in ``.~锁_<name>.txt``.

    Args:
        path: the file; it need not exist.
        holder: who holds it, as others shall read it.
        now: the present time.

    Raises:
        FileBusy: someone else holds it.
        FolderRefused: no lock can be made in the folder.
    """
    path = reachable(path)
    lock = FileLock(path.with_name(f".~锁_{path.name}"), is_singleton=False)
    note = path.with_name(f".~锁_{path.name}.txt")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise FileBusy(path, *_read_note(note)) from error
    except OSError as error:
        raise FolderRefused(path.parent, reason_of(error)) from error
    try:
        with suppress(OSError):  # the lock holds without its note
            note.write_text(f"{' '.join(holder.split())}\n{now.isoformat(timespec='seconds')}\n", "utf-8")
        yield
    finally:
        with suppress(OSError):
            note.unlink(missing_ok=True)
        lock.release()


def open_elsewhere(path: Path) -> str | None:
    """Who has a workbook open in Excel, WPS or LibreOffice (谁正打开着).

    Returns:
        The name in the program's lock file, ``""`` when it tells none; None when there is no lock file.
    """
    path = reachable(path)
    readers = {
        f"~${path.name}": _excel_owner,
        f".~{path.name}": _excel_owner,
        f".~lock.{path.name}#": _libreoffice_owner,
    }
    for name, read in readers.items():
        beside = path.with_name(name)
        if beside.exists():
            try:
                return read(beside.read_bytes())
            except OSError:
                return ""
    return None


def reachable(path: Path) -> Path:
    """The path in the form that Windows takes at any length; the same path elsewhere."""
    return Path(long_path(str(path.absolute()))) if os.name == "nt" else path


def long_path(text: str) -> str:
    r"""An absolute Windows path, in the form without the limit of 260 characters if it needs it.

    >>> long_path("C:\\短.xlsm")
    'C:\\短.xlsm'
    >>> long_path("\\\\server\\" + "长" * 300)[:14]
    '\\\\?\\UNC\\server'
    """
    if len(text) < _LONGEST_PATH or text.startswith("\\\\?\\"):
        return text
    return f"\\\\?\\UNC\\{text[2:]}" if text.startswith("\\\\") else f"\\\\?\\{text}"


def _read_note(note: Path) -> tuple[str | None, datetime | None]:
    try:
        holder, since = note.read_text("utf-8").splitlines()
        return holder, datetime.fromisoformat(since)
    except (OSError, ValueError):
        return None, None


def _excel_owner(content: bytes) -> str:
    wide = content[_OWNER_WIDE:]
    if len(wide) > 1 and 0 < (length := int.from_bytes(wide[:2], "little")) <= len(wide) // 2 - 1:
        return wide[2 : 2 + 2 * length].decode("utf-16-le", "replace").strip("\0 ")
    return content[1 : 1 + content[0]].decode("gb18030", "replace").strip("\0 ") if content else ""


def _libreoffice_owner(content: bytes) -> str:
    fields = content.decode("utf-8", "replace").split(",")
    return next((name.strip() for name in fields[:2] if name.strip()), "")
