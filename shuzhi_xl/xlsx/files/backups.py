"""Backups (备份) of a file in the folder beside it."""

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

from shuzhi_xl.xlsx.files.lock import FileBusy, FolderRefused
from shuzhi_xl.xlsx.files.new_copy import NewCopy, remove_unfinished_copies, sync_folder

BACKUPS: Final = "备份"
"""The folder beside the master with a copy from before each write."""


def back_up(
    path: Path, old: bytes, folder: Path, now: datetime, sleep: Callable[[float], None] = time.sleep
) -> None:
    """Make a backup (备份) of a file's content under a new name, whole or not at all.

    The caller has the file's lock, so no other backup takes the name meanwhile; none is ever overwritten.
    """
    folder.mkdir(parents=True, exist_ok=True)
    remove_unfinished_copies(folder)
    with NewCopy(_choose_name(path, folder, now), old) as copy:
        copy.write()
        try:
            copy.move_into_place(sleep)
        except FileBusy as error:  # no program has a new file open
            raise FolderRefused(folder, "只读") from error
        sync_folder(folder)


def _choose_name(path: Path, folder: Path, now: datetime) -> Path:
    stem = f"{path.stem}_{now:%Y%m%d-%H%M%S}"
    # Two jobs may end within one second
    for count in range(1, 1000):
        place = folder / f"{stem}{f'_{count}' if count > 1 else ''}{path.suffix}"
        if not place.exists():
            return place
    raise FolderRefused(folder, "同名备份过多")
