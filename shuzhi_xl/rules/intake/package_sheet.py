"""Reading 录票 of a branch's package: a column a ballot, a row a secretary."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from shuzhi_xl.findings import Finding, blocking, notice
from shuzhi_xl.rules.intake.cell_grid import AnswerCells, Grids
from shuzhi_xl.rules.intake.judge_ballots import Ballots, RawBallot, ballots_gone, criteria, judge_all
from shuzhi_xl.rules.intake.marks import plain
from shuzhi_xl.rules.intake.page import (
    FormRules,
    Page,
    find_page,
    holding,
    listed,
    looks_like_mark,
    missing_candidates,
    missing_page,
    strays,
)
from shuzhi_xl.sheets.master.vocabulary import OVERALL
from shuzhi_xl.sheets.outgoing.forms import CLASS_LABEL, ENTRY, ENTRY_HEADERS, ballot_header

_BALLOT = re.compile(r"第([1-9]\d{0,5})票(?:·.+)?")
_NUMBER, _, _SECRETARY = ENTRY_HEADERS


@dataclass(frozen=True)
class _Layout:
    """Where the parts of a 录票 sheet stand: columns by ballot and 测评项目, rows by 编号, rows of 票类."""

    page: Page
    columns: Mapping[tuple[int, str], int]
    rows: Mapping[str, Sequence[int]]
    class_rows: Sequence[int]


def read_package(file: str, grids: Grids, rules: FormRules, number: str) -> Ballots:
    """Ballots of a package, in whatever order its rows and columns are.

    Args:
        file: File name.
        grids: All sheets of the file.
        rules: What the form may hold.
        number: The branch's own 编号.
    """
    page, findings = find_page(file, grids, ENTRY, _is_header)
    if page is None:
        return Ballots(findings=tuple(findings or _without_ballots(file, grids, rules)))
    own = number if rules.own_excluded else ""
    layout = _lay_out(page, rules)
    numbers = {plain(each): each for each in sorted(_listed(layout, rules))}
    findings += page.repeated([_NUMBER, *(ballot_header(*_parts(choice)) for choice in layout.columns)])
    findings += _class_row_findings(layout)
    findings += _repeated_rows(layout, numbers)
    findings += _missing_rows(layout, numbers, own, rules)
    findings += _missing_columns(layout, rules)
    findings += ballots_gone(page.at(page.top, 1), {order for order, _ in layout.columns}, rules)
    findings += _unknown_rows(layout, numbers)
    findings += strays(page, _outside(layout, numbers), _answer_rows(layout, numbers))
    judged = judge_all(page, _ballots(layout, numbers, rules), rules, numbers.get(plain(own), ""), findings)
    return replace(judged, cells=_cells(layout, numbers))


def _without_ballots(file: str, grids: Grids, rules: FormRules) -> list[Finding]:
    """What to say of a form without ballot columns: nothing, unless ballots were issued with it."""
    prepared, _ = find_page(file, grids, ENTRY, holding(*ENTRY_HEADERS))
    if prepared and plain(prepared.grid.title) == ENTRY and not rules.ballots:
        return []
    return missing_page(file, grids, ENTRY, rules.ballots)


def _is_header(texts: Collection[str]) -> bool:
    return _NUMBER in texts and any(map(_BALLOT.fullmatch, texts))


def _parts(choice: tuple[int, str]) -> tuple[int, str]:
    order, criterion = choice
    return order, "" if criterion == OVERALL else criterion


def _lay_out(page: Page, rules: FormRules) -> _Layout:
    orders = sorted({int(found[1]) for each in page.columns if (found := _BALLOT.fullmatch(each))})
    wanted = [(order, criterion) for order in orders for criterion in criteria(rules)]
    columns = {choice: page.col(ballot_header(*_parts(choice))) for choice in wanted}
    columns = {choice: col for choice, col in columns.items() if col}
    taken = set(columns.values())
    class_rows = sorted(
        {
            row
            for (row, col), raw in page.grid.cells.items()
            if row != page.top and col not in taken and plain(raw) == CLASS_LABEL
        }
    )
    rows: dict[str, list[int]] = {}
    numbering = page.col(_NUMBER)
    for row in page.rows:
        number = plain(page.raw(row, numbering))
        if number and row not in class_rows:
            rows.setdefault(number, []).append(row)
    return _Layout(page, columns, rows, class_rows)


def _listed(layout: _Layout, rules: FormRules) -> Collection[str]:
    """Numbers on the ballot: as the rules tell, else those of all rows that name a secretary."""
    if rules.candidates is not None:
        return rules.candidates
    page = layout.page
    return {number for number, rows in layout.rows.items() if page.raw(rows[0], page.col(_SECRETARY))}


def _class_row_findings(layout: _Layout) -> list[Finding]:
    if len(layout.class_rows) == 1:
        return []
    code = "class_row_repeated" if layout.class_rows else "class_row_missing"
    return [blocking(code, layout.page.at(row)) for row in (*layout.class_rows[1:2], 0)[:1]]


def _repeated_rows(layout: _Layout, numbers: Collection[str]) -> list[Finding]:
    page, col = layout.page, layout.page.col(_NUMBER)
    return [
        blocking("candidate_repeated", page.at(rows[1], col), value=page.raw(rows[1], col), row=rows[0])
        for number, rows in layout.rows.items()
        if number in numbers and len(rows) > 1
    ]


def _missing_rows(layout: _Layout, numbers: Mapping[str, str], own: str, rules: FormRules) -> list[Finding]:
    lacking = [each for number, each in numbers.items() if number not in layout.rows and each != own]
    return missing_candidates(layout.page.at(0), lacking, rules)


def _missing_columns(layout: _Layout, rules: FormRules) -> list[Finding]:
    orders = sorted({order for order, _ in layout.columns})
    wanted = [(order, criterion) for order in orders for criterion in criteria(rules)]
    return layout.page.missing(ballot_header(*_parts(choice)) for choice in wanted)


def _unknown_rows(layout: _Layout, numbers: Collection[str]) -> list[Finding]:
    page, col = layout.page, layout.page.col(_NUMBER)
    findings = []
    for number, rows in layout.rows.items():
        for row in rows if number not in numbers else ():
            marks = [(page.at(row, each), page.raw(row, each)) for each in layout.columns.values()]
            marks = [(at, raw) for at, raw in marks if looks_like_mark(raw)]
            if marks:
                at = page.at(row, col)
                findings.append(
                    notice("candidate_unknown", at, value=page.raw(row, col), cells=listed(marks))
                )
    return findings


def _answer_rows(layout: _Layout, numbers: Collection[str]) -> set[int]:
    return {row for number in numbers for row in layout.rows.get(number, ())}


def _outside(layout: _Layout, numbers: Collection[str]) -> list[tuple[int, int]]:
    """Cells beside the ballots of a secretary's row, or in a ballot's column but in no secretary's row."""
    page, ballots = layout.page, set(layout.columns.values())
    ours = ballots | {page.col(each) for each in ENTRY_HEADERS}
    with_number = {row for rows in layout.rows.values() for row in rows}
    counted = _answer_rows(layout, numbers)
    return [
        (row, col)
        for row, col in page.grid.cells
        if (row in counted and col not in ours)
        or (row > page.top and col in ballots and row not in with_number and row not in layout.class_rows)
    ]


def _ballots(layout: _Layout, numbers: Mapping[str, str], rules: FormRules) -> list[RawBallot]:
    ballots = []
    class_row = _class_row(layout)
    lines = [(number, layout.rows[found][0]) for found, number in numbers.items() if found in layout.rows]
    for order in sorted({order for order, _ in layout.columns}):
        columns = {
            each: layout.columns[order, each] for each in criteria(rules) if (order, each) in layout.columns
        }
        classes = [(class_row, col) for col in columns.values()]
        marks = {
            (number, criterion): (row, col) for number, row in lines for criterion, col in columns.items()
        }
        ballots.append(RawBallot(order, classes, marks))
    return ballots


def _class_row(layout: _Layout) -> int:
    return layout.class_rows[0] if layout.class_rows else 0


def _cells(layout: _Layout, numbers: Collection[str]) -> AnswerCells:
    lines = [rows[0] for number, rows in layout.rows.items() if number in numbers]
    return layout.page.crossing([_class_row(layout), *lines], layout.columns.values())
