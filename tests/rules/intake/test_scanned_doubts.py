"""存疑 of a 读票 workbook: what a person has decided goes into 录票, everything else holds the form."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from shuzhi_xl.rules.intake.cell_grid import Grid, Grids
from shuzhi_xl.rules.intake.page import Page
from shuzhi_xl.rules.intake.returned_form import FormRules, ReturnedForm
from shuzhi_xl.rules.intake.scanned_doubts import find_doubts, settle_doubts
from shuzhi_xl.rules.scanning.earlier.earlier_work import read_decisions
from shuzhi_xl.sheets.outgoing.scanned_ballots import DOUBT_HEADERS, DOUBT_SHEET, DoubtKey
from tests.rules.forms.registered_forms import due_forms, year_with

Rows = Sequence[Sequence[Any]]
ENTRY: Rows = [
    ["1 好　2 较好　3 一般　4 差"],
    ["票号", "票类", "已评", "V1", "V1·廉洁", "V2"],
    [None, None, None, "张", "张", "李"],
    [1, "A票", 0, "好", "存疑", 2],
    [2, "A票", 0, "存疑", "差", None],
    ["＊存疑的格请看“存疑”"],
]
RULES = FormRules(frozenset({"A票"}), frozenset(), ("廉洁",), own_excluded=False, candidates=None)


def grid(title: str, rows: Rows) -> Grid:
    cells = {
        (row, col): value
        for row, values in enumerate(rows, start=1)
        for col, value in enumerate(values, start=1)
        if value is not None
    }
    return Grid(title, cells)


def line(row: int, order: int, choice: str | None, number: str = "", item: str = "") -> list[Any]:
    """A line of 存疑 about the page of a ballot."""
    digest = "qp"[order % 2]
    return [order, "会场.pdf 第1页", number, "张", item, None, "像是“好”", choice, digest, row]


def settled(*lines: list[Any], entry: Rows | None = None) -> tuple[dict[Any, Any], list[str]]:
    """Cells of 录票 below the names, and the codes of the findings."""
    page_grid = grid("录票", entry or ENTRY)
    page = Page("读票.xlsx", page_grid, 2, {name: [col] for col, name in enumerate(ENTRY[1], start=1)})
    grids: Grids = {"录票": page_grid}
    if lines:
        grids = {**grids, DOUBT_SHEET: grid(DOUBT_SHEET, [["存疑"], [*DOUBT_HEADERS], *lines])}
    form = ReturnedForm("读票.xlsx", grids, due_forms(year_with())[-1].identity, RULES)
    form, findings = settle_doubts(form, page)
    cells = {at: value for at, value in form.grids["录票"].cells.items() if 4 <= at[0] <= 5 and at[1] > 1}
    return cells, [finding.code for finding in findings]


def test_what_is_decided_is_in_the_cells() -> None:
    cells, codes = settled(line(2, 1, "较好", "V1", "廉洁"), line(1, 2, "弃权", "V1", "总体评价"))
    assert codes == []
    assert (cells[4, 5], (5, 4) in cells) == ("较好", False)


def test_what_is_not_decided_holds_the_form_whether_the_sheet_is_there_or_not() -> None:
    assert settled()[1] == ["scan_undecided"]
    cells, codes = settled(line(2, 1, None, "V1", "廉洁"), line(1, 2, "作废", "V1", "总体评价"))
    assert codes == ["scan_undecided"]
    assert (cells[4, 5], cells[5, 4]) == ("存疑", "作废")


def test_a_page_that_is_not_scanned_holds_the_form() -> None:
    entry = [*ENTRY[:3], [1, "A票", 0, "好", "缺页", "缺页"]]
    assert settled(entry=entry)[1] == ["scan_undecided"]


@pytest.mark.parametrize(
    ("choice", "codes"),
    [("好", []), (None, []), ("差", ["scan_choice_conflict"]), ("上好", ["scan_choice_unknown"])],
)
def test_what_is_typed_in_place_of_the_word_counts_unless_the_choice_differs(
    choice: str | None, codes: list[str]
) -> None:
    entry = [*ENTRY[:3], [1, "A票", 0, 1, None, None]]
    cells, listed_codes = settled(line(1, 1, choice, "V1", "总体评价"), entry=entry)
    assert (cells[4, 4], listed_codes) == (1, codes)


def test_a_sheet_that_is_the_same_as_another_has_no_cells_and_asks_nothing() -> None:
    cells, codes = settled(
        line(0, 2, "同一张"),
        line(1, 2, "好", "V1", "总体评价"),
        line(2, 1, "好", "V1", "廉洁"),
    )
    assert codes == []
    assert {row for row, _ in cells} == {4}


def test_sheets_that_differ_both_count_and_an_open_question_holds_the_form() -> None:
    decided = [line(1, 2, "好", "V1", "总体评价"), line(2, 1, "好", "V1", "廉洁")]
    cells, codes = settled(line(0, 2, "不同的票"), *decided)
    assert (cells[5, 4], codes) == ("好", [])
    assert settled(line(0, 2, None), *decided)[1] == ["scan_repeat_undecided"]
    assert settled(line(0, 2, "好"), *decided)[1] == ["scan_choice_unknown"]


def test_a_line_whose_row_or_column_is_gone_holds_the_form() -> None:
    entry = [*ENTRY[:3], [1, "A票", 0, "好", None, 2]]
    assert settled(line(1, 7, "好", "V1", "总体评价"), entry=entry)[1] == ["scan_cell_missing"]
    assert settled(line(1, 1, "好", "V9", "总体评价"), entry=entry)[1] == ["scan_cell_missing"]


def test_decisions_are_read_by_picture_and_row_and_other_lines_passed_over() -> None:
    lines = [line(2, 1, "好"), line(1, 2, None), ["共 2 行"]]
    sheet = grid(DOUBT_SHEET, [["存疑"], [*DOUBT_HEADERS], *lines])
    assert read_decisions({DOUBT_SHEET: sheet}) == {DoubtKey("p", 2): "好", DoubtKey("q", 1): ""}
    assert read_decisions({"录票": grid("录票", ENTRY)}) == {}
    assert find_doubts("a.xlsx", {DOUBT_SHEET: replace(sheet, cells={})}) == (None, [])


def test_a_question_that_is_cleared_is_no_answer() -> None:
    entry = [*ENTRY[:3], [1, "A票", 0, "好", None, 2]]
    assert settled(line(2, 1, None, "V1", "廉洁"), entry=entry)[1] == ["scan_undecided"]
    cells, codes = settled(line(2, 1, "弃权", "V1", "廉洁"), entry=entry)
    assert ((4, 5) in cells, codes) == (False, [])
