"""Reading 录票 of a typing workbook: a row a ballot, a column a secretary."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace

from shuzhi_xl.findings import Finding, blocking
from shuzhi_xl.rules.intake.cell_grid import Grids
from shuzhi_xl.rules.intake.judge_ballots import (
    Ballots,
    Choice,
    RawBallot,
    ballots_gone,
    criteria,
    judge_all,
    read_class,
)
from shuzhi_xl.rules.intake.marks import plain
from shuzhi_xl.rules.intake.page import (
    FormRules,
    Page,
    find_page,
    holding,
    looks_like_mark,
    missing_candidates,
    missing_page,
    strays,
)
from shuzhi_xl.sheets.master.vocabulary import OVERALL
from shuzhi_xl.sheets.outgoing.forms import ENTRY, MARKS_TYPED, TYPING_HEADERS, secretary_header

_ORDER, _CLASS = TYPING_HEADERS


def read_typed(file: str, grids: Grids, rules: FormRules) -> Ballots:
    """Ballots of a typing workbook, by the number that stands on the paper (票号).

    Args:
        file: File name.
        grids: All sheets of the file.
        rules: What the form may hold.
    """
    page, findings = find_page(file, grids, ENTRY, holding(*TYPING_HEADERS))
    if page is None:
        return Ballots(findings=tuple(findings or missing_page(file, grids, ENTRY, rules.ballots)))
    headers = _headers(page, rules)
    columns = {choice: page.col(header) for choice, header in headers.items() if page.col(header)}
    used = [row for row in page.rows if _is_used(page, row, columns.values(), rules)]
    orders = {row: order for row in used if (order := _order(page, row))}
    repeated = {order for order, times in Counter(orders.values()).items() if times > 1}
    findings += page.repeated([*TYPING_HEADERS, *headers.values()])
    findings += _missing(page, headers, rules)
    findings += ballots_gone(page.at(page.top, 1), {_order(page, row) for row in page.rows}, rules)
    findings += _unnumbered(page, used, orders)
    findings += [_repeated(page, order, orders) for order in sorted(repeated)]
    findings += strays(page, _outside(page, used, columns.values()), used)
    read = {row: order for row, order in orders.items() if order not in repeated}
    judged = judge_all(page, [_ballot(page, *each, columns) for each in read.items()], rules, "", findings)
    return replace(
        judged,
        held={**judged.held, **dict.fromkeys(repeated, "ballot_repeated")},
        cells=page.crossing(read, [page.col(_CLASS), *columns.values()]),
    )


def _headers(page: Page, rules: FormRules) -> dict[Choice, str]:
    """Header of each secretary's column; without a list of secretaries, of all columns that are not ours."""
    heads = {each.partition("·")[0] for each in page.columns} - {*TYPING_HEADERS, MARKS_TYPED}
    return {
        (number, criterion): secretary_header(number, "" if criterion == OVERALL else criterion)
        for number in sorted(heads if rules.candidates is None else rules.candidates)
        for criterion in criteria(rules)
    }


def _order(page: Page, row: int) -> int:
    """The ballot's number, or 0 where none can be read."""
    text = plain(page.raw(row, page.col(_ORDER)))
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _is_used(page: Page, row: int, columns: Collection[int], rules: FormRules) -> bool:
    """Whether a row is a ballot: not the row of names, nor one prepared and left empty."""
    found = page.answer(row, page.col(_CLASS))
    if _order(page, row):
        return found is not None or any(page.answer(row, col) is not None for col in columns)
    marked = any(looks_like_mark(page.raw(row, col)) for col in columns)
    named = read_class(found, rules.voter_classes) is not None
    return named or (marked and (found is not None or page.raw(row, page.col(_ORDER)) is not None))


def _missing(page: Page, headers: Mapping[Choice, str], rules: FormRules) -> list[Finding]:
    lacking = {header: number for (number, _), header in headers.items() if not page.col(header)}
    whole = {number for number in lacking.values() if not page.col(number)}
    parts = [header for header, number in lacking.items() if number not in whole]
    lost = [blocking("columns_missing", page.at(page.top, 1), headers="、".join(parts))] if parts else []
    return [*missing_candidates(page.at(0), whole, rules), *lost]


def _unnumbered(page: Page, used: Collection[int], orders: Mapping[int, int]) -> list[Finding]:
    col = page.col(_ORDER)
    return [
        blocking("ballot_number_missing", page.at(row, col), value=page.raw(row, col))
        for row in used
        if row not in orders
    ]


def _repeated(page: Page, order: int, orders: Mapping[int, int]) -> Finding:
    rows = [row for row, each in orders.items() if each == order]
    lines = "、".join(str(row) for row in rows)
    return blocking(
        "ballot_repeated", page.at(rows[1], page.col(_ORDER)), order=order, lines=lines, value=order
    )


def _outside(page: Page, used: Collection[int], columns: Collection[int]) -> list[tuple[int, int]]:
    """Cells beside the secretaries' columns of a ballot, or in such a column but on no ballot."""
    ballots, marks = set(used), set(columns)
    ours = {*columns, *(page.col(each) for each in TYPING_HEADERS)}
    return [
        (row, col)
        for row, col in page.grid.cells
        if (row in ballots and col not in ours) or (row > page.top and row not in ballots and col in marks)
    ]


def _ballot(page: Page, row: int, order: int, columns: Mapping[Choice, int]) -> RawBallot:
    return RawBallot(
        order, [(row, page.col(_CLASS))], {choice: (row, col) for choice, col in columns.items()}
    )
