"""Any call that writes may fail, once or lastingly: the old state or the new, and the next run completes."""

import random
from itertools import cycle, product
from pathlib import Path

import pytest

from shuzhi_xl.wording.screen.console import stopped
from shuzhi_xl.xlsx.files import new_copy
from shuzhi_xl.xlsx.stop_reasons import Stopped
from tests.faults.broken_calls import FAULTS, Calls, fail
from tests.faults.course import Course, course
from tests.faults.town_state import BEFORE, copied, run
from tests.year_stages import Stages


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that stays refused is tried again, but not waited for."""
    monkeypatch.setattr(new_copy, "_PAUSES", (0.0, 0.0))


def survives(played: Course, root: Path, at: int, fault: str, *, lasting: bool) -> str:
    """Let one call fail, then run again.

    Returns:
        The message to the clerk; blank when the job did its work all the same.
    """
    copied(played.before, root)
    code, reason = FAULTS[fault]
    sentence = ""
    with Calls(root, at, fail(code), lasting=lasting).watched():
        try:
            run(played.job, root)
        except Stopped as stop:
            sentence = stopped(stop.code, **stop.context)
    assert not sentence or f"（{reason}）" in sentence or "正被" in sentence
    committed = played.assert_old_or_new(root)
    assert committed or sentence
    played.assert_next_run_completes(root, committed=committed)
    return sentence


SAMPLE = [(job, *fault) for job, fault in zip(BEFORE, cycle(product(FAULTS, [True, False])), strict=False)]
"""Every job once, and every kind of fault, once and lastingly."""


@pytest.mark.parametrize(("job", "fault", "lasting"), SAMPLE)
def test_some_call_fails(stages: Stages, tmp_path: Path, job: str, fault: str, lasting: bool) -> None:
    played = course(stages, job)
    at = random.Random(f"{job} {fault}").randint(1, played.calls)  # noqa: S311 -- a sample, not a secret
    survives(played, tmp_path / "town", at, fault, lasting=lasting)


@pytest.mark.soak
@pytest.mark.parametrize("job", BEFORE)
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "lasting"])
def test_every_call_fails(stages: Stages, tmp_path: Path, job: str, fault: str, lasting: bool) -> None:
    played = course(stages, job)
    sentences, failures = [], []
    for at in range(1, played.calls + 1):
        try:
            sentences.append(survives(played, tmp_path / "town", at, fault, lasting=lasting))
        except (AssertionError, OSError) as error:
            failures.append(f"{at}: {error!r}")
    assert failures == []
    assert any(sentences)
