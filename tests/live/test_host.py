"""Buttons refuse a program that is not Excel, before anything is read."""

from types import SimpleNamespace
from typing import Any

import pytest

from shuzhi_xl.pressing import _stranger


def program(**told: str) -> Any:
    return SimpleNamespace(api=SimpleNamespace(**told))


def test_another_program_is_told_which_command_works() -> None:
    said = _stranger(program(Name="WPS 表格", Version="12.0", Path="C:\\WPS"), "collect")
    assert said is not None
    assert "shuzhi collect" in said


@pytest.mark.parametrize("told", [{"Name": "Microsoft Excel", "Version": "16.0", "Path": "C:\\Office"}, {}])
def test_excel_itself_may_go_on(told: dict[str, str]) -> None:
    assert _stranger(program(**told), "collect") is None
