"""A disk that is really full: the old state or the new, the clerk is told, and the next run completes."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from children import HERE, environment
from town_state import BEFORE, prepared
from year_stages import Stages

NEEDS = (
    "a small tmpfs cannot be mounted here. This test needs `unshare` and `mount` (package util-linux) and "
    "the right to mount: root, in a container with CAP_SYS_ADMIN (docker run --cap-add SYS_ADMIN), or a "
    "kernel that allows user name spaces"
)
ROOMS = (0, 1, 2, 5, 10, 20, 40, 70, 100, 150, 200, 300, 400, 600)
"""Free pages, from none to enough."""


def in_own_mounts(*command: object) -> "subprocess.CompletedProcess[str]":
    """A command that may mount what nobody else sees, and that is gone when the command ends."""
    user = [] if os.geteuid() == 0 else ["--map-root-user"]
    return subprocess.run(
        ["unshare", "--mount", *user, *map(str, command)],
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def fills_up(stages: Stages, tmp_path: Path, job: str, rooms: Sequence[int]) -> tuple[int, int]:
    """A job in many sizes of remaining room.

    Returns:
        How many runs were told that there is no room, and how many had enough.
    """
    disk = tmp_path / "disk"
    disk.mkdir()
    tried = in_own_mounts("mount", "-t", "tmpfs", "tmpfs", disk)
    assert tried.returncode == 0, f"{NEEDS}: {tried.stderr}"
    before = prepared(stages, job, tmp_path / "before")
    done = in_own_mounts(sys.executable, HERE / "small_disk.py", job, before, disk, *rooms)
    assert done.returncode == 0, done.stderr
    assert list(disk.iterdir()) == []
    told, enough = map(int, done.stdout.split())
    return told, enough


@pytest.mark.parametrize("job", ["collect"])
def test_a_full_disk(stages: Stages, tmp_path: Path, job: str) -> None:
    assert fills_up(stages, tmp_path, job, (0, 50, 600)) == (2, 1)


@pytest.mark.soak
@pytest.mark.parametrize("job", BEFORE)
def test_a_full_disk_in_every_job(stages: Stages, tmp_path: Path, job: str) -> None:
    assert min(fills_up(stages, tmp_path, job, ROOMS)) > 1
