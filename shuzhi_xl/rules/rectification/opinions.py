"""What people wrote in surveys (意见建议) leaves the office only as problems put in the office's words."""

from shuzhi_xl.sheets.declaration.long_tables import column
from shuzhi_xl.sheets.declaration.texts import clean
from shuzhi_xl.sheets.master.results import Problem
from shuzhi_xl.sheets.master.vocabulary import CLOSED, POLL
from shuzhi_xl.sheets.reading.year import Year


def copied_opinions(year: Year) -> list[Problem]:
    """Open problems of 来源 评议 that repeat an 意见建议; whoever wrote it might be known by its words."""
    written = {_plain(each) for each in set(column(year.surveys, "opinion")) if each}
    polled = (each for each in year.problems if each.source == POLL and each.state != CLOSED)
    return [each for each in polled if _plain(each.content) in written]


def tellable_problems(year: Year) -> list[Problem]:
    """Open problems as they may leave the office: all but those that repeat an 意见建议."""
    copied = {each.line for each in copied_opinions(year)}
    return [each for each in year.problems if each.state != CLOSED and each.line not in copied]


def _plain(text: str) -> str:
    return clean(text).rstrip("。.！!")
