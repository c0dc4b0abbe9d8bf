"""Opinions of surveys (意见建议) leave the office only as problems in the office's own words (匿名)."""

from shuzhi_xl.sheets.declaration.long_tables import column
from shuzhi_xl.sheets.declaration.texts import clean
from shuzhi_xl.sheets.master.results import Problem
from shuzhi_xl.sheets.master.vocabulary import CLOSED, POLL
from shuzhi_xl.sheets.reading.year import Year


def find_copied_opinions(year: Year) -> list[Problem]:
    """Find open problems of 来源 评议 that repeat an 意见建议, whose writer might be recognised (匿名)."""
    opinions = {_normalise(answer) for answer in set(column(year.surveys, "opinion")) if answer}
    polled = (problem for problem in year.problems if problem.source == POLL and problem.state != CLOSED)
    return [problem for problem in polled if _normalise(problem.content) in opinions]


def publishable_problems(year: Year) -> list[Problem]:
    """Open problems that may leave the office: all except those that repeat an 意见建议 (匿名)."""
    copied = {problem.line for problem in find_copied_opinions(year)}
    return [problem for problem in year.problems if problem.state != CLOSED and problem.line not in copied]


def _normalise(text: str) -> str:
    # A full stop that was added does not make them the office's own words
    return clean(text).rstrip("。.！!")
