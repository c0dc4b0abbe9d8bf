"""Commands that are killed, interrupted, or meet each other, on Windows: the same tests as in `tests.faults`.

Closing the console ends the process as `TerminateProcess` does here; Python gets no time to say anything.
"""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from shuzhi_xl.sheets.outgoing.forms import PACKAGE_TEMPLATE, TYPING_TEMPLATE
from shuzhi_xl.xlsx.files.shipped import read_template
from tests.faults.course import course
from tests.faults.test_interrupted import test_an_interrupted_collect_says_so as check_interrupted_collect
from tests.faults.test_killed import killed, moments
from tests.faults.test_two_clerks import test_a_second_clerk_is_informed  # noqa: F401
from tests.year_stages import Stages

CHANCE = random.Random("killed writes")  # noqa: S311 -- a sample, not a secret


def test_ctrl_c(stages: Stages, tmp_path: Path) -> None:
    check_interrupted_collect(stages, tmp_path, 0.5)


def test_a_command_that_is_killed(stages: Stages, tmp_path: Path) -> None:
    played = course(stages, "distribute")
    for part in moments("Windows", 1):
        killed(played, tmp_path / "town", part * played.seconds)


@pytest.mark.parametrize("count", [8, pytest.param(100, marks=pytest.mark.soak)])
def test_a_write_that_is_killed(tmp_path: Path, count: int) -> None:
    """At any moment the file is the old one or the new, as is every backup."""
    contents = {name: read_template(name, tmp_path) for name in (PACKAGE_TEMPLATE, TYPING_TEMPLATE)}
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    master = tmp_path / "镇" / "总表.xlsx"
    master.parent.mkdir()
    master.write_bytes(contents[PACKAGE_TEMPLATE])
    for _ in range(count):
        kill_while_writing(master, [tmp_path / name for name in contents])
        assert master.read_bytes() in contents.values()
        backups = [path for path in (master.parent / "备份").glob("*") if not path.name.startswith(".~")]
        assert all(path.read_bytes() in contents.values() for path in backups)
        # at most what the last run left: each removes the copies of those before it
        assert len(list(master.parent.rglob(".~写_*"))) <= 2


def kill_while_writing(master: Path, contents: list[Path]) -> None:
    command = [sys.executable, "-m", "tests.windows.writer", master, *contents]
    process = subprocess.Popen([*map(str, command)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline().strip() == b"ready"
    time.sleep(CHANCE.uniform(0, 0.3))
    process.kill()
    process.communicate()
