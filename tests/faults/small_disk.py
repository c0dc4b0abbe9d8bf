"""A job on a disk that is nearly full.

Run as a program: ``python -m tests.faults.small_disk real|injected COURSE DISK ROOM…``.
Mounts a small tmpfs on the folder DISK; where nobody may mount, writing below DISK fails as on a full disk.
Says how many of the runs reported that there is no room, and how many found enough. COURSE is a file with the
job's `Course`, ROOM what is free, in pages.
"""

import errno
import io
import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Self

import pytest

from shuzhi_xl.wording.screen.console import stopped
from shuzhi_xl.xlsx.stop_reasons import Stopped
from tests.faults.course import Course
from tests.faults.town_state import copied, run

SIZE = 16 * 2**20
PAGE = 4096
Room = Callable[[Path, int], AbstractContextManager[None]]
"""While it lasts, so many pages of a disk are free."""


@contextmanager
def real_room(disk: Path, pages: int) -> Iterator[None]:
    """Fill the disk but for some room."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(PAGE)) == PAGE:
                pass
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
        file.truncate(max(0, file.tell() - pages * PAGE))
    yield
    ballast.unlink()


@contextmanager
def injected_room(disk: Path, pages: int) -> Iterator[None]:
    """Let writing below the folder fail once it holds so many pages more than now."""
    most, real = _pages(disk) + pages, io.open

    def limited_open(place: Any, mode: str = "r", *rest: Any, **keywords: Any) -> Any:
        file = real(place, mode, *rest, **keywords)
        is_written = set("wax+") & set(mode) and not isinstance(place, int)
        below = is_written and Path(os.fsdecode(place)).absolute().is_relative_to(disk)
        return _Limited(file, lambda: most - _pages(disk)) if below else file

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(io, "open", limited_open)
        yield


def _pages(disk: Path) -> int:
    return sum(-(-path.stat().st_size // PAGE) for path in disk.rglob("*") if path.is_file())


class _Limited:
    """A file that takes what there is room for, and then fails."""

    def __init__(self, file: Any, free: Callable[[], int]) -> None:
        self._file, self._free = file, free

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def write(self, content: Any) -> int:
        size = len(content.encode() if isinstance(content, str) else content)
        room = max(0, self._free()) * PAGE
        self._file.write(content if size <= room else content[:room])
        self._file.flush()
        if size > room:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return len(content)


def works(played: Course, disk: Path, room: Room, pages: int) -> bool:
    """A run with so much room, and one with enough.

    Returns:
        Whether there was room.
    """
    root = copied(played.before, disk / "town")
    sentence = ""
    with room(disk, pages):
        try:
            run(played.job, root)
        except Stopped as stop:
            sentence = stopped(stop.code, **stop.context)
            assert "（空间不足）" in sentence, sentence
        committed = played.assert_old_or_new(root)
        assert committed or sentence
    played.assert_next_run_completes(root, committed=committed)
    return not sentence


if __name__ == "__main__":
    kind, disk = sys.argv[1], Path(sys.argv[3])
    played = pickle.loads(Path(sys.argv[2]).read_bytes())  # noqa: S301 -- our own, of a moment ago
    if kind == "real":
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", disk], check=True)
    room = real_room if kind == "real" else injected_room
    enough = [works(played, disk, room, pages) for pages in map(int, sys.argv[4:])]
    if kind != "real":
        shutil.rmtree(disk)
    sys.stdout.write(f"{enough.count(False)} {enough.count(True)}\n")
