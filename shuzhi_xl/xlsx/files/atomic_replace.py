"""Replacing a file so that a crash leaves either the old content or the new (安全替换文件)."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from shuzhi_xl.xlsx.files.backups import back_up
from shuzhi_xl.xlsx.files.lock import (
    FileBusy,
    FileChanged,
    FolderRefused,
    explain_refusal,
    find_opener,
    holding,
    is_held,
    to_reachable_path,
)
from shuzhi_xl.xlsx.files.new_copy import (
    NewCopy,
    copy_prefix,
    fingerprint,
    remove_unfinished_copies,
    sync_folder,
)
from shuzhi_xl.xlsx.patch.opc.parts import Parts

__all__ = [
    "FileBusy",
    "FileChanged",
    "FolderRefused",
    "find_opener",
    "holding",
    "read_if_exists",
    "replace_file",
    "translating_refusals",
    "verify_workbook",
    "write_new",
]


def verify_workbook(path: Path) -> None:
    """Read a workbook (工作簿) in full.

    Raises:
        NotAWorkbook: a part is damaged, or there is no workbook part.
    """
    Parts.open(path).verify()


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
    remove_unfinished_copies(path.parent, copy_prefix(path))
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
    remove_unfinished_copies(path.parent, copy_prefix(path))
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
    """Turn the system's errors inside the block into `FolderRefused` or `FileBusy`.

    Raises:
        FileBusy: another program lets nobody read the file.
        FolderRefused: the system refuses to read or write the file.
    """
    try:
        yield
    except OSError as error:
        if is_held(path):
            raise FileBusy(path, find_opener(path) or None, None) from error
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
