"""A short course of the fuzz driver: whatever becomes of a file, 回收 neither breaks nor counts wrongly."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from shuzhi_xl.jobs.stages import returned_files
from shuzhi_xl.rules.intake.answers import Intake
from shuzhi_xl.rules.intake.read_form import read_form
from tests.jobs.fuzz import third_reader
from tests.jobs.fuzz.fuzz_collect import Fuzz
from tests.year_stages import BRANCHES, Stages

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")


def test_changed_files_never_break_the_collector_or_change_a_count(tmp_path: Path, stages: Stages) -> None:
    fuzz = Fuzz(stages, tmp_path, seed=1, resave=False)
    for number in range(2):
        fuzz.round(count=number == 0)
    fuzz.reply_round()
    assert fuzz.score.faults == []
    assert fuzz.score.thrown == 2 * len(stages.filled()) + BRANCHES
    assert fuzz.score.memory > 0
    assert fuzz.score.outcomes["采用，与原来相同"]
    assert any(outcome.startswith("未采用") for outcome in fuzz.score.outcomes)


def test_a_collector_that_loses_a_ballot_is_detected(
    tmp_path: Path, stages: Stages, monkeypatch: pytest.MonkeyPatch
) -> None:
    def careless(*arguments: Any) -> Intake:
        intake = read_form(*arguments)
        return replace(intake, answers=replace(intake.answers, ballots=intake.answers.ballots[1:]))

    fuzz = Fuzz(stages, tmp_path, seed=1, resave=False)
    monkeypatch.setattr(returned_files, "read_form", careless)
    monkeypatch.setattr(third_reader, "saved_as", lambda *_: {})
    fuzz.round()
    assert "计错" in {fault.partition("：")[0] for fault in fuzz.score.faults}
