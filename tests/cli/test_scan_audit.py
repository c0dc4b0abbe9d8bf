"""`shuzhi scan --audit` and `shuzhi audit`: the words of the draw come from the option or are asked for."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import typer

from shuzhi_xl.cli import commands, main
from shuzhi_xl.jobs.stages.job_context import Outcome

Calls = list[tuple[str, Mapping[str, Any]]]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Calls:
    """The jobs that a command runs, with their options."""
    calls: Calls = []

    def run(name: str, _master: Path, *, quiet: bool, **options: Any) -> Outcome:
        calls.append((name, {**options, "quiet": quiet}))
        return Outcome("scan", "完成。", {})

    monkeypatch.setattr(commands, "run_job", run)
    return calls


def status(*arguments: str, command: str = "scan") -> object:
    with pytest.raises(SystemExit) as end:
        main([command, "总表.xlsm", *arguments])
    return end.value.code


def test_the_words_of_the_option_are_used(calls: Calls) -> None:
    assert status("--audit", "60", "--seed", "3516") == 0
    assert calls == [("audit", {"count": 60, "seed": "3516", "quiet": False})]


def test_the_command_of_the_button_draws_sixty_if_nobody_says_how_many(calls: Calls) -> None:
    assert status("--seed", "3516", command="audit") == 0
    assert status("--seed", "3516", "--count", "100", command="audit") == 0
    assert [options["count"] for _, options in calls] == [60, 100]


def test_missing_words_are_asked_for(calls: Calls, monkeypatch: pytest.MonkeyPatch) -> None:
    questions: list[str] = []

    def answer(text: str, **_options: Any) -> str:
        questions.append(text)
        return "4261"

    monkeypatch.setattr(typer, "prompt", answer)
    assert status("--audit", "60") == 0
    assert calls == [("audit", {"count": 60, "seed": "4261", "quiet": False})]
    assert "随机词" in questions[0]


def test_a_program_is_not_asked(calls: Calls) -> None:
    assert status("--audit", "60", "--json") == 0
    assert calls == [("audit", {"count": 60, "seed": "", "quiet": True})]


def test_without_the_option_the_pictures_are_read(calls: Calls) -> None:
    assert (status(), status("--audit", "0")) == (0, 2)
    assert calls == [("scan", {"quiet": False})]
