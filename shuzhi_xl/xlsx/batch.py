"""Many files written side by side, each whole in its place (成批写入).

To wait for the disk takes longer than anything else about a small file, and several can wait at once.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Final

from .lock import reachable
from .replace import put_new, sweep, sync_folder, verify_workbook

_AT_ONCE: Final = 4
_AHEAD: Final = 16  # how many finished contents may wait for their turn


def write_all(
    files: Iterable[tuple[Path, bytes]],
    *,
    verify: Callable[[Path], None] = verify_workbook,
    sleep: Callable[[float], None] = time.sleep,
) -> list[bool]:
    """Write files the program makes anew; the next is made while those before it are written.

    At any moment each path holds its old content or the new one; at the end all would outlive a power cut.

    Args:
        files: paths and contents, taken one by one.
        verify: reads a written file back and raises what is wrong with it.
        sleep: waits between attempts when another program holds a file.

    Returns:
        For each file False when it held this very content, and was left alone.

    Raises:
        FileBusy: another program holds a file; those that were begun are written all the same.
        FolderRefused: a folder or file is read-only, the disk is full, or the system refuses otherwise.
    """
    folders: set[Path] = set()
    written: list[bool] = []
    coming: deque[Future[bool]] = deque()
    with ThreadPoolExecutor(_AT_ONCE) as hands:
        try:
            for path, data in files:
                place = reachable(path)
                if place.parent not in folders:
                    sweep(place.parent)
                    folders.add(place.parent)
                coming.append(hands.submit(put_new, place, data, verify=verify, sleep=sleep))
                if len(coming) > _AHEAD:
                    written.append(coming.popleft().result())
            written += [each.result() for each in coming]
        finally:
            for each in coming:
                each.cancel()
    for folder in folders:
        sync_folder(folder)
    return written
