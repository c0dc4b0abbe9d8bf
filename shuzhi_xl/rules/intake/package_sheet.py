"""Reading 录票 of a branch's package: a column for each ballot, a row for each secretary."""

from collections.abc import Collection
from dataclasses import replace

from shuzhi_xl.findings import Finding, blocking, notice
from shuzhi_xl.rules.intake.answers import Answers, Intake
from shuzhi_xl.rules.intake.cell_grid import AnswerCells, Place
from shuzhi_xl.rules.intake.judge_ballots import BallotCells, criteria, deleted_ballots, judge_ballots
from shuzhi_xl.rules.intake.marks import plain
from shuzhi_xl.rules.intake.package_layout import (
    BALLOT_HEADER,
    NUMBER_HEADER,
    PackageLayout,
    column_header,
    lay_out_package,
)
from shuzhi_xl.rules.intake.page import Page, find_page, has_headers
from shuzhi_xl.rules.intake.page_findings import (
    list_cells,
    looks_like_mark,
    marks_outside,
    missing_candidates,
    missing_page,
)
from shuzhi_xl.rules.intake.returned_form import ReturnedForm
from shuzhi_xl.sheets.outgoing.forms import ENTRY, ENTRY_HEADERS


def read_ballots(form: ReturnedForm) -> Intake:
    """Ballots of a package (测评票), in whatever order its rows and columns are."""
    page, findings = find_page(form.file, form.grids, ENTRY, _is_header)
    if page is None:
        return Intake(Answers(form.identity), tuple(findings or _without_ballots(form)))
    layout = lay_out_package(page, form)
    findings += _repeated_headers(page, layout)
    findings += _class_row_errors(page, layout)
    findings += _repeated_rows(page, layout)
    findings += _missing_rows(page, layout)
    findings += _missing_columns(page, layout)
    findings += _deleted_columns(page, layout)
    findings += _unknown_rows(page, layout)
    findings += _marks_outside(page, layout)
    intake = judge_ballots(form, page, _ballot_cells(layout), layout.own_number, findings)
    return replace(intake, cells=(_answer_cells(page, layout),))


def _without_ballots(form: ReturnedForm) -> list[Finding]:
    """What to say of a form without ballot columns: nothing, unless ballots were issued with it."""
    prepared, _ = find_page(form.file, form.grids, ENTRY, has_headers(*ENTRY_HEADERS))
    if prepared and plain(prepared.grid.title) == ENTRY and not form.rules.ballots:
        return []
    return missing_page(form, ENTRY, form.rules.ballots)


def _is_header(texts: Collection[str]) -> bool:
    return NUMBER_HEADER in texts and any(map(BALLOT_HEADER.fullmatch, texts))


def _repeated_headers(page: Page, layout: PackageLayout) -> list[Finding]:
    return page.repeated([NUMBER_HEADER, *(column_header(*choice) for choice in layout.columns)])


def _class_row_errors(page: Page, layout: PackageLayout) -> list[Finding]:
    if len(layout.class_rows) == 1:
        return []
    # Which of two rows of 票类 is meant cannot be known, and they may weigh differently
    code = "class_row_repeated" if layout.class_rows else "class_row_missing"
    return [blocking(code, page.at(row)) for row in (*layout.class_rows[1:2], 0)[:1]]


def _repeated_rows(page: Page, layout: PackageLayout) -> list[Finding]:
    col = page.col(NUMBER_HEADER)
    return [
        blocking("candidate_repeated", page.at(rows[1], col), value=page.raw(rows[1], col), row=rows[0])
        for number, rows in layout.rows.items()
        if number in layout.numbers and len(rows) > 1
    ]


def _missing_rows(page: Page, layout: PackageLayout) -> list[Finding]:
    numbers = layout.numbers.items()
    # Under 回避 the own row carries no vote, so a branch may delete it
    missing = [spelt for number, spelt in numbers if number not in layout.rows and spelt != layout.own_number]
    return missing_candidates(page.at(0), missing, layout.rules)


def _missing_columns(page: Page, layout: PackageLayout) -> list[Finding]:
    return page.missing(
        column_header(order, criterion) for order in layout.orders for criterion in criteria(layout.rules)
    )


def _deleted_columns(page: Page, layout: PackageLayout) -> list[Finding]:
    return deleted_ballots(page.at(page.top, 1), layout.orders, layout.rules)


def _unknown_rows(page: Page, layout: PackageLayout) -> list[Finding]:
    col = page.col(NUMBER_HEADER)
    findings = []
    for number, rows in layout.rows.items():
        for row in rows if number not in layout.numbers else ():
            cells = [(page.at(row, ballot), page.raw(row, ballot)) for ballot in layout.columns.values()]
            # Rows that staff add for remarks or sums are theirs; only a grade in one looks like a lost vote
            marks = [(at, raw) for at, raw in cells if looks_like_mark(raw)]
            if marks:
                at, value = page.at(row, col), page.raw(row, col)
                findings.append(notice("candidate_unknown", at, value=value, cells=list_cells(marks)))
    return findings


def _marks_outside(page: Page, layout: PackageLayout) -> list[Finding]:
    return marks_outside(page, _outside(page, layout), layout.answer_rows)


def _outside(page: Page, layout: PackageLayout) -> list[Place]:
    """Cells beside the ballots of a secretary's row, or in a ballot's column but in no secretary's row."""
    ballots = set(layout.columns.values())
    ours = ballots | {page.col(header) for header in ENTRY_HEADERS}
    numbered = {row for rows in layout.rows.values() for row in rows}
    counted = layout.answer_rows
    return [
        (row, col)
        for row, col in page.grid.cells
        if (row in counted and col not in ours)
        or (row > page.top and col in ballots and row not in numbered and row not in layout.class_rows)
    ]


def _ballot_cells(layout: PackageLayout) -> list[BallotCells]:
    rows = [
        (spelt, layout.rows[number][0]) for number, spelt in layout.numbers.items() if number in layout.rows
    ]
    ballots = []
    for order in layout.orders:
        columns = {
            criterion: layout.columns[order, criterion]
            for criterion in criteria(layout.rules)
            if (order, criterion) in layout.columns
        }
        classes = [(layout.class_row, col) for col in columns.values()]
        marks = {
            (number, criterion): (row, col) for number, row in rows for criterion, col in columns.items()
        }
        ballots.append(BallotCells(order, classes, marks))
    return ballots


def _answer_cells(page: Page, layout: PackageLayout) -> AnswerCells:
    rows = [rows[0] for number, rows in layout.rows.items() if number in layout.numbers]
    return page.cells_at([layout.class_row, *rows], layout.columns.values())
