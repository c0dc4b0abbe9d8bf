"""The command line as a fixture: a command's exit status and its JSON."""

import json
from typing import Any

import pytest

from shuzhi_xl.cli import main


@pytest.fixture
def shuzhi(capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*arguments: object) -> tuple[Any, dict[str, Any]]:
        with pytest.raises(SystemExit) as exit_info:
            main([*map(str, arguments), "--json"])
        return exit_info.value.code, json.loads(capsys.readouterr().out)

    return run
