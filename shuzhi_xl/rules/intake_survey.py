"""Reading 问卷 of a branch's package: a row a respondent."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from shuzhi_xl.findings import Finding, Location, blocking, notice
from shuzhi_xl.rules.answers import SurveyResponse
from shuzhi_xl.rules.grids import Grids, Unclear
from shuzhi_xl.rules.intake_ballots import criteria, filled, grade_of, read_class
from shuzhi_xl.rules.intake_places import (
    HELD_WHOLE,
    FormRules,
    Page,
    find_page,
    holding,
    listed,
    missing_page,
    strays,
)
from shuzhi_xl.rules.marks import plain
from shuzhi_xl.sheets.forms import SURVEY_HEADERS, SURVEY_SHEET
from shuzhi_xl.sheets.texts import clean

_ORDER, _CLASS, _OVERALL, _OPINION = SURVEY_HEADERS


@dataclass(frozen=True)
class Surveys:
    """What one 问卷 sheet says: responses, findings, and the cells read."""

    responses: tuple[SurveyResponse, ...] = ()
    findings: tuple[Finding, ...] = ()
    places: frozenset[Location] = frozenset()


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
    rows = page.rows()
    orders = _orders(page, rows, columns)
    findings += page.repeated([*SURVEY_HEADERS, *rules.further])
    findings += page.missing([*criteria(rules), _OPINION])
    findings += _repeated_orders(page, orders)
    ours = {*columns.values(), *(page.col(each) for each in SURVEY_HEADERS)}
    beside = [(row, col) for row, col in page.grid.cells if row in rows and col not in ours]
    findings += strays(page, beside, orders.keys())
    whole = any(each.code in HELD_WHOLE for each in findings)
    responses = []
    for row in rows:
        response, said = _response(page, row, orders.get(row, 0), columns, rules)
        findings += said
        responses += [response] if response and not whole else []
    places = frozenset(page.at(row, col) for row in rows for col in ours - {page.col(_ORDER)} if col)
    return Surveys(tuple(responses), tuple(findings), places)


def _orders(page: Page, rows: Collection[int], columns: Mapping[str, int]) -> dict[int, int]:
    """序号 of each used row; rows that were added without one get the next free numbers."""
    cells = [page.col(_CLASS), *columns.values()]
    used = [row for row in rows if any(page.answer(row, col) is not None for col in cells)]
    given = {row: _number(page, row) for row in used}
    free = max(given.values(), default=0)
    return {row: given[row] or free + sum(not given[each] for each in used if each <= row) for row in used}


def _number(page: Page, row: int) -> int:
    text = plain(page.raw(row, page.col(_ORDER)))
    return int(text) if text.isdecimal() and len(text) < 7 else 0


def _repeated_orders(page: Page, orders: Mapping[int, int]) -> list[Finding]:
    times = Counter(orders.values())
    col = page.col(_ORDER)
    twice = [row for row, order in orders.items() if times[order] > 1]
    return [
        blocking("row_repeated", page.at(row, col), header=_ORDER, value=orders[row]) for row in twice[1:2]
    ]


def _response(
    page: Page, row: int, order: int, columns: Mapping[str, int], rules: FormRules
) -> tuple[SurveyResponse | None, list[Finding]]:
    cells = {each: (page.at(row, col), page.answer(row, col)) for each, col in columns.items()}
    at, named = page.at(row, page.col(_CLASS)), page.answer(row, page.col(_CLASS))
    opinion = clean(page.raw(row, page.col(_OPINION)))
    given = filled(cells.values())
    if named is None and given:
        return None, [blocking("survey_class_missing", at, cells=listed(given))]
    if named is None:
        place = page.at(row, page.col(_OPINION))
        return None, [notice("opinion_only", place, value=opinion)] if opinion else []
    if isinstance(named, Unclear):
        return None, [blocking("survey_class_unclear", at, value=str(named))]
    voter_class = read_class(named, rules.survey_classes)
    if voter_class is None:
        choices = "、".join(sorted(rules.survey_classes))
        return None, [blocking("survey_class_unknown", at, value=named, choices=choices)]
    graded = {criterion: grade_of(placed, criterion) for criterion, placed in cells.items()}
    marks = {criterion: grade for criterion, (grade, _) in graded.items()}
    said = [finding for _, findings in graded.values() for finding in findings]
    return SurveyResponse(order, voter_class, marks, opinion), said
