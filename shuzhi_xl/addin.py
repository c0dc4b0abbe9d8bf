"""What the workbook calls: one entry point a button, and the worksheet functions (SZ_…)."""

from typing import Any

import xlwings as xw

from shuzhi_xl import button
from shuzhi_xl.button import press
from shuzhi_xl.rules import worksheet_functions


def answer(job: str) -> str:
    """What the macros of every button call: the sentence (操作结果) goes back to them, to be shown.

    The functions below are for masters of earlier versions, whose macros leave that to Python.

    Args:
        job: The job, for example ``collect``.
    """
    return button.answer(job).sentence


def check() -> None:
    """Button 校验."""
    press("check")


def distribute() -> None:
    """Button 分发."""
    press("distribute")


def collect() -> None:
    """Button 回收."""
    press("collect")


def compute() -> None:
    """Button 计算."""
    press("compute")


def generate() -> None:
    """Button 生成."""
    press("generate")


def publish() -> None:
    """Button 公布."""
    press("publish")


def track() -> None:
    """Button 整改跟踪."""
    press("track")


def read_reports() -> None:
    """Button 读取报告."""
    press("read_reports")


def apply_scheme() -> None:
    """Button 套用方案."""
    press("apply_scheme")


def export_scheme() -> None:
    """Button 导出方案."""
    press("export_scheme")


@xw.func
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
