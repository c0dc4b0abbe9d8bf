"""Starting the live spreadsheet: a missing program is named, and nothing is left behind."""

import builtins
import sys
from pathlib import Path

import pytest

from tests.live import launch
from tests.live.launch import Office, SpreadsheetDied


def pretend_soffice(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=":")


def test_missing_program_is_reported(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RuntimeError, match="make office"):
        Office()


def test_other_python_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    launch.load_uno.cache_clear()
    with monkeypatch.context() as context:
        context.setattr(sys, "version_info", (3, 99, 0))
        with pytest.raises(RuntimeError, match=r"built for Python 3\.\d+, and the tests run on 3\.99"):
            launch.load_uno()


def test_a_program_that_ends_at_once_reports_its_last_words(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pretend_soffice(tmp_path, "echo no more memory; exit 3", monkeypatch)
    with pytest.raises(SpreadsheetDied, match="no more memory"):
        Office()


def test_loading_uno_changes_nothing_else() -> None:
    path, importing = list(sys.path), builtins.__import__
    launch.load_uno.cache_clear()
    launch.load_uno()
    assert sys.path == path
    assert builtins.__import__ is importing


def test_program_and_profile_are_gone_afterwards() -> None:
    office = Office()
    profile = office.profile
    assert profile.exists()
    office.quit()
    assert office.has_died()
    assert not profile.exists()
