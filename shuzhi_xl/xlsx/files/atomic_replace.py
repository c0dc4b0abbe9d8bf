"""Putting a file in another's place so that a crash leaves the old one or the new one (安全替换文件)."""

import errno
import hashlib
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from secrets import token_hex
from typing import Final, Self

from shuzhi_xl.xlsx.files.lock import (
    FileBusy,
    FileChanged,
    FolderRefused,
    hold,
    open_elsewhere,
    reachable,
    reason_of,
)
from shuzhi_xl.xlsx.patch.opc.parts import Parts

__all__ = [
    "Copy",
    "FileBusy",
    "FileChanged",
    "FolderRefused",
    "content_of",
    "fingerprint",
    "hold",
    "open_elsewhere",
    "refusals",
    "replace_file",
    "sweep",
    "sync_folder",
    "verify_workbook",
    "write_new",
]

BACKUPS: Final = "备份"
"""The folder beside the master that keeps it as it was before each write."""
UNFINISHED: Final = ".~写_"
"""How the names of copies begin that are still being written."""
_PAUSES: Final = (0.1, 0.2, 0.4, 0.8, 1.5, 2.0)  # seconds; a virus scanner lets go within these


def verify_workbook(path: Path) -> None:
    """Read a workbook (工作簿) in full.

    Raises:
        NotAWorkbook: a part is damaged, or there is no workbook part.
    """
    Parts.open(path).verify()


def fingerprint(content: bytes) -> str:
    """The SHA-256 (文件指纹) of a file's bytes."""
    return hashlib.sha256(content).hexdigest()


def replace_file(  # noqa: PLR0913  the agreed interface
    path: Path,
    data: bytes,
    *,
    expect: str | None,
    backup: Path | None,
    now: datetime,
    verify: Callable[[Path], None] = verify_workbook,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Replace a file; at any moment the path holds the old content or the new one.

    Args:
        path: the file; it may not exist yet.
        data: its new content.
        expect: the `fingerprint` of the version that was read; None when any version may be replaced.
        backup: the folder that keeps the old version as ``<stem>_<YYYYmmdd-HHMMSS>[_n]<suffix>``, or None.
        now: the time of the backup's name.
        verify: reads the written file back and raises what is wrong with it.
        sleep: waits between attempts when another program holds the file.

    Raises:
        FileChanged: the file is no longer the version that was read.
        FileBusy: another program holds the file.
        FolderRefused: the folder or file is read-only, the disk is full, or the system refuses otherwise.
    """
    path = reachable(path)
    _expected(path, expect)
    sweep(path.parent, _prefix(path))
    with refusals(path), Copy(path, data) as copy:
        copy.write()
        verify(copy.place)
        old = _expected(path, expect)
        if backup is not None and old is not None:
            back_up(path, old, reachable(backup), now, sleep)
        copy.put(sleep)
        sync_folder(path.parent)


def write_new(path: Path, data: bytes, *, sleep: Callable[[float], None] = time.sleep) -> bool:
    """Write a file the program makes anew, its folders included.

    Returns:
        False when the file held this very content, and was left alone.

    Raises:
        FileBusy: another program holds the file.
        FolderRefused: the folder or file is read-only, the disk is full, or the system refuses otherwise.
    """
    path = reachable(path)
    sweep(path.parent, _prefix(path))
    if content_of(path) == data:
        return False
    with refusals(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with Copy(path, data) as copy:
            copy.write()
            copy.put(sleep)
            sync_folder(path.parent)
    return True


@contextmanager
def refusals(path: Path) -> Iterator[None]:
    """Tell of a file that the system refuses to read or write it."""
    try:
        yield
    except OSError as error:
        raise FolderRefused(path, reason_of(error)) from error


def content_of(path: Path) -> bytes | None:
    """What a file holds; None when it is not there."""
    with refusals(path):
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return None


def _expected(path: Path, expect: str | None) -> bytes | None:
    content = content_of(path)
    if expect is not None and (content is None or fingerprint(content) != expect):
        raise FileChanged(path)
    return content


class Copy:
    """A file's new content beside it, so that to put it in place is one step; gone at the end of the `with`.

    Args:
        path: the file.
        data: the new content.

    Attributes:
        path: the file.
        place: where the copy is.
    """

    def __init__(self, path: Path, data: bytes) -> None:
        self.path, self._data = path, data
        self.place = path.with_name(f"{_prefix(path)}{token_hex(4)}{path.suffix}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.drop()

    def write(self) -> None:
        """Write it to the disk, with the rights that the file has."""
        with self.place.open("xb") as file:
            file.write(self._data)
            file.flush()
            os.fsync(file.fileno())
        if os.name == "posix" and self.path.exists():
            self.place.chmod(self.path.stat().st_mode & 0o777)

    def put(self, sleep: Callable[[float], None]) -> None:
        """Read it back and move it into the file's place; a file that is held is tried again."""
        if self.place.read_bytes() != self._data:
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(self.place))
        _move(self.place, self.path, sleep)

    def drop(self) -> None:
        """Remove it, unless it was moved."""
        with suppress(OSError):
            self.place.unlink(missing_ok=True)


def _prefix(path: Path) -> str:
    # Not the name itself: with a prefix it may be longer than the file system takes.
    return f"{UNFINISHED}{fingerprint(path.name.encode())[:12]}_"


def sweep(folder: Path, prefix: str = UNFINISHED) -> None:
    """Remove unfinished copies that a killed run left; the caller holds the master, so none is in use."""
    with suppress(OSError):
        for copy_path in folder.glob(f"{prefix}*"):
            copy_path.unlink(missing_ok=True)


def back_up(
    path: Path, old: bytes, folder: Path, now: datetime, sleep: Callable[[float], None] = time.sleep
) -> None:
    """Keep a copy (备份) of a file's content under a name of its own, whole or not at all.

    The caller holds the file, so no other copy takes the name meanwhile; none is ever overwritten.
    """
    folder.mkdir(parents=True, exist_ok=True)
    sweep(folder)
    stem = f"{path.stem}_{now:%Y%m%d-%H%M%S}"
    for count in range(1, 1000):
        place = folder / f"{stem}{f'_{count}' if count > 1 else ''}{path.suffix}"
        if not place.exists():
            with Copy(place, old) as copy:
                copy.write()
                try:
                    copy.put(sleep)
                except FileBusy as error:  # nobody holds a name that is new
                    raise FolderRefused(folder, "只读") from error
                sync_folder(folder)
            return
    raise FolderRefused(folder, "同名备份过多")


def _move(copy_path: Path, path: Path, sleep: Callable[[float], None]) -> None:
    if path.exists() and not os.access(path, os.W_OK):
        raise FolderRefused(path, "只读")
    for pause in (*_PAUSES, None):
        try:
            os.replace(copy_path, path)  # noqa: PTH105  the one atomic step stands here by its own name
        except PermissionError as error:
            if pause is None:
                raise FileBusy(path, open_elsewhere(path) or None, None) from error
            sleep(pause)
        else:
            return


def sync_folder(folder: Path) -> None:
    """Let the names of files that were put into a folder outlive a power cut."""
    # The new file is in place; where a folder cannot be synced there is nothing to undo.
    if os.name == "posix":
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
