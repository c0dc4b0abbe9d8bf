"""A job on a disk that is nearly full: ``python small_disk.py JOB BEFORE DISK ROOM…``.

Mounts a small tmpfs on the folder DISK. Says how many of the runs were told that there is no room, and how
many found enough. ROOM is what is free, in pages.
"""

import errno
import subprocess
import sys
from pathlib import Path

from course import Course, undisturbed
from town_state import copied, run

from shuzhi_xl.wording.console import stopped
from shuzhi_xl.xlsx.stops import Stopped

SIZE = 16 * 2**20
PAGE = 4096


def fill_up(disk: Path, room: int) -> Path:
    """Fill the disk but for some room."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(PAGE)) == PAGE:
                pass
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
        file.truncate(max(0, file.tell() - room * PAGE))
    return ballast


def works(played: Course, disk: Path, room: int) -> bool:
    """A run with so much room, and one with enough.

    Returns:
        Whether there was room.
    """
    root = copied(played.before, disk / "town")
    ballast = fill_up(disk, room)
    told = ""
    try:
        run(played.job, root)
    except Stopped as stop:
        told = stopped(stop.code, **stop.context)
        assert "（空间不足）" in told, told
    committed = played.assert_old_or_new(root)
    assert committed or told
    ballast.unlink()
    played.assert_next_run_completes(root, committed=committed)
    return not told


if __name__ == "__main__":
    job, before, disk = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    rooms = map(int, sys.argv[4:])
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", disk], check=True)
    played = undisturbed(job, before, disk / "done")
    enough = [works(played, disk, room) for room in rooms]
    sys.stdout.write(f"{enough.count(False)} {enough.count(True)}\n")
