"""Replacing a file so that a crash leaves either the old content or the new (安全替换文件)."""

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
    explain_refusal,
    find_opener,
    holding,
    to_reachable_path,
)
from shuzhi_xl.xlsx.patch.opc.parts import Parts

__all__ = [
    "FileBusy",
    "FileChanged",
    "FolderRefused",
    "NewCopy",
    "find_opener",
    "fingerprint",
    "holding",
    "read_if_exists",
    "remove_unfinished_copies",
    "replace_file",
    "sync_folder",
    "translating_refusals",
    "verify_workbook",
    "write_new",
]

BACKUPS: Final = "备份"
"""The folder beside the master with a copy from before each write."""
UNFINISHED: Final = ".~写_"
"""Prefix of the names of unfinished copies."""
_PAUSES: Final = (0.1, 0.2, 0.4, 0.8, 1.5, 2.0)  # seconds; a virus scanner releases the file within these


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
    """Replace a file; at any moment the path has the old content or the new one.

    Args:
        path: the file; it may not exist yet.
        data: its new content.
        expect: the `fingerprint` of the version that was read; None when any version may be replaced.
        backup: the folder that keeps the old version as ``<stem>_<YYYYmmdd-HHMMSS>[_n]<suffix>``, or None.
        now: the time of the backup's name.
        verify: reads the written file back and raises an error if it is unusable.
        sleep: waits between attempts while another program has the file open.

    Raises:
        FileChanged: the file is no longer the version that was read.
        FileBusy: another program has the file open.
        FolderRefused: the folder or file is read-only, the disk is full, or the system refuses otherwise.
    """
    path = to_reachable_path(path)
    _check_fingerprint(path, expect)
    remove_unfinished_copies(path.parent, _copy_prefix(path))
    with translating_refusals(path), NewCopy(path, data) as copy:
        copy.write()
        verify(copy.copy_path)
        # Again, as late as possible: somebody may have saved the file while the copy was verified
        old = _check_fingerprint(path, expect)
        # The backup before the move, which ends the old content
        if backup is not None and old is not None:
            back_up(path, old, to_reachable_path(backup), now, sleep)
        copy.move_into_place(sleep)
        sync_folder(path.parent)


def write_new(path: Path, data: bytes, *, sleep: Callable[[float], None] = time.sleep) -> bool:
    """Write a file that the program generates, making its folders if necessary.

    Returns:
        False when the file already had this content and was not touched.

    Raises:
        FileBusy: another program has the file open.
        FolderRefused: the folder or file is read-only, the disk is full, or the system refuses otherwise.
    """
    path = to_reachable_path(path)
    remove_unfinished_copies(path.parent, _copy_prefix(path))
    # An unchanged file may be open in Excel and is no obstacle
    if read_if_exists(path) == data:
        return False
    with translating_refusals(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with NewCopy(path, data) as copy:
            copy.write()
            copy.move_into_place(sleep)
            sync_folder(path.parent)
    return True


@contextmanager
def translating_refusals(path: Path) -> Iterator[None]:
    """Turn the system's errors inside the block into `FolderRefused`.

    Raises:
        FolderRefused: the system refuses to read or write the file.
    """
    try:
        yield
    except OSError as error:
        raise FolderRefused(path, explain_refusal(error)) from error


def read_if_exists(path: Path) -> bytes | None:
    """Read a file's content; None when it does not exist."""
    with translating_refusals(path):
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return None


def _check_fingerprint(path: Path, expect: str | None) -> bytes | None:
    content = read_if_exists(path)
    if expect is not None and (content is None or fingerprint(content) != expect):
        raise FileChanged(path)
    return content


class NewCopy:
    """A copy with the new content beside the file, moved into place in one step; removed after the `with`.

    Args:
        path: the file.
        data: the new content.

    Attributes:
        path: the file.
        copy_path: where the copy is.
    """

    def __init__(self, path: Path, data: bytes) -> None:
        self.path, self._data = path, data
        # In the same folder: a rename is atomic only within one file system
        self.copy_path = path.with_name(f"{_copy_prefix(path)}{token_hex(4)}{path.suffix}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.discard()

    def write(self) -> None:
        """Write the copy to the disk, with the file's access rights."""
        # Rights by the system's mask, which several threads cannot ask for at once
        with self.copy_path.open("xb") as file:
            file.write(self._data)
            file.flush()
            # Before the rename: a power cut could otherwise leave the name without its content
            os.fsync(file.fileno())
        # os.replace keeps the rights of the copy, not those of the file replaced
        if os.name == "posix" and self.path.exists():
            self.copy_path.chmod(self.path.stat().st_mode & 0o777)

    def move_into_place(self, sleep: Callable[[float], None]) -> None:
        """Read the copy back and move it over the file, with retries while the file is open elsewhere."""
        # Byte by byte, stricter and ten times quicker than comparing the sums of the parts
        if self.copy_path.read_bytes() != self._data:
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(self.copy_path))
        _move_into_place(self.copy_path, self.path, sleep)

    def discard(self) -> None:
        """Remove the copy, unless it was moved."""
        with suppress(OSError):
            self.copy_path.unlink(missing_ok=True)


def _copy_prefix(path: Path) -> str:
    # Not the name itself: with a prefix it may exceed the file system's limit.
    return f"{UNFINISHED}{fingerprint(path.name.encode())[:12]}_"


def remove_unfinished_copies(folder: Path, prefix: str = UNFINISHED) -> None:
    """Remove unfinished copies of a killed run; the caller has the lock of the master, so none is in use."""
    with suppress(OSError):
        for copy_path in folder.glob(f"{prefix}*"):
            copy_path.unlink(missing_ok=True)


def back_up(
    path: Path, old: bytes, folder: Path, now: datetime, sleep: Callable[[float], None] = time.sleep
) -> None:
    """Make a backup (备份) of a file's content under a new name, whole or not at all.

    The caller has the file's lock, so no other backup takes the name meanwhile; none is ever overwritten.
    """
    folder.mkdir(parents=True, exist_ok=True)
    remove_unfinished_copies(folder)
    stem = f"{path.stem}_{now:%Y%m%d-%H%M%S}"
    # Two jobs may end within one second
    for count in range(1, 1000):
        place = folder / f"{stem}{f'_{count}' if count > 1 else ''}{path.suffix}"
        if not place.exists():
            with NewCopy(place, old) as copy:
                copy.write()
                try:
                    copy.move_into_place(sleep)
                except FileBusy as error:  # no program has a new file open
                    raise FolderRefused(folder, "只读") from error
                sync_folder(folder)
            return
    raise FolderRefused(folder, "同名备份过多")


def _move_into_place(copy_path: Path, path: Path, sleep: Callable[[float], None]) -> None:
    # POSIX would replace a read-only file without complaint
    if path.exists() and not os.access(path, os.W_OK):
        raise FolderRefused(path, "只读")
    for pause in (*_PAUSES, None):
        try:
            # Windows refuses while a program has the file open
            os.replace(copy_path, path)  # noqa: PTH105  the one atomic step, named as such
        except PermissionError as error:
            if pause is None:
                raise FileBusy(path, find_opener(path) or None, None) from error
            sleep(pause)
        else:
            return


def sync_folder(folder: Path) -> None:
    """Flush a folder, so that the names of new files survive a power cut."""
    # The new file is in place already; a folder that cannot be synced is no reason to fail.
    if os.name == "posix":
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
