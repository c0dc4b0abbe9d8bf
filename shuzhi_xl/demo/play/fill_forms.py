"""Filling in issued workbooks (填写发出的表单): values go into the cells that the labels identify."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from shuzhi_xl.demo.town.votes import BranchReply
from shuzhi_xl.rules.forms.identity import form_number, seal_identity
from shuzhi_xl.rules.intake.answers import BallotAnswer, RectificationReply, SelfCheck, SurveyResponse
from shuzhi_xl.rules.intake.cell_grid import address
from shuzhi_xl.rules.intake.page import Page, find_page, has_headers
from shuzhi_xl.rules.intake.read_form import read_identity
from shuzhi_xl.sheets.master.vocabulary import OVERALL
from shuzhi_xl.sheets.outgoing.feedback import RECTIFICATION_HEADERS, RECTIFICATION_LIST
from shuzhi_xl.sheets.outgoing.forms import (
    CLASS_LABEL,
    ENTRY,
    ENTRY_HEADERS,
    SELF_CHECK_HEADERS,
    SELF_CHECK_SHEET,
    SURVEY_HEADERS,
    SURVEY_SHEET,
    TYPING_HEADERS,
    PackagePlace,
    TypingPlace,
    ballot_header,
    secretary_header,
)
from shuzhi_xl.wording.sheets.titles import ballot_title
from shuzhi_xl.xlsx.fill.template_places import fill_identity
from shuzhi_xl.xlsx.patch.values import KEEP, Value
from shuzhi_xl.xlsx.patch.workbook import Workbook
from shuzhi_xl.xlsx.read.calamine import read_calamine

_NUMBER: Final = ENTRY_HEADERS[0]
_ORDER, _CLASS = TYPING_HEADERS
_LINE, _, _, _OPINION = SURVEY_HEADERS


class Form:
    """An issued workbook that is being filled in."""

    def __init__(self, issued: bytes) -> None:
        self._book = Workbook.load(issued)
        self._grids = read_calamine(issued).grids

    def page(self, title: str, *headers: str) -> Page:
        """Find a sheet by the headers of its list."""
        page, _ = find_page("", self._grids, title, has_headers(*headers))
        if page is None:
            raise LookupError(title)
        return page

    def put(self, page: Page, row: int, header: str, value: Value) -> None:
        """Enter a value under a header; an empty answer leaves the cell as it is."""
        if value not in (None, ""):
            self._book.set_cell(page.grid.title, address(row, page.col(header)), value)

    def put_all(self, name: str, values: Mapping[tuple[int, int], Value]) -> None:
        """Enter many values into a named area, by row and column; the other cells keep theirs."""
        area = self._book.names[name].area
        columns = range(area.first_col, area.last_col + 1)
        lines = range(area.first_row, area.last_row + 1)
        rows = [[values.get((row, col)) or KEEP for col in columns] for row in lines]
        self._book.fill_block(name, rows)

    def saved(self) -> bytes:
        """The filled workbook."""
        return self._book.to_bytes()


def fill_package(issued: bytes, reply: BranchReply) -> bytes:
    """Fill in a package (测评表) with a branch's ballots, survey and self-check.

    Args:
        issued: The package as issued.
        reply: The branch's answers.
    """
    form = Form(issued)
    # 分发 leaves the sheet out where 测评票数 is 0
    if reply.ballots:
        _fill_ballots(form, reply.ballots)
    _fill_survey(form, reply.surveys)
    _fill_self_checks(form, reply.problems)
    return form.saved()


def _lines(page: Page, header: str) -> Mapping[str, int]:
    """Row of each entry of a list, by its value in one column."""
    col = page.col(header)
    return {str(page.raw(row, col)): row for row in page.rows if page.raw(row, col) is not None}


def _fill_ballots(form: Form, ballots: Iterable[BallotAnswer]) -> None:
    page = form.page(ENTRY, _NUMBER, ballot_header(1))
    lines = _lines(page, _NUMBER)
    classes: dict[tuple[int, int], Value] = {}
    marks: dict[tuple[int, int], Value] = {}
    for ballot in ballots:
        col = page.col(ballot_header(ballot.order))
        classes[lines[CLASS_LABEL], col] = ballot.voter_class
        marks |= {(lines[number], col): mark for (number, _), mark in ballot.marks.items()}
    form.put_all(PackagePlace.ENTRY_CLASSES, classes)
    form.put_all(PackagePlace.ENTRY_SECRETARIES, marks)


def _fill_survey(form: Form, responses: Iterable[SurveyResponse]) -> None:
    page = form.page(SURVEY_SHEET, _CLASS, OVERALL)
    lines = _lines(page, _LINE)
    for response in responses:
        row = lines[str(response.order)]
        for header, value in {
            _CLASS: response.voter_class,
            OVERALL: response.marks[OVERALL],
            _OPINION: response.opinion,
        }.items():
            form.put(page, row, header, value)


def _fill_self_checks(form: Form, problems: Iterable[SelfCheck]) -> None:
    page = form.page(SELF_CHECK_SHEET, *SELF_CHECK_HEADERS)
    lines = _lines(page, SELF_CHECK_HEADERS[0])
    for order, problem in enumerate(problems, start=1):
        values = (problem.content, problem.owner, problem.supervisor, problem.measure, problem.due)
        for header, value in zip(SELF_CHECK_HEADERS[1:], values, strict=True):
            form.put(page, lines[str(order)], header, value)


def fill_typing(issued: bytes, ballots: Sequence[BallotAnswer]) -> bytes:
    """Fill in a typing workbook (录票) with a meeting's paper ballots.

    Args:
        issued: The workbook as issued.
        ballots: The paper ballots, each with the number written on it.
    """
    form = Form(issued)
    page = form.page(ENTRY, *TYPING_HEADERS)
    lines = _lines(page, _ORDER)
    classes = {(lines[str(ballot.order)], page.col(_CLASS)): ballot.voter_class for ballot in ballots}
    marks = {
        (lines[str(ballot.order)], page.col(secretary_header(number))): mark
        for ballot in ballots
        for (number, _), mark in ballot.marks.items()
    }
    form.put_all(TypingPlace.CLASSES, classes)
    form.put_all(TypingPlace.MARKS, marks)
    return form.saved()


def fill_rectification(sent: bytes, replies: Iterable[RectificationReply]) -> bytes:
    """Fill in a result workbook (反馈) with the branch's report on its 整改清单.

    Args:
        sent: The workbook as sent.
        replies: One for each problem reported on.
    """
    form = Form(sent)
    page = form.page(RECTIFICATION_LIST, *RECTIFICATION_HEADERS)
    lines = _lines(page, RECTIFICATION_HEADERS[0])
    for reply in replies:
        duty = (reply.owner, reply.supervisor, reply.measure, reply.due)
        answers = (*duty, reply.progress, reply.state, reply.done_on)
        for header, value in zip(RECTIFICATION_HEADERS[3:], answers, strict=True):
            form.put(page, lines[reply.problem], header, value)
    return form.saved()


def backdate(filled: bytes, key: bytes) -> bytes:
    """Make last year's version of a package, as issued from last year's master.

    Args:
        filled: A filled package of this year.
        key: The key of last year's master.
    """
    identity = read_identity(read_calamine(filled).grids)
    if identity is None:
        raise LookupError("identity")
    year = identity.year - 1
    form = form_number(key, year, identity.number, identity.kind, 1)
    fields: dict[str, Any] = identity.model_dump(exclude={"code"}) | {"year": year, "form": form}
    book = Workbook.load(filled)
    fill_identity(book, seal_identity(key, **fields))
    # The identity alone would do for 回收; the titles are for whoever opens the file.
    book.set_value(PackagePlace.GUIDE_TITLE, ballot_title(year))
    book.set_value(PackagePlace.PAPER_TITLE, ballot_title(year))
    return book.to_bytes()
