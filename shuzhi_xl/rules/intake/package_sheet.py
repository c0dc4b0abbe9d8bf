"""Reading 录票 of a branch's package: a column for each ballot, a row for each secretary."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from shuzhi_xl.findings import Finding, blocking, notice
from shuzhi_xl.rules.intake.answers import Answers, Intake
from shuzhi_xl.rules.intake.cell_grid import AnswerCells, Place
from shuzhi_xl.rules.intake.judge_ballots import BallotCells, criteria, deleted_ballots, judge_ballots
from shuzhi_xl.rules.intake.marks import plain
from shuzhi_xl.rules.intake.page import (
    Page,
    find_page,
    has_headers,
    list_cells,
    looks_like_mark,
    marks_outside,
    missing_candidates,
    missing_page,
)
from shuzhi_xl.rules.intake.returned_form import FormRules, ReturnedForm
from shuzhi_xl.sheets.master.vocabulary import OVERALL
from shuzhi_xl.sheets.outgoing.forms import CLASS_LABEL, ENTRY, ENTRY_HEADERS, ballot_header

# No leading zero: columns are looked up by the header that a number makes, never 第01票
_BALLOT = re.compile(r"第([1-9]\d{0,5})票(?:·.+)?")
_NUMBER, _, _SECRETARY = ENTRY_HEADERS


def read_ballots(form: ReturnedForm) -> Intake:
    """Ballots of a package (测评票), in whatever order its rows and columns are."""
    page, findings = find_page(form.file, form.grids, ENTRY, _is_header)
    if page is None:
        return Intake(Answers(form.identity), tuple(findings or _without_ballots(form)))
    layout = _lay_out(page, form)
    findings += _repeated_headers(layout)
    findings += _class_row_errors(layout)
    findings += _repeated_rows(layout)
    findings += _missing_rows(layout)
    findings += _missing_columns(layout)
    findings += _deleted_columns(layout)
    findings += _unknown_rows(layout)
    findings += _marks_outside(layout)
    intake = judge_ballots(form, page, _ballot_cells(layout), layout.own, findings)
    return replace(intake, cells=(_answer_cells(layout),))


@dataclass(frozen=True)
class _Layout:
    """The parts of a 录票 sheet, and who should be in it.

    Attributes:
        columns: By ballot and 测评项目.
        rows: By 编号, as `plain` gives it.
        class_rows: Rows of 票类; one, where nothing is wrong.
        numbers: The secretaries on the ballot: 编号 as the settings spell it, by 编号 as `plain` gives it.
        own: The branch's own 编号 under 回避, as in ``numbers``; else ``""``.
    """

    page: Page
    rules: FormRules
    columns: Mapping[tuple[int, str], int]
    rows: Mapping[str, Sequence[int]]
    class_rows: Sequence[int]
    numbers: Mapping[str, str]
    own: str

    @property
    def orders(self) -> Sequence[int]:
        """Numbers of the ballots (票号) that have a column."""
        return sorted({order for order, _ in self.columns})

    @property
    def class_row(self) -> int:
        """The row of 票类, or 0."""
        return self.class_rows[0] if self.class_rows else 0

    @property
    def answer_rows(self) -> Collection[int]:
        """Rows of the secretaries on the ballot."""
        return {row for number in self.numbers for row in self.rows.get(number, ())}


def _without_ballots(form: ReturnedForm) -> list[Finding]:
    """What to say of a form without ballot columns: nothing, unless ballots were issued with it."""
    prepared, _ = find_page(form.file, form.grids, ENTRY, has_headers(*ENTRY_HEADERS))
    if prepared and plain(prepared.grid.title) == ENTRY and not form.rules.ballots:
        return []
    return missing_page(form, ENTRY, form.rules.ballots)


def _is_header(texts: Collection[str]) -> bool:
    return _NUMBER in texts and any(map(_BALLOT.fullmatch, texts))


def _header(order: int, criterion: str) -> str:
    return ballot_header(order, "" if criterion == OVERALL else criterion)


def _lay_out(page: Page, form: ReturnedForm) -> _Layout:
    columns = _columns(page, form.rules)
    class_rows = _class_rows(page, set(columns.values()))
    rows = _rows(page, class_rows)
    listed = form.rules.candidates
    if listed is None:
        # Without a roster, a row is a secretary's if it names one; rows typed below do not
        listed = frozenset(number for number, at in rows.items() if page.raw(at[0], page.col(_SECRETARY)))
    # As `plain` gives them: a 编号 that Excel made a number or somebody typed in full width is the same
    numbers = {plain(number): number for number in sorted(listed)}
    own_number = numbers.get(plain(form.identity.number), "") if form.rules.own_excluded else ""
    return _Layout(page, form.rules, columns, rows, class_rows, numbers, own_number)


def _columns(page: Page, rules: FormRules) -> dict[tuple[int, str], int]:
    orders = sorted({int(match[1]) for header in page.columns if (match := _BALLOT.fullmatch(header))})
    choices = [(order, criterion) for order in orders for criterion in criteria(rules)]
    columns = {choice: page.col(_header(*choice)) for choice in choices}
    return {choice: col for choice, col in columns.items() if col}


def _class_rows(page: Page, ballot_columns: Collection[int]) -> list[int]:
    rows = {
        row
        for (row, col), raw in page.grid.cells.items()
        # Branches insert columns, so the label is searched in every column but the ballots' own
        if row != page.top and col not in ballot_columns and plain(raw) == CLASS_LABEL
    }
    return sorted(rows)


def _rows(page: Page, class_rows: Collection[int]) -> dict[str, list[int]]:
    rows: dict[str, list[int]] = {}
    numbering = page.col(_NUMBER)
    for row in page.rows:
        number = plain(page.raw(row, numbering))
        if number and row not in class_rows:
            rows.setdefault(number, []).append(row)
    return rows


def _repeated_headers(layout: _Layout) -> list[Finding]:
    return layout.page.repeated([_NUMBER, *(_header(*choice) for choice in layout.columns)])


def _class_row_errors(layout: _Layout) -> list[Finding]:
    if len(layout.class_rows) == 1:
        return []
    # Which of two rows of 票类 is meant cannot be known, and they may weigh differently
    code = "class_row_repeated" if layout.class_rows else "class_row_missing"
    return [blocking(code, layout.page.at(row)) for row in (*layout.class_rows[1:2], 0)[:1]]


def _repeated_rows(layout: _Layout) -> list[Finding]:
    page, col = layout.page, layout.page.col(_NUMBER)
    return [
        blocking("candidate_repeated", page.at(rows[1], col), value=page.raw(rows[1], col), row=rows[0])
        for number, rows in layout.rows.items()
        if number in layout.numbers and len(rows) > 1
    ]


def _missing_rows(layout: _Layout) -> list[Finding]:
    numbers = layout.numbers.items()
    # Under 回避 the own row carries no vote, so a branch may delete it
    missing = [spelt for number, spelt in numbers if number not in layout.rows and spelt != layout.own]
    return missing_candidates(layout.page.at(0), missing, layout.rules)


def _missing_columns(layout: _Layout) -> list[Finding]:
    return layout.page.missing(
        _header(order, criterion) for order in layout.orders for criterion in criteria(layout.rules)
    )


def _deleted_columns(layout: _Layout) -> list[Finding]:
    return deleted_ballots(layout.page.at(layout.page.top, 1), layout.orders, layout.rules)


def _unknown_rows(layout: _Layout) -> list[Finding]:
    page, col = layout.page, layout.page.col(_NUMBER)
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


def _marks_outside(layout: _Layout) -> list[Finding]:
    return marks_outside(layout.page, _outside(layout), layout.answer_rows)


def _outside(layout: _Layout) -> list[Place]:
    """Cells beside the ballots of a secretary's row, or in a ballot's column but in no secretary's row."""
    page, ballots = layout.page, set(layout.columns.values())
    ours = ballots | {page.col(header) for header in ENTRY_HEADERS}
    numbered = {row for rows in layout.rows.values() for row in rows}
    counted = layout.answer_rows
    return [
        (row, col)
        for row, col in page.grid.cells
        if (row in counted and col not in ours)
        or (row > page.top and col in ballots and row not in numbered and row not in layout.class_rows)
    ]


def _ballot_cells(layout: _Layout) -> list[BallotCells]:
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


def _answer_cells(layout: _Layout) -> AnswerCells:
    rows = [rows[0] for number, rows in layout.rows.items() if number in layout.numbers]
    return layout.page.cells_at([layout.class_row, *rows], layout.columns.values())
