"""Ballots are read from 录票 by class and secretary; a layout in doubt holds them."""

from dataclasses import replace

import pytest

from shuzhi_xl.findings import Severity
from shuzhi_xl.rules.intake.answers import HELD_WHOLE
from shuzhi_xl.rules.intake.cell_grid import Grid
from shuzhi_xl.rules.intake.package_sheet import read_ballots
from tests.rules.intake.package_grids import OVERALL, TWO_BALLOTS, with_cells, with_moved_cells
from tests.rules.returned_forms import HEAD, RULES, codes, form_of, grid, grids, package


def test_ballots_are_read_by_class_and_secretary() -> None:
    reading = read_ballots(form_of("a.xlsx", grids(TWO_BALLOTS), RULES, "V001"))
    assert [(ballot.order, ballot.voter_class, ballot.marks) for ballot in reading.answers.ballots] == [
        (1, "A票", {("V002", OVERALL): "好", ("V003", OVERALL): "差"}),
        (2, "B票", {("V002", OVERALL): "较好", ("V003", OVERALL): ""}),
    ]
    assert not reading.findings
    assert not reading.answers.held_ballots


@pytest.mark.parametrize(
    "sheet",
    [
        with_moved_cells(TWO_BALLOTS, rows={5: 8, 8: 5}),
        with_moved_cells(TWO_BALLOTS, rows={4: 9, 5: 10, 6: 11, 7: 30, 8: 13}),
        with_moved_cells(TWO_BALLOTS, cols={4: 6, 5: 4}),
        with_moved_cells(TWO_BALLOTS, cols={1: 3, 3: 1}),
        with_moved_cells(TWO_BALLOTS, cols={4: 9, 5: 12}),
        Grid("录 票", TWO_BALLOTS.cells),
        Grid("Sheet1", TWO_BALLOTS.cells),
        with_cells(TWO_BALLOTS, D4="第 1 票", E4="第２票", A4="编 号"),
        with_cells(TWO_BALLOTS, A10="说明：空白为弃权"),
        with_cells(TWO_BALLOTS, F4="\u200b", F6=" "),
    ],
)
def test_moved_rows_columns_and_renamed_sheets_do_not_matter(sheet: Grid) -> None:
    expected = read_ballots(form_of("a.xlsx", grids(TWO_BALLOTS), RULES, "V001")).answers.ballots
    reading = read_ballots(form_of("a.xlsx", grids(grid("填写说明", ["说明"]), sheet), RULES, "V001"))
    assert {ballot.order: ballot for ballot in reading.answers.ballots} == {
        ballot.order: ballot for ballot in expected
    }
    assert not reading.findings


def test_a_class_alone_is_a_blank_ballot_and_an_untouched_column_none() -> None:
    reading = read_ballots(form_of("a", grids(package(["A票", None, None, None], [None] * 4)), RULES, "V001"))
    assert [(ballot.order, set(ballot.marks.values())) for ballot in reading.answers.ballots] == [(1, {""})]
    assert not reading.answers.held_ballots
    assert not reading.findings


@pytest.mark.parametrize(
    ("ballot", "reason", "cell"),
    [
        ([None, None, "好", "差"], "ballot_class_missing", "D5"),
        (["C票", None, "好", "差"], "ballot_class_unknown", "D5"),
        (["C票", None, None, None], "ballot_class_unknown", "D5"),
    ],
)
def test_a_ballot_without_a_valid_class_is_held(ballot: list[str], reason: str, cell: str) -> None:
    reading = read_ballots(form_of("a", grids(package(ballot, ["A票", None, "好", "好"])), RULES, "V001"))
    assert reading.answers.held_ballots == {1: reason}
    assert [ballot.order for ballot in reading.answers.ballots] == [2]
    assert codes(reading.findings) == [reason]
    assert reading.findings[0].at.cell == cell
    assert reading.findings[0].severity is Severity.BLOCKING
    assert reason not in HELD_WHOLE


@pytest.mark.parametrize(
    ("sheet", "code"),
    [
        (with_cells(TWO_BALLOTS, A8="V002"), "candidate_repeated"),
        (with_cells(TWO_BALLOTS, E4="第1票"), "header_repeated"),
        (with_cells(TWO_BALLOTS, F4="编号"), "header_repeated"),
        (with_cells(TWO_BALLOTS, A5=None), "class_row_missing"),
        (with_cells(TWO_BALLOTS, A9="票类"), "class_row_repeated"),
        (with_cells(TWO_BALLOTS, A8=None), "candidate_missing"),
        (with_cells(TWO_BALLOTS, A8="V009"), "candidate_missing"),
    ],
)
def test_a_layout_in_doubt_holds_every_ballot(sheet: Grid, code: str) -> None:
    reading = read_ballots(form_of("a", grids(sheet), RULES, "V001"))
    assert reading.answers.ballots == ()
    assert code in codes(reading.findings)
    assert code in HELD_WHOLE
    assert reading.answers.held_ballots


def test_ballots_held_because_of_the_layout_give_it_as_their_reason() -> None:
    reading = read_ballots(form_of("a", grids(with_cells(TWO_BALLOTS, A8="V009")), RULES, "V001"))
    assert reading.answers.held_ballots == {1: "candidate_missing", 2: "candidate_missing"}


def test_a_missing_own_row_matters_only_without_avoidance() -> None:
    sheet = with_cells(TWO_BALLOTS, A6=None)
    assert not read_ballots(form_of("a", grids(sheet), RULES, "V001")).findings
    rules = replace(RULES, own_excluded=False)
    assert codes(read_ballots(form_of("a", grids(sheet), rules, "V001")).findings) == ["candidate_missing"]


def test_two_candidate_sheets_hold_the_ballots() -> None:
    reading = read_ballots(
        form_of("a", grids(Grid("甲", TWO_BALLOTS.cells), Grid("乙", TWO_BALLOTS.cells)), RULES, "V001")
    )
    assert codes(reading.findings) == ["sheet_ambiguous"]
    assert not reading.answers.ballots


def test_a_copied_sheet_with_other_marks_holds_the_form() -> None:
    copy = Grid("录票 (2)", with_cells(TWO_BALLOTS, D7="差").cells)
    reading = read_ballots(form_of("a", grids(TWO_BALLOTS, copy), RULES, "V001"))
    assert (codes(reading.findings), reading.findings[0].at.sheet) == (["sheet_copied"], "录票 (2)")
    assert not reading.answers.ballots
    assert reading.answers.held_ballots == {1: "sheet_copied", 2: "sheet_copied"}
    blank = with_cells(TWO_BALLOTS, D5=None, D7=None, D8=None, E5=None, E7=None)
    reading = read_ballots(form_of("a", grids(blank, Grid("录票 (2)", TWO_BALLOTS.cells)), RULES, "V001"))
    assert codes(reading.findings) == ["sheet_copied"]


@pytest.mark.parametrize(
    "copy", [TWO_BALLOTS, with_cells(TWO_BALLOTS, D5=None, D7=None, E5=None, A1="草稿", B1=3)]
)
def test_a_copied_sheet_that_adds_nothing_does_not_matter(copy: Grid) -> None:
    reading = read_ballots(form_of("a", grids(TWO_BALLOTS, Grid("录票 (2)", copy.cells)), RULES, "V001"))
    assert len(reading.answers.ballots) == 2
    assert not reading.findings


@pytest.mark.parametrize(
    ("sheet", "issued", "expected"),
    [
        (None, 10, ["sheet_missing"]),
        (None, None, ["sheet_missing"]),
        (None, 0, []),
        (grid("录票", ["已删去"]), 10, ["headers_missing"]),
        (grid("录票", HEAD), 10, ["headers_missing"]),
        (grid("录票", HEAD), 0, []),
        (grid("录票", HEAD), None, []),
        (grid("测评表", HEAD), None, ["sheet_missing"]),
    ],
)
def test_a_missing_sheet_is_named_where_ballots_were_issued(
    sheet: Grid | None, issued: int | None, expected: list[str]
) -> None:
    reading = read_ballots(
        form_of("a", grids(*([sheet] if sheet else [])), replace(RULES, ballots=issued), "V001")
    )
    assert codes(reading.findings) == expected
    assert all((finding.severity is Severity.NOTICE) == (issued is None) for finding in reading.findings)


def test_without_a_list_of_secretaries_the_rows_with_a_name_are_used() -> None:
    sheet = with_cells(TWO_BALLOTS, A10="说明：空白为弃权")
    reading = read_ballots(form_of("a", grids(sheet), replace(RULES, candidates=None), "V001"))
    assert {number for number, _ in reading.answers.ballots[0].marks} == {"V002", "V003"}


def test_ballots_whose_column_is_missing_are_named() -> None:
    reading = read_ballots(form_of("a.xlsx", grids(TWO_BALLOTS), replace(RULES, ballots=3), "V001"))
    assert [(finding.code, finding.context["numbers"]) for finding in reading.findings] == [
        ("ballots_gone", "3")
    ]
    assert len(reading.answers.ballots) == 2
