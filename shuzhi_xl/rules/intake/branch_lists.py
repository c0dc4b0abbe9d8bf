"""Reading the lists that a branch writes: 问题自查 of a package, 整改清单 of a feedback."""

from collections import Counter
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from pydantic_core import PydanticCustomError

from shuzhi_xl.findings import Finding, Location, blocking, notice
from shuzhi_xl.rules.intake.answers import Answers, Intake, RectificationReply, SelfCheck, holding_code
from shuzhi_xl.rules.intake.marks import Unclear, plain
from shuzhi_xl.rules.intake.page import Page, find_page, has_headers
from shuzhi_xl.rules.intake.page_findings import list_cells, missing_page
from shuzhi_xl.rules.intake.returned_form import ReturnedForm
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


def read_self_checks(form: ReturnedForm) -> Intake:
    """Problems that the secretary names (问题自查): rows whose 问题 is filled."""
    page, findings = find_page(
        form.file, form.grids, SELF_CHECK_SHEET, has_headers(_PROBLEM, _OWNER, _MEASURE)
    )
    if page is None:
        missing = findings or missing_page(form, SELF_CHECK_SHEET, None)
        return Intake(Answers(form.identity), tuple(missing))
    findings += page.missing([_PROBLEM, *_DUTIES])
    findings += page.repeated([_PROBLEM, *_DUTIES])
    findings += _unclear(page, [_PROBLEM, *_DUTIES])
    is_held = bool(holding_code(findings))
    problems = []
    for row in page.rows:
        content = _text(page, row, _PROBLEM)
        if not content:
            findings += _without_problem(page, row)
            continue
        due, unreadable = read_day(page, row, _DUE)
        findings += unreadable
        problems.append(SelfCheck(content, *_duties(page, row), due))
    cells = page.cells_at(page.rows, map(page.col, [_PROBLEM, *_DUTIES]))
    answers = Answers(form.identity, problems=() if is_held else tuple(problems))
    return Intake(answers, tuple(findings), (cells,))


def read_replies(form: ReturnedForm) -> Intake:
    """What the branch reports of its rectification (整改清单), by 问题编号.

    Returns:
        Replies to known problems; of one with an unreadable state or date the rest is taken.
    """
    page, findings = find_page(form.file, form.grids, RECTIFICATION_LIST, has_headers(_NUMBER, _STATE))
    if page is None:
        missing = findings or missing_page(form, RECTIFICATION_LIST, 1)
        return Intake(Answers(form.identity), tuple(missing))
    findings += page.repeated([_NUMBER, *_REPLIED])
    findings += page.missing(_REPLIED)
    findings += _repeated_numbers(page)
    findings += _unclear(page, _REPLIED)
    is_held = bool(holding_code(findings))
    replies = []
    for row in page.rows:
        reply, row_findings = _reply(page, row, form.rules.problems)
        findings += row_findings
        replies += [reply] if reply and not is_held else []
    cells = page.cells_at(page.rows, map(page.col, _REPLIED))
    return Intake(Answers(form.identity, replies=tuple(replies)), tuple(findings), (cells,))


def read_day(page: Page, row: int, header: str) -> tuple[date | None, list[Finding]]:
    """The date in a cell (整改时限, 完成日期), or ``None``; a text that is no date is listed.

    A whole number is taken as Excel's day number: cells lose their date format when pasted over, and readers
    do not know the built-in Chinese date formats.
    """
    raw = page.raw(row, page.col(header))
    if raw is None:
        return None, []
    # The bounds keep a year, 2016, or a day written 20160129 from being read as a day number
    if isinstance(raw, int) and raw in _SERIALS:
        return _DAY_ZERO + timedelta(days=raw), []
    try:
        day: date = coerce(raw, _DAY)
    except PydanticCustomError:
        return None, [notice("date_unreadable", page.at(row, page.col(header)), header=header, value=raw)]
    return day, []


def _text(page: Page, row: int, header: str) -> str:
    raw = page.raw(row, page.col(header))
    # Excel turns 3-1 typed as a text into a date
    return raw.isoformat() if isinstance(raw, date) else clean(raw)


def _duties(page: Page, row: int) -> tuple[str, str, str]:
    return _text(page, row, _OWNER), _text(page, row, _SUPERVISOR), _text(page, row, _MEASURE)


def _cells(page: Page, row: int, headers: list[str]) -> list[tuple[Location, Any]]:
    places = [(row, page.col(header)) for header in headers]
    return [(page.at(*place), page.filled[place]) for place in places if place in page.filled]


def _unclear(page: Page, headers: list[str]) -> list[Finding]:
    """One notice that lists crossed-out and merged cells: their words are taken, unlike marks."""
    columns = [page.col(header) for header in headers]
    cells = page.filled_answers((row, col) for row in page.rows for col in columns)
    unclear = [cell for cell in cells if isinstance(cell[1], Unclear)]
    return [notice("text_unclear", unclear[0][0], cells=list_cells(unclear))] if unclear else []


def _without_problem(page: Page, row: int) -> list[Finding]:
    cells, at = _cells(page, row, _DUTIES), page.at(row, page.col(_PROBLEM))
    return [notice("problem_blank", at, cells=list_cells(cells))] if cells else []


def _repeated_numbers(page: Page) -> list[Finding]:
    col = page.col(_NUMBER)
    numbers = {row: plain(page.raw(row, col)) for row in page.rows}
    times = Counter(number for number in numbers.values() if number)
    twice = [row for row, number in numbers.items() if times[number] > 1]
    return [
        # The first repeated row is enough: it holds the whole list
        blocking("row_repeated", page.at(row, col), header=_NUMBER, value=numbers[row])
        for row in twice[1:2]
    ]


def _reply(
    page: Page, row: int, problems: Collection[str] | None
) -> tuple[RectificationReply | None, list[Finding]]:
    number = plain(page.raw(row, page.col(_NUMBER)))
    # A branch reports on its own problems only: another's 问题编号 must not change that one's row
    if not number or (problems is not None and number not in problems):
        return None, _unknown(page, row)
    state, state_findings = _state(page, row, number)
    due, due_findings = read_day(page, row, _DUE)
    done_on, done_findings = read_day(page, row, _DONE_ON)
    progress = _text(page, row, _PROGRESS)
    reply = RectificationReply(number, *_duties(page, row), due, progress, state, done_on)
    return reply, [*state_findings, *due_findings, *done_findings]


def _unknown(page: Page, row: int) -> list[Finding]:
    """A row about no problem of the branch, if it says anything: only the office adds problems."""
    at, cells = page.at(row, page.col(_NUMBER)), _cells(page, row, [_CONTENT, *_REPLIED])
    if not cells:
        return []
    number = page.raw(row, page.col(_NUMBER))
    code = "problem_number_missing" if number is None else "problem_unknown"
    return [notice(code, at, value=number, cells=list_cells(cells))]


def _state(page: Page, row: int, number: str) -> tuple[str, list[Finding]]:
    """The state that a branch may report; blank changes nothing."""
    at, value = page.at(row, page.col(_STATE)), page.raw(row, page.col(_STATE))
    state = plain(value)
    # The office closes a problem (已销号); a branch can only report it as 已完成 (通知 四、5)
    if state == CLOSED:
        return "", [notice("closed_by_branch", at, value=value, problem=number)]
    if state and state not in RECTIFICATION_STATES:
        choices = "、".join(choice for choice in RECTIFICATION_STATES if choice != CLOSED)
        return "", [notice("state_unknown", at, value=value, problem=number, choices=choices)]
    return state, []
