"""Reading 问卷 of a branch's package: a row a respondent."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import count

from shuzhi_xl.findings import Finding, blocking, notice
from shuzhi_xl.rules.intake.answers import SurveyResponse
from shuzhi_xl.rules.intake.cell_grid import NO_CELLS, AnswerCells, Grids, Unclear
from shuzhi_xl.rules.intake.judge_ballots import criteria, grade_of, read_class
from shuzhi_xl.rules.intake.marks import plain
from shuzhi_xl.rules.intake.misreadings import gathered
from shuzhi_xl.rules.intake.page import (
    HELD_WHOLE,
    FormRules,
    Page,
    find_page,
    holding,
    listed,
    missing_page,
    strays,
)
from shuzhi_xl.sheets.declaration.texts import clean
from shuzhi_xl.sheets.outgoing.forms import SURVEY_HEADERS, SURVEY_SHEET

_ORDER, _CLASS, _OVERALL, _OPINION = SURVEY_HEADERS


@dataclass(frozen=True)
class Surveys:
    """What one 问卷 sheet says: responses, findings, and the cells read."""

    responses: tuple[SurveyResponse, ...] = ()
    findings: tuple[Finding, ...] = ()
    cells: AnswerCells = NO_CELLS


def read_survey(file: str, grids: Grids, rules: FormRules) -> Surveys:
    """Responses of a survey: every row whose 票类 is filled, gaps or not.

    Args:
        file: File name.
        grids: All sheets of the file.
        rules: What the form may hold.
    """
    page, findings = find_page(file, grids, SURVEY_SHEET, holding(_CLASS, _OVERALL))
    if page is None:
        return Surveys(findings=tuple(findings or missing_page(file, grids, SURVEY_SHEET, rules.surveys)))
    columns = {each: page.col(each) for each in criteria(rules) if page.col(each)}
    orders = _orders(page, columns.values())
    findings += page.repeated([*SURVEY_HEADERS, *rules.further])
    findings += page.missing([*criteria(rules), _OPINION])
    findings += _repeated_orders(page, orders)
    ours = {*columns.values(), *(page.col(each) for each in SURVEY_HEADERS)}
    beside = [(row, col) for row, col in page.grid.cells if row > page.top and col not in ours]
    findings += strays(page, beside, orders.keys())
    read = _Reading(page, columns, page.col(_CLASS), page.col(_OPINION), rules)
    answered = [_response(read, row, orders.get(row, 0)) for row in page.rows]
    of_rows = [finding for _, row_findings in answered for finding in row_findings]
    findings += gathered(page, of_rows, rules.misread_most)
    whole = any(each.code in HELD_WHOLE for each in findings)
    responses = [] if whole else [response for response, _ in answered if response]
    cells = page.crossing(page.rows, ours - {page.col(_ORDER)})
    return Surveys(tuple(responses), tuple(findings), cells)


def _orders(page: Page, columns: Collection[int]) -> dict[int, int]:
    """序号 of each used row; rows that were added without one get the next free numbers."""
    cells = [page.col(_CLASS), *columns]
    used = [row for row in page.rows if any((row, col) in page.answers for col in cells)]
    numbering = page.col(_ORDER)
    given = {row: _number(page, row, numbering) for row in used}
    free = count(max(given.values(), default=0) + 1)
    return {row: order or next(free) for row, order in given.items()}


def _number(page: Page, row: int, numbering: int) -> int:
    text = plain(page.raw(row, numbering))
    return int(text) if text.isdecimal() and len(text) < 7 else 0


def _repeated_orders(page: Page, orders: Mapping[int, int]) -> list[Finding]:
    times = Counter(orders.values())
    col = page.col(_ORDER)
    twice = [row for row, order in orders.items() if times[order] > 1]
    return [
        blocking("row_repeated", page.at(row, col), header=_ORDER, value=orders[row]) for row in twice[1:2]
    ]


@dataclass(frozen=True)
class _Reading:
    """Where the parts of a response stand: columns by 测评项目, those of 票类 and 意见建议."""

    page: Page
    columns: Mapping[str, int]
    voter_class: int
    opinion: int
    rules: FormRules


def _response(read: _Reading, row: int, order: int) -> tuple[SurveyResponse | None, list[Finding]]:
    page = read.page
    named = page.answer(row, read.voter_class)
    opinion = clean(page.raw(row, read.opinion))
    if named is None:
        return None, _without_class(read, row, opinion)
    at = row, read.voter_class
    if isinstance(named, Unclear):
        return None, [blocking("survey_class_unclear", page.at(*at), value=str(named))]
    voter_class = read_class(named, read.rules.survey_classes)
    if voter_class is None:
        choices = "、".join(sorted(read.rules.survey_classes))
        return None, [blocking("survey_class_unknown", page.at(*at), value=named, choices=choices)]
    marks: dict[str, str] = {}
    said: list[Finding] = []
    for criterion, col in read.columns.items():
        marks[criterion], unreadable = grade_of(page, (row, col), criterion)
        said += unreadable
    return SurveyResponse(order, voter_class, marks, opinion), said


def _without_class(read: _Reading, row: int, opinion: str) -> list[Finding]:
    page = read.page
    given = page.placed((row, col) for col in read.columns.values())
    if given:
        return [blocking("survey_class_missing", page.at(row, read.voter_class), cells=listed(given))]
    return [notice("opinion_only", page.at(row, read.opinion), value=opinion)] if opinion else []
