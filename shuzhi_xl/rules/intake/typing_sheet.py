"""Reading 录票 of a typing workbook: a row for each ballot, a column for each secretary."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace

from shuzhi_xl.findings import Finding, blocking
from shuzhi_xl.rules.intake.answers import Answers, Intake
from shuzhi_xl.rules.intake.cell_grid import Place
from shuzhi_xl.rules.intake.judge_ballots import (
    BallotCells,
    Choice,
    criteria,
    deleted_ballots,
    judge_ballots,
    read_class,
)
from shuzhi_xl.rules.intake.marks import plain
from shuzhi_xl.rules.intake.page import Page, find_page, has_headers
from shuzhi_xl.rules.intake.page_findings import (
    looks_like_mark,
    marks_outside,
    missing_candidates,
    missing_page,
)
from shuzhi_xl.rules.intake.returned_form import FormRules, ReturnedForm
from shuzhi_xl.rules.intake.scanned_doubts import settle_doubts
from shuzhi_xl.sheets.master.vocabulary import OVERALL
from shuzhi_xl.sheets.outgoing.forms import ENTRY, MARKS_TYPED, TYPING_HEADERS, secretary_header

_ORDER, _CLASS = TYPING_HEADERS


def read_typed(form: ReturnedForm) -> Intake:
    """Ballots of a typing workbook (录票甲, 录票乙), by the number written on the paper (票号)."""
    page, findings = find_page(form.file, form.grids, ENTRY, has_headers(*TYPING_HEADERS))
    if page is None:
        missing = findings or missing_page(form, ENTRY, form.rules.ballots)
        return Intake(Answers(form.identity), tuple(missing))
    form, doubts = settle_doubts(form, page)
    page = replace(page, grid=form.grids[page.grid.title])
    findings += doubts
    rules = form.rules
    headers = _headers(page, rules)
    columns = {choice: page.col(header) for choice, header in headers.items() if page.col(header)}
    used = [row for row in page.rows if _is_used(page, row, columns.values(), rules)]
    orders = {row: order for row in used if (order := _order(page, row))}
    repeated = {order for order, times in Counter(orders.values()).items() if times > 1}
    findings += page.repeated([*TYPING_HEADERS, *headers.values()])
    findings += _missing(page, headers, rules)
    findings += deleted_ballots(page.at(page.top, 1), {_order(page, row) for row in page.rows}, rules)
    findings += _unnumbered(page, used, orders)
    findings += [_repeated(page, order, orders) for order in sorted(repeated)]
    # 已评 counts the marks of a row: there a 2 is no mark, so keys are looked for in the others only
    keyed = columns.values() if page.has_keys else ()
    findings += marks_outside(page, _outside(page, used, columns.values()), used, keyed)
    # Both rows of a repeated 票号 are held: which of them is on the paper only the paper shows
    single = {row: order for row, order in orders.items() if order not in repeated}
    ballots = [_ballot_cells(page, row, order, columns) for row, order in single.items()]
    intake = judge_ballots(form, page, ballots, "", findings)
    reasons = {**intake.answers.held_ballots, **dict.fromkeys(repeated, "ballot_repeated")}
    cells = page.cells_at(single, [page.col(_CLASS), *columns.values()])
    return replace(intake, answers=replace(intake.answers, held_ballots=reasons), cells=(cells,))


def _headers(page: Page, rules: FormRules) -> dict[Choice, str]:
    """Header of each secretary's column; without a list of secretaries, of all columns that are not ours."""
    numbers = {header.partition("·")[0] for header in page.columns} - {*TYPING_HEADERS, MARKS_TYPED}
    return {
        (number, criterion): secretary_header(number, "" if criterion == OVERALL else criterion)
        for number in sorted(numbers if rules.candidates is None else rules.candidates)
        for criterion in criteria(rules)
    }


def _order(page: Page, row: int) -> int:
    """The ballot's number, or 0 where none can be read."""
    text = plain(page.raw(row, page.col(_ORDER)))
    # Ten digits and more are no 票号 that a 监票人 writes on paper
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _is_used(page: Page, row: int, columns: Collection[int], rules: FormRules) -> bool:
    """Whether a row is a ballot: not the row of names, nor one prepared and left empty."""
    raw_class = page.answer(row, page.col(_CLASS))
    if _order(page, row):
        return raw_class is not None or any(page.answer(row, col) is not None for col in columns)
    is_marked = any(looks_like_mark(page.raw(row, col), has_keys=page.has_keys) for col in columns)
    has_class = read_class(raw_class, rules.voter_classes) is not None
    # A mark alone may be a remark below the table; with a text in front of it, a ballot was meant
    has_text = raw_class is not None or page.raw(row, page.col(_ORDER)) is not None
    return has_class or (is_marked and has_text)


def _missing(page: Page, headers: Mapping[Choice, str], rules: FormRules) -> list[Finding]:
    missing = {header: number for (number, _), header in headers.items() if not page.col(header)}
    candidates = {number for number in missing.values() if not page.col(number)}
    # A secretary without any column was taken off; one without a column for a 测评项目 lost only that
    parts = [header for header, number in missing.items() if number not in candidates]
    findings = missing_candidates(page.at(0), candidates, rules)
    if parts:
        findings.append(blocking("columns_missing", page.at(page.top, 1), headers="、".join(parts)))
    return findings


def _unnumbered(page: Page, used: Collection[int], orders: Mapping[int, int]) -> list[Finding]:
    col = page.col(_ORDER)
    return [
        blocking("ballot_number_missing", page.at(row, col), value=page.raw(row, col))
        for row in used
        if row not in orders
    ]


def _repeated(page: Page, order: int, orders: Mapping[int, int]) -> Finding:
    rows = [row for row, number in orders.items() if number == order]
    lines = "、".join(str(row) for row in rows)
    return blocking(
        "ballot_repeated", page.at(rows[1], page.col(_ORDER)), order=order, lines=lines, value=order
    )


def _outside(page: Page, used: Collection[int], columns: Collection[int]) -> list[Place]:
    """Cells beside the secretaries' columns of a ballot, or in such a column but on no ballot."""
    ballots, marks = set(used), set(columns)
    ours = {*columns, *(page.col(header) for header in TYPING_HEADERS)}
    return [
        (row, col)
        for row, col in page.grid.cells
        if (row in ballots and col not in ours) or (row > page.top and row not in ballots and col in marks)
    ]


def _ballot_cells(page: Page, row: int, order: int, columns: Mapping[Choice, int]) -> BallotCells:
    return BallotCells(
        order, [(row, page.col(_CLASS))], {choice: (row, col) for choice, col in columns.items()}
    )
