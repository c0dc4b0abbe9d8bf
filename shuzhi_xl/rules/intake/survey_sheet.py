"""Reading 问卷 of a branch's package: a row for each respondent."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import count

from shuzhi_xl.findings import Finding, blocking, notice
from shuzhi_xl.rules.intake.answers import Answers, Intake, SurveyResponse, holding_code
from shuzhi_xl.rules.intake.judge_ballots import criteria, read_class, report_unreadable
from shuzhi_xl.rules.intake.marks import Unclear, plain, read_mark
from shuzhi_xl.rules.intake.misreadings import gather_unreadable
from shuzhi_xl.rules.intake.page import Page, find_page, has_headers
from shuzhi_xl.rules.intake.page_findings import list_cells, marks_outside, missing_page
from shuzhi_xl.rules.intake.returned_form import FormRules, ReturnedForm
from shuzhi_xl.sheets.declaration.texts import clean
from shuzhi_xl.sheets.master.vocabulary import SPOILED
from shuzhi_xl.sheets.outgoing.forms import SURVEY_HEADERS, SURVEY_SHEET

_ORDER, _CLASS, _OVERALL, _OPINION = SURVEY_HEADERS


def read_survey(form: ReturnedForm) -> Intake:
    """Responses of a survey (问卷调查): every row whose 票类 is filled, gaps or not."""
    page, findings = find_page(form.file, form.grids, SURVEY_SHEET, has_headers(_CLASS, _OVERALL))
    if page is None:
        missing = findings or missing_page(form, SURVEY_SHEET, form.rules.surveys)
        return Intake(Answers(form.identity), tuple(missing))
    rules = form.rules
    columns = {criterion: page.col(criterion) for criterion in criteria(rules) if page.col(criterion)}
    orders = _orders(page, columns.values())
    ours = {*columns.values(), *(page.col(header) for header in SURVEY_HEADERS)}
    beside = [(row, col) for row, col in page.grid.cells if row > page.top and col not in ours]
    findings += page.repeated([*SURVEY_HEADERS, *rules.further])
    findings += page.missing([*criteria(rules), _OPINION])
    findings += _repeated_orders(page, orders)
    findings += marks_outside(page, beside, orders.keys())
    survey = _Survey(page, columns, page.col(_CLASS), page.col(_OPINION), rules)
    answered = [_response(survey, row, orders.get(row, 0)) for row in page.rows]
    of_rows = [finding for _, row_findings in answered for finding in row_findings]
    findings += gather_unreadable(page, of_rows, rules.misread_most)
    responses = [] if holding_code(findings) else [response for response, _ in answered if response]
    cells = page.cells_at(page.rows, ours - {page.col(_ORDER)})
    return Intake(Answers(form.identity, surveys=tuple(responses)), tuple(findings), (cells,))


def _orders(page: Page, columns: Collection[int]) -> dict[int, int]:
    """序号 of each used row; rows that were added without one get the next free numbers."""
    cells = [page.col(_CLASS), *columns]
    used = [row for row in page.rows if any((row, col) in page.answers for col in cells)]
    numbering = page.col(_ORDER)
    numbers = {row: _number(page, row, numbering) for row in used}
    free = count(max(numbers.values(), default=0) + 1)
    return {row: order or next(free) for row, order in numbers.items()}


def _number(page: Page, row: int, numbering: int) -> int:
    text = plain(page.raw(row, numbering))
    # Seven digits and more are a date or a telephone number, no 序号
    return int(text) if text.isdecimal() and len(text) < 7 else 0


def _repeated_orders(page: Page, orders: Mapping[int, int]) -> list[Finding]:
    times = Counter(orders.values())
    col = page.col(_ORDER)
    twice = [row for row, order in orders.items() if times[order] > 1]
    return [
        # Which of the two is meant cannot be known, and both would be a vote too many
        blocking("row_repeated", page.at(row, col), header=_ORDER, value=orders[row])
        for row in twice[1:2]
    ]


@dataclass(frozen=True)
class _Survey:
    """The columns of a survey: by 测评项目, of 票类 and of 意见建议."""

    page: Page
    columns: Mapping[str, int]
    voter_class: int
    opinion: int
    rules: FormRules


def _response(survey: _Survey, row: int, order: int) -> tuple[SurveyResponse | None, list[Finding]]:
    page = survey.page
    raw_class = page.answer(row, survey.voter_class)
    opinion = clean(page.raw(row, survey.opinion))
    # Like a ballot, a response exists only with its 票类, which decides the weight of its marks
    if raw_class is None:
        return None, _without_class(survey, row, opinion)
    at = row, survey.voter_class
    if isinstance(raw_class, Unclear):
        return None, [blocking("survey_class_unclear", page.at(*at), value=str(raw_class))]
    voter_class = read_class(raw_class, survey.rules.survey_classes)
    if voter_class is None:
        choices = "、".join(sorted(survey.rules.survey_classes))
        return None, [blocking("survey_class_unknown", page.at(*at), value=raw_class, choices=choices)]
    read = {criterion: read_mark(page.answer(row, col)) for criterion, col in survey.columns.items()}
    marks = {criterion: SPOILED if mark is None else mark for criterion, mark in read.items()}
    unreadable = {
        (row, col): criterion for criterion, col in survey.columns.items() if read[criterion] is None
    }
    return SurveyResponse(order, voter_class, marks, opinion), report_unreadable(page, unreadable)


def _without_class(survey: _Survey, row: int, opinion: str) -> list[Finding]:
    page = survey.page
    cells = page.filled_answers((row, col) for col in survey.columns.values())
    if cells:
        return [blocking("survey_class_missing", page.at(row, survey.voter_class), cells=list_cells(cells))]
    # An opinion without 票类 is no vote, but it was written to be read, so the clerk is shown it
    return [notice("opinion_only", page.at(row, survey.opinion), value=opinion)] if opinion else []
