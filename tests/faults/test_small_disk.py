"""A disk that is really full: the old state or the new, the clerk reads of it, and the next run completes."""

import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.faults.children import environment
from tests.faults.course import course
from tests.faults.town_state import BEFORE
from tests.year_stages import Stages

ROOMS = (0, 1, 2, 5, 10, 20, 40, 70, 100, 150, 200, 300, 400, 600)
"""Free pages, from none to enough."""


Record = Callable[[str], None]


def in_private_mounts(*command: object) -> "subprocess.CompletedProcess[str]":
    """A command that may mount what nobody else sees, and that is gone when the command ends."""
    user = [] if os.geteuid() == 0 else ["--map-root-user"]
    return started("unshare", "--mount", *user, *command)


def started(*command: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*map(str, command)], env=environment(), capture_output=True, encoding="utf-8", check=False
    )


def may_mount(folder: Path) -> bool:
    """Whether a small disk can be had: by root, unless a container forbids it, or in a user name space."""
    return (
        shutil.which("unshare") is not None
        and in_private_mounts("mount", "-t", "tmpfs", "tmpfs", folder).returncode == 0
    )


def fills_up(  # noqa: PLR0917 -- what a test is given
    stages: Stages, tmp_path: Path, record_disk: Record, job: str, rooms: Sequence[int], kind: str = ""
) -> tuple[int, int]:
    """A job in many sizes of remaining room.

    Args:
        kind: "real" or "injected"; blank for a real disk where there can be one.

    Returns:
        How many runs reported that there is no room, and how many had enough.
    """
    disk = tmp_path / "disk"
    disk.mkdir()
    kind = kind or ("real" if may_mount(disk) else "injected")
    record_disk(kind)
    played = tmp_path / "course"
    played.write_bytes(pickle.dumps(course(stages, job)))
    command = (sys.executable, "-m", "tests.faults.small_disk", kind, played, disk, *rooms)
    process = in_private_mounts(*command) if kind == "real" else started(*command)
    assert process.returncode == 0, process.stderr
    assert not disk.exists() or list(disk.iterdir()) == []
    without_room, enough = map(int, process.stdout.split())
    return without_room, enough


def test_a_full_disk(stages: Stages, tmp_path: Path, record_disk: Record) -> None:
    assert fills_up(stages, tmp_path, record_disk, "collect", (0, 50, 600)) == (2, 1)


def test_a_full_disk_that_is_injected(stages: Stages, tmp_path: Path, record_disk: Record) -> None:
    """As good as a real one; else nobody would know before it is needed."""
    assert fills_up(stages, tmp_path, record_disk, "collect", (50,), "injected") == (1, 0)


@pytest.mark.soak
@pytest.mark.parametrize("job", BEFORE)
def test_a_full_disk_in_every_job(stages: Stages, tmp_path: Path, record_disk: Record, job: str) -> None:
    assert min(fills_up(stages, tmp_path, record_disk, job, ROOMS)) > 1
