"""What a button asks of the program and shows in it, without one: only Excel, and not too often."""

from types import SimpleNamespace
from typing import Any

import pytest

from shuzhi_xl.button import _host_problem, _status_bar_progress


def program(**attributes: str) -> Any:
    return SimpleNamespace(api=SimpleNamespace(**attributes))


def test_another_program_is_offered_the_command_that_works() -> None:
    sentence = _host_problem(program(Name="WPS 表格", Version="12.0", Path="C:\\WPS"), "collect")
    assert sentence is not None
    assert "shuzhi collect" in sentence


@pytest.mark.parametrize(
    "attributes", [{"Name": "Microsoft Excel", "Version": "16.0", "Path": "C:\\Office"}, {}]
)
def test_excel_itself_may_go_on(attributes: dict[str, str]) -> None:
    assert _host_problem(program(**attributes), "collect") is None


def test_the_status_bar_is_set_five_times_a_second_at_most_and_at_the_end() -> None:
    app: Any = SimpleNamespace(status_bar="")
    shown: list[str] = []
    moments = iter(range(1000))
    progress = _status_bar_progress(
        app, "分发", lambda: next(moments) / 20
    )  # a piece each twentieth of a second
    for step in range(1, 100):
        progress(step, 99)
        if app.status_bar not in shown:
            shown.append(app.status_bar)
    assert shown[0] == "分发 1/99"
    assert shown[-1] == "分发 99/99"
    assert 20 <= len(shown) <= 99 / 20 * 5 + 2
