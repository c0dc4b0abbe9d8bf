"""Two clerks press at once: one works, the other is refused, and nothing is counted twice."""

from pathlib import Path

import pytest

from shuzhi_xl.wording.screen.console import stopped
from shuzhi_xl.xlsx.stop_reasons import Stopped
from tests.faults.children import goes_on, hears, started
from tests.faults.course import course
from tests.faults.town_state import copied, run, state_of
from tests.year_stages import Stages

ROUNDS = 25


def test_a_second_clerk_is_informed(stages: Stages, tmp_path: Path) -> None:
    """The first is in the middle of 回收: at a call chosen so, not by luck."""
    played = course(stages, "collect")
    root = copied(played.before, tmp_path / "town")
    early = started("collect", root, "wait", str(played.calls // 2))
    goes_on(early)
    hears(early, "等着")
    with pytest.raises(Stopped) as refusal:
        run("collect", root)
    with pytest.raises(Stopped):
        run("compute", root)
    goes_on(early)
    _, errors = early.communicate()
    assert errors == ""
    assert refusal.value.code == "file_busy"
    assert "正被" in stopped(refusal.value.code, **refusal.value.context)
    assert state_of(root).unlike(played.end) == []
    run("collect", root)
    assert state_of(root).unlike(played.end) == []


def race(root: Path, jobs: tuple[str, str]) -> list[str]:
    """Two commands at the same moment; one who had to wait presses again afterwards.

    Returns:
        Those that had to wait.
    """
    clerks = [(job, started(job, root)) for job in jobs]
    for _, child in clerks:
        goes_on(child)
    refused_jobs = []
    for job, child in clerks:
        out, errors = child.communicate()
        assert "Traceback" not in out + errors
        assert child.returncode in (0, 1, 2)
        if child.returncode == 2:
            assert '"file_busy"' in out
            refused_jobs.append(job)
    assert len(refused_jobs) < len(jobs)
    for job in refused_jobs:
        run(job, root)
    return refused_jobs


def one_after_the_other(stages: Stages, tmp_path: Path, jobs: tuple[str, str], rounds: int) -> int:
    """Races whose end must be that of the two jobs in their order, 回收 and 计算 pressed last.

    Returns:
        How many clerks had to wait.
    """
    before = course(stages, "collect").before
    alone = copied(before, tmp_path / "alone")
    for job in (*jobs, "collect", "compute"):
        run(job, alone)
    refusals = 0
    for _ in range(rounds):
        root = copied(before, tmp_path / "town")
        refusals += len(race(root, jobs))
        run("collect", root)
        run("compute", root)
        assert state_of(root).unlike(state_of(alone)) == []
    return refusals


PAIRS = [("collect", "collect"), ("collect", "compute"), ("compute", "compute")]


@pytest.mark.parametrize("jobs", PAIRS[:1])
def test_two_at_once(stages: Stages, tmp_path: Path, jobs: tuple[str, str]) -> None:
    one_after_the_other(stages, tmp_path, jobs, 1)


@pytest.mark.soak
@pytest.mark.parametrize("jobs", PAIRS)
def test_two_at_once_many_times(stages: Stages, tmp_path: Path, jobs: tuple[str, str]) -> None:
    assert one_after_the_other(stages, tmp_path, jobs, ROUNDS) > 0
