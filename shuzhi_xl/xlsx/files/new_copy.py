"""A copy with a file's new content (新内容的副本), moved into the file's place in one step."""

import errno
import hashlib
import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import Final, Self

from shuzhi_xl.xlsx.files.lock import FileBusy, FolderRefused, find_opener

UNFINISHED: Final = ".~写_"
"""Prefix of the names of unfinished copies."""
_PAUSES: Final = (0.1, 0.2, 0.4, 0.8, 1.5, 2.0)  # seconds; a virus scanner releases the file within these


def fingerprint(content: bytes) -> str:
    """The SHA-256 (文件指纹) of a file's bytes."""
    return hashlib.sha256(content).hexdigest()


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
        self.copy_path = path.with_name(f"{copy_prefix(path)}{token_hex(4)}{path.suffix}")

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
        move_into_place(self.copy_path, self.path, sleep)

    def discard(self) -> None:
        """Remove the copy, unless it was moved."""
        with suppress(OSError):
            self.copy_path.unlink(missing_ok=True)


def copy_prefix(path: Path) -> str:
    """The prefix of the names of a file's unfinished copies."""
    # Not the name itself: with a prefix it may exceed the file system's limit.
    return f"{UNFINISHED}{fingerprint(path.name.encode())[:12]}_"


def remove_unfinished_copies(folder: Path, prefix: str = UNFINISHED) -> None:
    """Remove unfinished copies of a killed run; the caller has the lock of the master, so none is in use."""
    with suppress(OSError):
        for copy_path in folder.glob(f"{prefix}*"):
            copy_path.unlink(missing_ok=True)


def move_into_place(
    copy_path: Path, path: Path, sleep: Callable[[float], None] = time.sleep, *, waiting: bool = True
) -> None:
    """Move a copy over its file in one step.

    Args:
        copy_path: The copy, in the same folder.
        path: The file.
        sleep: Waits between attempts while another program has the file open.
        waiting: Whether to wait at all.

    Raises:
        FileBusy: Another program has the file open.
        FolderRefused: The file is read-only.
        OSError: The system refuses otherwise.
    """
    # POSIX would replace a read-only file without complaint
    if path.exists() and not os.access(path, os.W_OK):
        raise FolderRefused(path, "只读")
    for pause in (*(_PAUSES if waiting else ()), None):
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
