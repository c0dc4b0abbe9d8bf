"""Reading the lists that a branch writes: 问题自查 of a package, 整改清单 of a feedback."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from pydantic_core import PydanticCustomError

from shuzhi_xl.findings import Finding, Location, blocking, notice
from shuzhi_xl.rules.intake.answers import RectificationReply, SelfCheck
from shuzhi_xl.rules.intake.cell_grid import NO_CELLS, AnswerCells, Grids, Unclear
from shuzhi_xl.rules.intake.marks import plain
from shuzhi_xl.rules.intake.page import HELD_WHOLE, Page, find_page, holding, listed, missing_page
from shuzhi_xl.sheets.declaration.cell_value import coerce
from shuzhi_xl.sheets.declaration.column import Column, Kind
from shuzhi_xl.sheets.declaration.texts import clean
from shuzhi_xl.sheets.master.vocabulary import CLOSED, RECTIFICATION_STATES
from shuzhi_xl.sheets.outgoing.feedback import RECTIFICATION_HEADERS, RECTIFICATION_LIST
from shuzhi_xl.sheets.outgoing.forms import SELF_CHECK_HEADERS, SELF_CHECK_SHEET

_PROBLEM, *_DUTIES = SELF_CHECK_HEADERS[1:]
_OWNER, _SUPERVISOR, _MEASURE, _DUE = _DUTIES
_NUMBER, _, _CONTENT, *_REPLIED = RECTIFICATION_HEADERS
_PROGRESS, _STATE, _DONE_ON = _REPLIED[4:]
_DAY = Column("日期", Kind.DAY)
_DAY_ZERO = date(1899, 12, 30)
_SERIALS = range(36526, 73051)  # 2000 to 2099, as a date shows where its cell was formatted as a number


@dataclass(frozen=True)
class SelfChecks:
    """What 问题自查 says: problems, findings, and the cells read."""

    problems: tuple[SelfCheck, ...] = ()
    findings: tuple[Finding, ...] = ()
    cells: AnswerCells = NO_CELLS


@dataclass(frozen=True)
class Replies:
    """What a returned 整改清单 says: one reply a problem, findings, and the cells read."""

    replies: tuple[RectificationReply, ...] = ()
    findings: tuple[Finding, ...] = ()
    cells: AnswerCells = NO_CELLS


def read_self_checks(file: str, grids: Grids) -> SelfChecks:
    """Problems that the secretary names: rows whose 问题 is filled.

    Args:
        file: File name.
        grids: All sheets of the file.
    """
    page, findings = find_page(file, grids, SELF_CHECK_SHEET, holding(_PROBLEM, _OWNER, _MEASURE))
    if page is None:
        return SelfChecks(findings=tuple(findings or missing_page(file, grids, SELF_CHECK_SHEET, None)))
    findings += page.missing([_PROBLEM, *_DUTIES])
    findings += page.repeated([_PROBLEM, *_DUTIES])
    findings += _unclear(page, [_PROBLEM, *_DUTIES])
    whole = any(each.code in HELD_WHOLE for each in findings)
    problems = []
    for row in page.rows:
        content = _text(page, row, _PROBLEM)
        if not content:
            findings += _without_problem(page, row)
            continue
        due, said = read_day(page, row, _DUE)
        findings += said
        problems.append(SelfCheck(content, *_duties(page, row), due))
    cells = page.crossing(page.rows, map(page.col, [_PROBLEM, *_DUTIES]))
    return SelfChecks(() if whole else tuple(problems), tuple(findings), cells)


def read_replies(file: str, grids: Grids, problems: Collection[str] | None = None) -> Replies:
    """What the branch reports of its rectification, by 问题编号.

    Args:
        file: File name.
        grids: All sheets of the file.
        problems: 问题编号 on which the branch may report, as `plain` gives them; None when not known.

    Returns:
        Replies to known problems; of one with an unreadable state or date the rest is taken.
    """
    page, findings = find_page(file, grids, RECTIFICATION_LIST, holding(_NUMBER, _STATE))
    if page is None:
        missing = findings or missing_page(file, grids, RECTIFICATION_LIST, 1)
        return Replies(findings=tuple(missing))
    findings += page.repeated([_NUMBER, *_REPLIED])
    findings += page.missing(_REPLIED)
    findings += _repeated_numbers(page)
    findings += _unclear(page, _REPLIED)
    whole = any(each.code in HELD_WHOLE for each in findings)
    replies = []
    for row in page.rows:
        reply, said = _reply(page, row, problems)
        findings += said
        replies += [reply] if reply and not whole else []
    return Replies(tuple(replies), tuple(findings), page.crossing(page.rows, map(page.col, _REPLIED)))


def read_day(page: Page, row: int, header: str) -> tuple[date | None, list[Finding]]:
    """The date in a cell; a text that is none is listed, and ``None`` is given for it.

    A whole number is taken as Excel's day number: cells lose their date format when pasted over, and readers
    do not know the built-in Chinese date formats.
    """
    raw = page.raw(row, page.col(header))
    if raw is None:
        return None, []
    if isinstance(raw, int) and raw in _SERIALS:
        return _DAY_ZERO + timedelta(days=raw), []
    try:
        found: date = coerce(raw, _DAY)
    except PydanticCustomError:
        return None, [notice("date_unreadable", page.at(row, page.col(header)), header=header, value=raw)]
    return found, []


def _text(page: Page, row: int, header: str) -> str:
    raw = page.raw(row, page.col(header))
    return raw.isoformat() if isinstance(raw, date) else clean(raw)


def _duties(page: Page, row: int) -> tuple[str, str, str]:
    return _text(page, row, _OWNER), _text(page, row, _SUPERVISOR), _text(page, row, _MEASURE)


def _cells(page: Page, row: int, headers: list[str]) -> list[tuple[Location, Any]]:
    places = [(row, page.col(each)) for each in headers]
    return [(page.at(*place), page.filled[place]) for place in places if place in page.filled]


def _unclear(page: Page, headers: list[str]) -> list[Finding]:
    """One notice that lists crossed-out and merged cells: what they hold is taken, because it is words."""
    columns = [page.col(each) for each in headers]
    found = page.placed((row, col) for row in page.rows for col in columns)
    doubted = [each for each in found if isinstance(each[1], Unclear)]
    return [notice("text_unclear", doubted[0][0], cells=listed(doubted))] if doubted else []


def _without_problem(page: Page, row: int) -> list[Finding]:
    others = _cells(page, row, _DUTIES)
    return [notice("problem_blank", page.at(row, page.col(_PROBLEM)), cells=listed(others))] if others else []


def _repeated_numbers(page: Page) -> list[Finding]:
    col = page.col(_NUMBER)
    numbers = {row: plain(page.raw(row, col)) for row in page.rows}
    times = Counter(each for each in numbers.values() if each)
    twice = [row for row, number in numbers.items() if times[number] > 1]
    return [
        blocking("row_repeated", page.at(row, col), header=_NUMBER, value=numbers[row]) for row in twice[1:2]
    ]


def _reply(
    page: Page, row: int, problems: Collection[str] | None
) -> tuple[RectificationReply | None, list[Finding]]:
    number = plain(page.raw(row, page.col(_NUMBER)))
    if not number or (problems is not None and number not in problems):
        return None, _unknown(page, row)
    state, state_said = _state(page, row, number)
    due, due_said = read_day(page, row, _DUE)
    done_on, done_said = read_day(page, row, _DONE_ON)
    progress = _text(page, row, _PROGRESS)
    reply = RectificationReply(number, *_duties(page, row), due, progress, state, done_on)
    return reply, [*state_said, *due_said, *done_said]


def _unknown(page: Page, row: int) -> list[Finding]:
    """A row about no problem of the branch, if it says anything: only the office adds problems."""
    at, others = page.at(row, page.col(_NUMBER)), _cells(page, row, [_CONTENT, *_REPLIED])
    if not others:
        return []
    number = page.raw(row, page.col(_NUMBER))
    code = "problem_number_missing" if number is None else "problem_unknown"
    return [notice(code, at, value=number, cells=listed(others))]


def _state(page: Page, row: int, number: str) -> tuple[str, list[Finding]]:
    """The state that a branch may report; blank changes nothing."""
    at, value = page.at(row, page.col(_STATE)), page.raw(row, page.col(_STATE))
    state = plain(value)
    if state == CLOSED:
        return "", [notice("closed_by_branch", at, value=value, problem=number)]
    if state and state not in RECTIFICATION_STATES:
        choices = "、".join(each for each in RECTIFICATION_STATES if each != CLOSED)
        return "", [notice("state_unknown", at, value=value, problem=number, choices=choices)]
    return state, []
