"""The list of buttons: each leads to a job that exists, by one name, and no two share anything."""

from inspect import isfunction, signature
from pkgutil import resolve_name

import pytest

from shuzhi_xl.cli.run_job import JOBS
from shuzhi_xl.sheets.master.all_sheets import SHEET_OF
from shuzhi_xl.sheets.master.buttons import BUTTONS, FURTHER, JOB_NAMES, STEPS, Button


@pytest.mark.parametrize("path", JOBS.values(), ids=JOBS)
def test_every_job_is_a_function_that_takes_a_context_and_gives_an_outcome(path: str) -> None:
    job = resolve_name(path)
    assert isfunction(job)
    parameters = [*signature(job).parameters.values()]
    assert (parameters[0].name, parameters[0].annotation.__name__) == ("context", "JobContext")
    assert signature(job).return_annotation.__name__ == "Outcome"


@pytest.mark.parametrize("button", BUTTONS, ids=lambda button: button.job)
def test_every_button_has_words_for_its_reader_and_a_sheet_to_show(button: Button) -> None:
    assert button.caption == JOB_NAMES[button.job]
    assert button.tip
    assert button.help
    assert button.image
    assert button.shows.name in SHEET_OF
    assert button.job.isidentifier()


def test_no_two_buttons_share_a_name_a_command_or_a_macro() -> None:
    for names in (
        [button.job for button in BUTTONS],
        [button.command for button in BUTTONS],
        [button.caption for button in BUTTONS],
        [button.sub for button in BUTTONS],
    ):
        assert len(set(names)) == len(names)


def test_the_steps_come_first() -> None:
    on_sheets = [button for button in BUTTONS if button.group.is_of_steps and button.on]
    assert (*STEPS, *on_sheets, *FURTHER) == BUTTONS
