"""批量销号: what one press writes into 整改清单 for the problems that are closed (通知 四、5)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from shuzhi_xl.findings import Finding, Location, blocking, notice
from shuzhi_xl.sheets.master.results import PROBLEM, Problem
from shuzhi_xl.sheets.master.settings import SETTING
from shuzhi_xl.sheets.master.vocabulary import CLOSED, NOT_STARTED
from shuzhi_xl.sheets.reading.year import Year

_COLUMNS = Problem.columns()


@dataclass(frozen=True)
class Closing:
    """What one press closes (批量销号).

    Attributes:
        cells: New value by sheet row and header of 整改清单.
        closed: How many problems are closed by it.
        findings: What was left as it is, and why.
    """

    cells: Mapping[tuple[int, str], Any]
    closed: int
    findings: Sequence[Finding]


def close_problems(year: Year, selection: Collection[int], today: date) -> Closing:
    """Close the chosen problems and those that are marked so without name or date (整改清单; 通知 四、5).

    What is already filled in stays. A problem that nobody has begun to put right is not closed by being
    chosen: most likely its row was chosen by mistake.

    Args:
        year: The year; a row with an unfit cell is not in it, and stays as it is.
        selection: Sheet rows that the clerk chose.
        today: 销号日期, and 完成日期 where that is blank.
    """
    marked = [problem for problem in year.problems if problem.state == CLOSED and _lacks(problem)]
    fresh = [
        problem
        for problem in year.problems
        if problem.line in selection and problem.state not in (CLOSED, NOT_STARTED)
    ]
    closed = [*fresh, *marked]
    signer = year.settings.closing_officer if year.settings else ""
    if not signer and any(not problem.closed_by for problem in closed):
        return Closing({}, 0, [_ask_for_signer(year)])
    not_begun = [
        notice("closing_not_started", problem.at("state"), value=problem.state, problem=problem.problem)
        for problem in year.problems
        if problem.line in selection and problem.state == NOT_STARTED
    ]
    cells = {
        (problem.line, _COLUMNS[name].header): value
        for problem in closed
        for name, value in _entries(problem, signer, today)
    }
    return Closing(cells, len(closed), not_begun)


def find_lines(year: Year, numbers: Collection[str]) -> tuple[list[int], list[Finding]]:
    """Sheet rows of problems by 问题编号, and findings of numbers that are not in 整改清单 (通知 四、5)."""
    lines = {problem.problem: problem.line for problem in year.problems}
    frame = year.raw[PROBLEM.name].frame
    at = Location(frame.file, frame.sheet)
    unknown = [
        blocking("problem_to_close_unknown", at, value=number) for number in numbers if number not in lines
    ]
    return [lines[number] for number in numbers if number in lines], unknown


def _lacks(problem: Problem) -> bool:
    return not (problem.closed_by and problem.closed_on and problem.done_on)


def _entries(problem: Problem, signer: str, today: date) -> Iterator[tuple[str, Any]]:
    """Field and value of what is blank, or is no longer true."""
    if problem.state != CLOSED:
        yield "state", CLOSED
    if not problem.closed_by:
        yield "closed_by", signer
    closed_on = problem.closed_on or today
    if not problem.closed_on:
        yield "closed_on", closed_on
    # Not after 销号日期, where that was filled in by hand
    if not problem.done_on:
        yield "done_on", closed_on


def _ask_for_signer(year: Year) -> Finding:
    frame = year.raw[SETTING.name].frame
    at = year.settings.at("closing_officer") if year.settings else Location(frame.file, frame.sheet)
    return blocking("closing_officer_needed", at)
