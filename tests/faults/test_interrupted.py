"""Ctrl-C in the middle of a command: one sentence, status 2, the old state or the new."""

from pathlib import Path

import pytest

from shuzhi_xl.wording.screen.console import INTERRUPTED
from tests.faults.children import goes_on, hears, interrupt, started
from tests.faults.course import course
from tests.faults.town_state import copied
from tests.year_stages import Stages


@pytest.mark.parametrize("part", [0.0, 0.5, 1.0])
def test_an_interrupted_collect_says_so(stages: Stages, tmp_path: Path, part: float) -> None:
    played = course(stages, "collect")
    at = 1 + round(part * (played.calls - 1))
    root = copied(played.before, tmp_path / "town")
    child = started("collect", root, "wait", str(at))
    goes_on(child)
    hears(child, "等着")
    interrupt(child)
    out, errors = child.communicate()
    assert (child.returncode, out, errors) == (2, "", f"{INTERRUPTED}\n")
    committed = played.assert_old_or_new(root)
    played.assert_next_run_completes(root, committed=committed)
