"""Entry points of the workbook: the buttons' jobs, and the worksheet functions (SZ_…)."""

from collections.abc import Callable
from typing import Any

import xlwings as xw

from shuzhi_xl import button
from shuzhi_xl.rules import worksheet_functions
from shuzhi_xl.sheets.master.buttons import BUTTON_OF


def answer(job: str, typed: str = "") -> str:
    """Run the job of a button for its macro, which shows the sentence (操作结果) that comes back.

    Args:
        job: The job, for example ``collect``.
        typed: What the macro has asked the clerk for; blank for most jobs.
    """
    return button.answer(job, typed=typed).sentence


def __getattr__(job: str) -> Callable[[], None]:
    """The function of a button, for masters of version 0.1.0: their macros call ``addin.collect()``."""
    if job not in BUTTON_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {job!r}")

    def run() -> None:
        """Run the button, as its macro calls it."""
        button.run_button(job)

    return run


@xw.func
# ndim, because xlwings gives a range of one cell or one row in another shape.
@xw.arg("standards", ndim=2)
def SZ_GRADE(score: Any, standards: list[list[Any]]) -> str:  # noqa: N802 -- as Excel shows it
    """Grade of a score, by a range of grades and thresholds."""
    return worksheet_functions.grade_of(score, standards)


@xw.func
@xw.arg("counts", ndim=2)
@xw.arg("points", ndim=1)
@xw.arg("weights", ndim=1)
def SZ_SCORE(  # noqa: N802 -- as Excel shows it
    counts: list[list[Any]], points: list[Any], weights: list[Any]
) -> Any:
    """Class-weighted score of counts, by points of the grades and weights of the classes."""
    return worksheet_functions.score_of(counts, points, weights)


@xw.func
@xw.arg("counts", ndim=1)
def SZ_SHARES(counts: list[Any], places: int = 2) -> list[float]:  # noqa: N802 -- as Excel shows it
    """Percentages of counts that sum to exactly 100."""
    return worksheet_functions.shares_of(counts, places)


@xw.func
def SZ_PROBLEM(table: str, header: str, value: Any) -> str:  # noqa: N802 -- as Excel shows it
    """What is wrong with an entry, by table and header; blank when nothing is."""
    return worksheet_functions.problem_of(table, header, value)


@xw.func
@xw.arg("holidays", ndim=2)
def SZ_WORKDAY(start: Any, days: int, holidays: list[list[Any]]) -> Any:  # noqa: N802
    """Workday so many workdays after a day, by a range of holidays and working days."""
    return worksheet_functions.workday_after(start, days, holidays)
