"""录票 of a package: a column a ballot, a row a secretary."""

from dataclasses import replace

import pytest

from shuzhi_xl.findings import Severity
from shuzhi_xl.rules.intake.answers import HELD_WHOLE
from shuzhi_xl.rules.intake.cell_grid import Grid
from shuzhi_xl.rules.intake.package_sheet import read_ballots
from shuzhi_xl.rules.intake.returned_form import FormRules
from tests.rules.returned_forms import HEAD, RULES, codes, form_of, grid, grids, package

OVERALL = "总体评价"
GOOD = package(["A票", None, "好", "差"], ["B票", None, " 较 好", None])


def moved(sheet: Grid, rows: dict[int, int] | None = None, cols: dict[int, int] | None = None) -> Grid:
    """The sheet with rows and columns at other places."""
    to_row, to_col = rows or {}, cols or {}
    cells = {(to_row.get(row, row), to_col.get(col, col)): value for (row, col), value in sheet.cells.items()}
    return Grid(sheet.title, cells)


def with_cells(sheet: Grid, **cells: object) -> Grid:
    """The sheet with cells changed, named like B5; None empties one."""
    changed = dict(sheet.cells)
    for address, value in cells.items():
        place = int(address[1:]), ord(address[0]) - 64
        changed.pop(place, None)
        if value is not None:
            changed[place] = value
    return Grid(sheet.title, changed)


def test_ballots_are_read_by_class_and_secretary() -> None:
    reading = read_ballots(form_of("a.xlsx", grids(GOOD), RULES, "V001"))
    assert [(ballot.order, ballot.voter_class, ballot.marks) for ballot in reading.answers.ballots] == [
        (1, "A票", {("V002", OVERALL): "好", ("V003", OVERALL): "差"}),
        (2, "B票", {("V002", OVERALL): "较好", ("V003", OVERALL): ""}),
    ]
    assert not reading.findings
    assert not reading.answers.held_ballots


@pytest.mark.parametrize(
    "sheet",
    [
        moved(GOOD, rows={5: 8, 8: 5}),
        moved(GOOD, rows={4: 9, 5: 10, 6: 11, 7: 30, 8: 13}),
        moved(GOOD, cols={4: 6, 5: 4}),
        moved(GOOD, cols={1: 3, 3: 1}),
        moved(GOOD, cols={4: 9, 5: 12}),
        Grid("录 票", GOOD.cells),
        Grid("Sheet1", GOOD.cells),
        with_cells(GOOD, D4="第 1 票", E4="第２票", A4="编 号"),
        with_cells(GOOD, A10="说明：空白为弃权"),
        with_cells(GOOD, F4="\u200b", F6=" "),
    ],
)
def test_moved_rows_columns_and_renamed_sheets_do_not_matter(sheet: Grid) -> None:
    expected = read_ballots(form_of("a.xlsx", grids(GOOD), RULES, "V001")).answers.ballots
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
def test_a_ballot_without_a_known_class_is_held(ballot: list[str], reason: str, cell: str) -> None:
    reading = read_ballots(form_of("a", grids(package(ballot, ["A票", None, "好", "好"])), RULES, "V001"))
    assert reading.answers.held_ballots == {1: reason}
    assert [ballot.order for ballot in reading.answers.ballots] == [2]
    assert codes(reading.findings) == [reason]
    assert reading.findings[0].at.cell == cell
    assert reading.findings[0].severity is Severity.BLOCKING
    assert reason not in HELD_WHOLE


def test_an_unreadable_mark_is_spoiled_and_listed() -> None:
    reading = read_ballots(form_of("a.xlsx", grids(package(["A票", None, "好、差", "优"])), RULES, "V001"))
    assert set(reading.answers.ballots[0].marks.values()) == {"作废"}
    assert codes(reading.findings) == ["mark_unreadable"] * 2
    assert [
        (finding.at.file, finding.at.sheet, finding.at.cell, finding.value) for finding in reading.findings
    ] == [
        ("a.xlsx", "录票", "D7", "好、差"),
        ("a.xlsx", "录票", "D8", "优"),
    ]


def test_a_mark_for_the_own_secretary_is_no_vote_under_avoidance() -> None:
    reading = read_ballots(
        form_of("a", grids(package(["A票", "好", "好", "好"], [None, "好", None, None])), RULES, "V001")
    )
    assert [set(ballot.marks) for ballot in reading.answers.ballots] == [
        {("V002", OVERALL), ("V003", OVERALL)}
    ]
    assert codes(reading.findings) == ["own_mark_dropped"]
    assert reading.findings[0].at.cell == "D6"


def test_a_mark_for_the_own_secretary_counts_without_avoidance() -> None:
    rules = replace(RULES, own_excluded=False)
    reading = read_ballots(form_of("a", grids(package(["A票", "好", "好", "好"])), rules, "V001"))
    assert reading.answers.ballots[0].marks["V001", OVERALL] == "好"


@pytest.mark.parametrize(
    ("sheet", "code"),
    [
        (with_cells(GOOD, A8="V002"), "candidate_repeated"),
        (with_cells(GOOD, E4="第1票"), "header_repeated"),
        (with_cells(GOOD, F4="编号"), "header_repeated"),
        (with_cells(GOOD, A5=None), "class_row_missing"),
        (with_cells(GOOD, A9="票类"), "class_row_repeated"),
        (with_cells(GOOD, A8=None), "candidate_missing"),
        (with_cells(GOOD, A8="V009"), "candidate_missing"),
    ],
)
def test_a_layout_in_doubt_holds_every_ballot(sheet: Grid, code: str) -> None:
    reading = read_ballots(form_of("a", grids(sheet), RULES, "V001"))
    assert reading.answers.ballots == ()
    assert code in codes(reading.findings)
    assert code in HELD_WHOLE
    assert reading.answers.held_ballots


def test_ballots_held_for_the_layout_name_it_as_their_reason() -> None:
    reading = read_ballots(form_of("a", grids(with_cells(GOOD, A8="V009")), RULES, "V001"))
    assert reading.answers.held_ballots == {1: "candidate_missing", 2: "candidate_missing"}


def test_a_missing_own_row_matters_only_without_avoidance() -> None:
    sheet = with_cells(GOOD, A6=None)
    assert not read_ballots(form_of("a", grids(sheet), RULES, "V001")).findings
    rules = replace(RULES, own_excluded=False)
    assert codes(read_ballots(form_of("a", grids(sheet), rules, "V001")).findings) == ["candidate_missing"]


def test_marks_for_somebody_not_on_the_form_are_listed() -> None:
    reading = read_ballots(
        form_of("a", grids(with_cells(GOOD, A9="V009", D9="好", A10="V010")), RULES, "V001")
    )
    assert codes(reading.findings) == ["candidate_unknown"]
    assert "D9“好”" in reading.findings[0].context["cells"]
    assert len(reading.answers.ballots) == 2


def test_marks_beside_and_below_the_ballots_are_listed() -> None:
    reading = read_ballots(
        form_of("a", grids(with_cells(GOOD, H7="差", D12="好", E13="合计")), RULES, "V001")
    )
    assert codes(reading.findings) == ["marks_outside"]
    assert reading.findings[0].context["cells"] == "H7“差”、D12“好”"
    assert reading.findings[0].severity is Severity.NOTICE


def test_anything_beside_a_secretarys_ballots_is_listed_unless_its_column_is_headed() -> None:
    sheet = with_cells(GOOD, G7="√", H8="同意", I4="备注", I7="已核对", D12="√")
    reading = read_ballots(form_of("a", grids(sheet), RULES, "V001"))
    assert reading.findings[0].context["cells"] == "G7“√”、H8“同意”"
    assert codes(reading.findings) == ["marks_outside"]


def test_long_lists_are_cut_with_their_number() -> None:
    cells = {f"{column}7": "差" for column in "GHIJKLMNOP"}
    reading = read_ballots(form_of("a", grids(with_cells(GOOD, **cells)), RULES, "V001"))
    assert reading.findings[0].context["cells"].endswith("等共 10 格")


def test_two_sheets_that_could_be_meant_hold_the_ballots() -> None:
    reading = read_ballots(form_of("a", grids(Grid("甲", GOOD.cells), Grid("乙", GOOD.cells)), RULES, "V001"))
    assert codes(reading.findings) == ["sheet_ambiguous"]
    assert not reading.answers.ballots


def test_a_copied_sheet_that_says_something_else_holds_the_form() -> None:
    copy = Grid("录票 (2)", with_cells(GOOD, D7="差").cells)
    reading = read_ballots(form_of("a", grids(GOOD, copy), RULES, "V001"))
    assert (codes(reading.findings), reading.findings[0].at.sheet) == (["sheet_copied"], "录票 (2)")
    assert not reading.answers.ballots
    assert reading.answers.held_ballots == {1: "sheet_copied", 2: "sheet_copied"}
    blank = with_cells(GOOD, D5=None, D7=None, D8=None, E5=None, E7=None)
    reading = read_ballots(form_of("a", grids(blank, Grid("录票 (2)", GOOD.cells)), RULES, "V001"))
    assert codes(reading.findings) == ["sheet_copied"]


@pytest.mark.parametrize("copy", [GOOD, with_cells(GOOD, D5=None, D7=None, E5=None, A1="草稿", B1=3)])
def test_a_copied_sheet_that_adds_nothing_does_not_matter(copy: Grid) -> None:
    reading = read_ballots(form_of("a", grids(GOOD, Grid("录票 (2)", copy.cells)), RULES, "V001"))
    assert len(reading.answers.ballots) == 2
    assert not reading.findings


def test_a_struck_mark_is_spoiled_and_a_struck_class_holds_its_ballot() -> None:
    sheet = replace(GOOD, struck=frozenset({(7, 4), (5, 5), (4, 4)}))
    reading = read_ballots(form_of("a", grids(sheet), RULES, "V001"))
    assert [ballot.marks for ballot in reading.answers.ballots] == [
        {("V002", OVERALL): "作废", ("V003", OVERALL): "差"}
    ]
    assert codes(reading.findings) == ["mark_struck", "ballot_class_unclear"]
    assert (reading.findings[0].at.cell, reading.findings[0].value) == ("D7", "好")
    assert reading.answers.held_ballots == {2: "ballot_class_unclear"}


def test_a_mark_in_a_merged_cell_is_spoiled_wherever_it_may_belong() -> None:
    sheet = replace(with_cells(GOOD, D8=None), merged=dict.fromkeys([(7, 4), (8, 4)], (7, 4)))
    reading = read_ballots(form_of("a", grids(sheet), RULES, "V001"))
    assert set(reading.answers.ballots[0].marks.values()) == {"作废"}
    assert codes(reading.findings) == ["mark_merged"] * 2
    assert [finding.at.cell for finding in reading.findings] == ["D7", "D8"]


def test_a_class_merged_over_two_ballots_holds_both() -> None:
    sheet = replace(GOOD, merged=dict.fromkeys([(5, 4), (5, 5)], (5, 4)))
    reading = read_ballots(form_of("a", grids(sheet), RULES, "V001"))
    assert reading.answers.held_ballots == {1: "ballot_class_unclear", 2: "ballot_class_unclear"}
    assert not reading.answers.ballots


def test_merged_cells_without_content_do_not_matter() -> None:
    blank = replace(with_cells(GOOD, D8=None), merged=dict.fromkeys([(8, 4), (9, 4)], (8, 4)))
    reading = read_ballots(form_of("a", grids(blank), RULES, "V001"))
    assert reading.answers.ballots[0].marks["V003", OVERALL] == ""
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


FURTHER = grid(
    "录票",
    [*HEAD, "第1票", "第1票·廉洁自律"],
    ["票类", None, None, "A票", None],
    ["V001", None, "王一", None, None],
    ["V002", None, "王二", "好", "差"],
    ["V003", None, "王三", None, "好"],
)


def rules_with_further() -> FormRules:
    return replace(RULES, further=("廉洁自律",))


def test_further_criteria_have_marks_of_their_own() -> None:
    reading = read_ballots(form_of("a", grids(FURTHER), rules_with_further(), "V001"))
    assert reading.answers.ballots[0].marks == {
        ("V002", OVERALL): "好",
        ("V002", "廉洁自律"): "差",
        ("V003", OVERALL): "",
        ("V003", "廉洁自律"): "好",
    }


def test_a_ballot_has_one_class() -> None:
    same = read_ballots(form_of("a", grids(with_cells(FURTHER, E2="A票")), rules_with_further(), "V001"))
    assert same.answers.ballots[0].voter_class == "A票"
    other_reading = read_ballots(
        form_of("a", grids(with_cells(FURTHER, E2="B票")), rules_with_further(), "V001")
    )
    assert (codes(other_reading.findings), other_reading.answers.held_ballots) == (
        ["ballot_class_conflict"],
        {1: "ballot_class_conflict"},
    )


def test_a_lost_column_of_a_criterion_holds_the_form() -> None:
    reading = read_ballots(form_of("a", grids(with_cells(FURTHER, E1=None)), rules_with_further(), "V001"))
    assert "columns_missing" in codes(reading.findings)
    assert not reading.answers.ballots


def test_without_a_list_of_secretaries_the_rows_with_a_name_are_it() -> None:
    sheet = with_cells(GOOD, A10="说明：空白为弃权")
    reading = read_ballots(form_of("a", grids(sheet), replace(RULES, candidates=None), "V001"))
    assert {number for number, _ in reading.answers.ballots[0].marks} == {"V002", "V003"}


def test_ballots_whose_column_is_gone_are_named() -> None:
    reading = read_ballots(form_of("a.xlsx", grids(GOOD), replace(RULES, ballots=3), "V001"))
    assert [(finding.code, finding.context["numbers"]) for finding in reading.findings] == [
        ("ballots_gone", "3")
    ]
    assert len(reading.answers.ballots) == 2


def test_a_mark_hidden_in_a_merged_cell_is_spoiled() -> None:
    sheet = replace(with_cells(GOOD, D7=None), merged=dict.fromkeys([(7, 4), (8, 4)], (7, 4)))
    reading = read_ballots(form_of("a", grids(sheet), RULES, "V001"))
    assert set(reading.answers.ballots[0].marks.values()) == {"作废"}
    assert [(finding.code, finding.at.cell) for finding in reading.findings] == [
        ("mark_merged", "D7"),
        ("mark_merged", "D8"),
    ]
