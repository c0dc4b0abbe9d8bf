"""A command is killed at any moment: the old state or the new, and the next run completes it."""

import random
import time
from pathlib import Path

import pytest

from tests.faults.broken_calls import KILL
from tests.faults.children import buried, goes_on, started
from tests.faults.course import Course, course
from tests.faults.town_state import copied
from tests.year_stages import Stages

JOBS = ("distribute", "collect", "compute", "generate")
MOMENTS = 300


def seconds(played: Course) -> float:
    """How long the command takes in a process of its own, from its first step to its end."""
    root = copied(played.before, played.before.with_name(f"{played.job} timed"))
    child = started(played.job, root)
    began = time.monotonic()
    goes_on(child)
    assert buried(child) in (0, 1)
    return time.monotonic() - began


def killed(played: Course, root: Path, pause: float) -> None:
    """Kill the command after so many seconds, then run again."""
    child = started(played.job, copied(played.before, root))
    goes_on(child)
    time.sleep(pause)
    child.kill()
    buried(child)
    committed = played.assert_old_or_new(root)
    played.assert_next_run_completes(root, committed=committed)


def moments(job: str, count: int) -> list[float]:
    chance = random.Random(job)  # noqa: S311 -- a sample, not a secret
    return [chance.uniform(0, 1.05) for _ in range(count)]


@pytest.mark.parametrize("job", JOBS)
def test_killed_at_some_moment(stages: Stages, tmp_path: Path, job: str) -> None:
    played = course(stages, job)
    (part,) = moments(job, 1)
    killed(played, tmp_path / "town", part * played.seconds)


@pytest.mark.soak
@pytest.mark.parametrize("job", JOBS)
def test_killed_at_300_moments(stages: Stages, tmp_path: Path, job: str) -> None:
    played = course(stages, job)
    whole = seconds(played)
    for part in moments(f"{job} soak", MOMENTS // len(JOBS)):
        killed(played, tmp_path / "town", part * whole)


def dies(played: Course, root: Path, at: int) -> bool:
    """Let the command die just before a call that writes, then run again.

    Returns:
        Whether the new master was in place when it died.
    """
    child = started(played.job, copied(played.before, root), "die", str(at))
    goes_on(child)
    assert abs(buried(child)) == KILL
    committed = played.assert_old_or_new(root)
    played.assert_next_run_completes(root, committed=committed)
    return committed


@pytest.mark.parametrize("job", JOBS)
def test_dies_before_some_call(stages: Stages, tmp_path: Path, job: str) -> None:
    played = course(stages, job)
    at = random.Random(f"{job} call").randint(1, played.calls)  # noqa: S311 -- a sample, not a secret
    dies(played, tmp_path / "town", at)


@pytest.mark.soak
@pytest.mark.parametrize("job", JOBS)
def test_dies_before_every_call(stages: Stages, tmp_path: Path, job: str) -> None:
    played = course(stages, job)
    committed = [dies(played, tmp_path / "town", at) for at in range(1, played.calls + 1)]
    assert committed == sorted(committed)  # once the new master is in place it stays
    assert set(committed) == {False, True}
