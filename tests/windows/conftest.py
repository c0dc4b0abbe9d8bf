"""The commands as an office runs them, and another program that keeps files open."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import pywintypes  # noqa: F401 -- before any other module of pywin32, whose DLL it finds

from shuzhi_xl.cli import main
from tests.windows.other_program import OtherProgram

Shuzhi = Callable[..., tuple[int, Any]]
"""Runs a command; its exit status and what it prints as JSON."""


@pytest.fixture
def shuzhi(capsys: pytest.CaptureFixture[str]) -> Shuzhi:
    def run(*arguments: object) -> tuple[int, Any]:
        with pytest.raises(SystemExit) as exit_info:
            main([*map(str, arguments), "--json"])
        out, errors = capsys.readouterr()
        assert errors == ""
        return int(str(exit_info.value.code)), json.loads(out)

    return run


@pytest.fixture(scope="session")
def other_program() -> Iterator[OtherProgram]:
    with OtherProgram() as program:
        yield program
