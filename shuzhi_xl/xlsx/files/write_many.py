"""Many files written side by side, each whole in its place (成批写入).

To wait for the disk takes longer than all else about a small file; several wait at once, while the next are
made.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import Final

from shuzhi_xl.xlsx.files.atomic_replace import Copy, content_of, refusals, sweep, sync_folder
from shuzhi_xl.xlsx.files.lock import reachable

_AT_ONCE: Final = 4
_AHEAD: Final = 16


def write_all(files: Iterable[tuple[Path, bytes]], *, sleep: Callable[[float], None] = time.sleep) -> None:
    """Write files the program makes anew; one that holds its very content already is left alone.

    At any moment each path holds its old content or the new one; at the end all would outlive a power cut.

    Args:
        files: paths and contents, taken one by one.
        sleep: waits between attempts when another program holds a file.

    Raises:
        FileBusy: another program holds a file.
        FolderRefused: a folder or file is read-only, the disk is full, or the system refuses otherwise.
    """
    folders: set[Path] = set()
    pending: deque[tuple[Copy, Future[None]]] = deque()
    with ThreadPoolExecutor(_AT_ONCE) as hands:
        try:
            for path, data in files:
                place = reachable(path)
                if place.parent not in folders:
                    _prepare(place.parent)
                    folders.add(place.parent)
                if content_of(place) != data:
                    copy = Copy(place, data)
                    pending.append((copy, hands.submit(copy.write)))
                if len(pending) > _AHEAD:
                    _put_first(pending, sleep)
            while pending:
                _put_first(pending, sleep)
        finally:
            wait([writing for _, writing in pending if not writing.cancel()])
            for copy, _ in pending:
                copy.drop()
    for folder in folders:
        sync_folder(folder)


def _prepare(folder: Path) -> None:
    with refusals(folder):
        folder.mkdir(parents=True, exist_ok=True)
    sweep(folder)


def _put_first(pending: deque[tuple[Copy, Future[None]]], sleep: Callable[[float], None]) -> None:
    copy, writing = pending[0]
    with refusals(copy.path), copy:
        writing.result()
        copy.put(sleep)
    pending.popleft()
