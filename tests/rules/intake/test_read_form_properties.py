"""What people do to a form without meaning anything by it changes no answer."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as some

from shuzhi_xl.findings import is_blocked
from shuzhi_xl.rules.intake.cell_grid import Grid
from shuzhi_xl.rules.intake.read_form import read_form
from shuzhi_xl.rules.intake.returned_form import ReturnedForm
from shuzhi_xl.rules.receipt.fingerprint import fingerprint
from tests.rules.returned_forms import RULES, grid, grids, identity, identity_grid

MARKS = ("好", "较好", "一般", "差", None, "弃权")
BLANKS = ("", " ", "\u3000", "\u200b", "\ufeff", "\xa0", "\n")
BALLOT = some.tuples(some.sampled_from(["A票", "B票"]), *[some.sampled_from(MARKS)] * 2)
BALLOTS = some.lists(BALLOT, min_size=1, max_size=6)
RESPONSES = some.lists(some.tuples(some.sampled_from(["党员", "群众"]), some.sampled_from(MARKS)), max_size=6)
NAMES = some.sampled_from(["录票", "录 票", "录票（交）", "Sheet1", "1"])


def ballots_sheet(ballots: list[tuple[Any, ...]], lines: list[int], columns: list[int]) -> list[list[Any]]:
    """录票 with its secretaries' lines and ballots' columns in some order."""
    shown = [(order + 1, *ballots[order]) for order in columns]
    body = [
        ["票类", None, None, *(column[1] for column in shown)],
        ["V001", "月溪村", "王一", *[None] * len(shown)],
    ]
    body += [[f"V00{at + 2}", "某村", "某人", *(column[at + 2] for column in shown)] for at in (0, 1)]
    head = ["编号", "组织名称", "书记姓名", *(f"第{row_number[0]}票" for row_number in shown)]
    return [head, *(body[at] for at in lines)]


def noisy(value: Any, data: some.DataObject) -> Any:
    """A text with blanks and zero-width signs in and around it; full-width digits and letters."""
    if not isinstance(value, str):
        return value
    before, after, between = (data.draw(some.sampled_from(BLANKS)) for _ in range(3))
    wide = str.maketrans("AB123", "ＡＢ１２３") if data.draw(some.booleans()) else {}
    return before + between.join(value).translate(wide) + after


def disturbed(title: str, rows: list[list[Any]], data: some.DataObject) -> Grid:
    """Rows of a sheet with blank rows and columns between them, and noise in every text."""
    places_of_rows, places_of_cols, row, col = [], [], 0, 0
    for _ in rows:
        row += data.draw(some.integers(1, 3))
        places_of_rows.append(row)
    for _ in range(max(map(len, rows))):
        col += data.draw(some.integers(1, 2))
        places_of_cols.append(col)
    cells = {
        (places_of_rows[at], places_of_cols[to]): noisy(value, data)
        for at, line in enumerate(rows)
        for to, value in enumerate(line)
        if value is not None
    }
    return Grid(title, cells)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(BALLOTS, RESPONSES, NAMES, some.data())
def test_noise_changes_no_answer(
    ballots: list[tuple[Any, ...]], responses: list[tuple[Any, ...]], name: str, data: some.DataObject
) -> None:
    form_identity = identity()
    survey: list[list[Any]] = [["序号", "票类", "总体评价", "意见建议"]]
    survey += [[order, *response] for order, response in enumerate(responses, start=1)]
    orders = list(range(len(ballots)))
    plain = grids(
        grid("录票", *ballots_sheet(ballots, [0, 1, 2, 3], orders)),
        grid("问卷", *survey),
        identity_grid(form_identity),
    )
    lines, columns = (data.draw(some.permutations(numbers)) for numbers in ([0, 1, 2, 3], orders))
    other_grids = grids(
        disturbed(name, ballots_sheet(ballots, lines, columns), data),
        disturbed("问 卷", survey, data),
        identity_grid(form_identity),
    )
    first, second = (
        read_form(ReturnedForm("a", finding, form_identity, RULES)) for finding in (plain, other_grids)
    )
    assert not is_blocked([*first.findings, *second.findings])
    assert len(first.answers.ballots) == len(ballots)
    assert fingerprint(first.answers) == fingerprint(second.answers)
