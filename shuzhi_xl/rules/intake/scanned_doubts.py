"""The sheet 存疑 of a 读票 workbook: what a person has decided, put into the cells of 录票."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from shuzhi_xl.findings import Finding, blocking
from shuzhi_xl.rules.intake.cell_grid import Grids, Place
from shuzhi_xl.rules.intake.marks import plain, read_key
from shuzhi_xl.rules.intake.page import Page, find_page, has_headers
from shuzhi_xl.rules.intake.returned_form import ReturnedForm
from shuzhi_xl.rules.year.cells_to_mend import join_names
from shuzhi_xl.sheets.master.vocabulary import ABSTENTION, GRADES, SPOILED
from shuzhi_xl.sheets.outgoing.forms import TYPING_HEADERS
from shuzhi_xl.sheets.outgoing.scanned_ballots import (
    DOUBT_HEADERS,
    DOUBT_SHEET,
    DOUBTFUL,
    DUPLICATE_ANSWERS,
    NOT_SCANNED,
    SAME_SHEET,
    DoubtKey,
    mark_header,
)

_ORDER, _, _NUMBER, _, _CRITERION, _, _, _CHOICE, _DIGEST, _ROW = DOUBT_HEADERS
_ANSWERS: Final = (*GRADES, ABSTENTION, SPOILED)
_ASKED: Final = (DOUBTFUL, NOT_SCANNED)


class DoubtRow(NamedTuple):
    """A line of 存疑 as it came back (测评票; 回收规则).

    Attributes:
        line: Its sheet row.
        order: 票号, as text.
        choice: What a person has chosen, as `plain` gives it; blank for nothing.
        key: What it is about.
    """

    line: int
    order: str
    number: str
    criterion: str
    choice: str
    key: DoubtKey


def find_doubts(file: str, grids: Grids) -> tuple[Page | None, list[DoubtRow]]:
    """The sheet 存疑 of a workbook (回收规则) and its lines; None and none where there is no such sheet."""
    page, _ = find_page(file, grids, DOUBT_SHEET, has_headers(_ORDER, _CHOICE, _DIGEST))
    return page, [*_read_rows(page)] if page else []


def _read_rows(page: Page) -> Iterator[DoubtRow]:
    for line in page.rows:
        order, number, criterion, choice, digest, row = (
            plain(page.raw(line, page.col(header)))
            for header in (_ORDER, _NUMBER, _CRITERION, _CHOICE, _DIGEST, _ROW)
        )
        if digest and row.isdecimal():
            yield DoubtRow(line, order, number, criterion, choice, DoubtKey(digest, int(row[:9])))


def settle_doubts(form: ReturnedForm, page: Page) -> tuple[ReturnedForm, list[Finding]]:
    """Put what a person decided in 存疑 into the cells of 录票 (回收规则).

    Args:
        form: A typing workbook, whoever has made it.
        page: Its 录票.

    Returns:
        The form with these cells, and findings; the codes in `HELD_WHOLE` hold it until a person has decided
        every line, for 存疑 in a cell is no mark of a voter.
    """
    sheet, rows = find_doubts(form.file, form.grids)
    cells = dict(page.grid.cells)
    findings: list[Finding] = []
    if sheet is not None:
        findings += _settle_rows(sheet, rows, page, cells)
        form = replace(form, grids={**form.grids, page.grid.title: replace(page.grid, cells=cells)})
    questions = sorted(place for place, raw in cells.items() if place[0] > page.top and plain(raw) in _ASKED)
    if questions:
        names = join_names([page.at(*place).cell for place in questions])
        findings.append(blocking("scan_undecided", page.at(*questions[0]), count=len(questions), cells=names))
    return form, findings


def _settle_rows(
    sheet: Page, rows: Sequence[DoubtRow], page: Page, cells: dict[Place, object]
) -> Iterator[Finding]:
    lines = {plain(page.raw(row, page.col(TYPING_HEADERS[0]))): row for row in page.rows}
    repeated = {doubt.order for doubt in rows if doubt.key.row == 0 and doubt.choice == SAME_SHEET}
    for doubt in rows:
        at = sheet.at(doubt.line, sheet.col(_CHOICE))
        answers = _ANSWERS if doubt.key.row else DUPLICATE_ANSWERS
        if doubt.choice and doubt.choice not in answers:
            yield blocking("scan_choice_unknown", at, value=doubt.choice, choices="、".join(answers))
        elif doubt.key.row == 0:
            yield from _settle_sheet(sheet, doubt, lines, cells)
        # A sheet that is the same as another has no cells any more
        elif doubt.order not in repeated:
            place = lines.get(doubt.order, 0), page.col(mark_header(doubt.number, doubt.criterion))
            yield from _settle_cell(sheet, doubt, place, cells)


def _settle_sheet(
    sheet: Page, doubt: DoubtRow, lines: Mapping[str, int], cells: dict[Place, object]
) -> Iterator[Finding]:
    """A sheet that looks scanned twice: one that is the same as another is no ballot."""
    at = sheet.at(doubt.line, sheet.col(_CHOICE))
    row = lines.get(doubt.order, 0)
    if not doubt.choice:
        yield blocking("scan_repeat_undecided", at, order=doubt.order)
    elif doubt.choice == SAME_SHEET:
        # All but 票号, without which the row would count as deleted
        for place in [place for place, raw in cells.items() if place[0] == row and plain(raw) != doubt.order]:
            del cells[place]


def _settle_cell(sheet: Page, doubt: DoubtRow, place: Place, cells: dict[Place, object]) -> Iterator[Finding]:
    at = sheet.at(doubt.line, sheet.col(_CHOICE))
    row, col = place
    if not row or not col:
        yield blocking("scan_cell_missing", at, order=doubt.order, number=doubt.number)
    elif plain(cells.get(place)) == DOUBTFUL:
        if doubt.choice == ABSTENTION:
            del cells[place]
        elif doubt.choice:
            cells[place] = doubt.choice
    elif not doubt.choice and not plain(cells.get(place)):
        # Clearing the question is no answer: 弃权 is chosen in 存疑
        cells[place] = DOUBTFUL
    # What a person has typed in its place counts, unless 存疑 says something else
    elif doubt.choice and read_key(cells.get(place)) != read_key(doubt.choice):
        yield blocking("scan_choice_conflict", at, value=doubt.choice, typed=plain(cells.get(place)))
