"""录票 of a typing workbook: a row a ballot, a column a secretary."""

from dataclasses import replace

import pytest

from shuzhi_xl.rules.intake.cell_grid import Grid
from shuzhi_xl.rules.intake.typing_sheet import read_typed
from shuzhi_xl.rules.receipt.fingerprint import fingerprint
from shuzhi_xl.sheets.outgoing.forms import MARK_KEYS
from shuzhi_xl.wording.findings.all import sentence
from tests.rules.returned_forms import RULES, codes, form_of, grid, grids

OVERALL = "总体评价"
HEADERS = ["票号", "票类", "已评", "V001", "V002", "V003"]
NAMES = [None, None, None, "王一", "王二", "王三"]


def typed(*rows: list[object], headers: list[str | None] | None = None) -> dict[str, object]:
    sheet = grid("录票", headers or HEADERS, NAMES, *rows, top=3)
    return {"grids": grids(sheet), "file": "录票甲.xlsx", "rules": RULES}


def test_ballots_are_read_by_their_number() -> None:
    reading = read_typed(form_of(**typed([7, "A票", 2, "好", "差", None], [3, "B票", 0], [4, None, 0])))  # type: ignore[arg-type]
    assert [(ballot.order, ballot.voter_class) for ballot in reading.answers.ballots] == [
        (7, "A票"),
        (3, "B票"),
    ]
    assert reading.answers.ballots[0].marks == {
        ("V001", OVERALL): "好",
        ("V002", OVERALL): "差",
        ("V003", OVERALL): "",
    }
    assert set(reading.answers.ballots[1].marks.values()) == {""}
    assert not reading.findings


def test_a_mark_that_is_spoiled_on_paper_is_typed_as_such() -> None:
    """A typist who could only leave it blank would make an abstention of it."""
    ballots = read_typed(form_of(**typed([1, "A票", 2, "作废", "好", None])))  # type: ignore[arg-type]
    assert [*ballots.answers.ballots[0].marks.values()] == ["作废", "好", ""]
    assert not ballots.findings


def test_marks_without_a_class_are_held() -> None:
    reading = read_typed(form_of(**typed([1, None, 1, "好"], [2, "A票", 1, "好"])))  # type: ignore[arg-type]
    assert reading.answers.held_ballots == {1: "ballot_class_missing"}
    assert codes(reading.findings) == ["ballot_class_missing"]
    assert [ballot.order for ballot in reading.answers.ballots] == [2]


@pytest.mark.parametrize("number", [None, "甲", "零", 0, -1, 1.5])
def test_a_ballot_without_a_number_is_listed(number: object) -> None:
    reading = read_typed(form_of(**typed([number, "A票", 1, "好"], [2, "A票", 1, "好"])))  # type: ignore[arg-type]
    assert codes(reading.findings) == ["ballot_number_missing"]
    assert [ballot.order for ballot in reading.answers.ballots] == [2]


def test_a_row_with_an_unreadable_number_and_marks_is_listed() -> None:
    reading = read_typed(form_of(**typed(["甲", None, 1, "好"])))  # type: ignore[arg-type]
    assert codes(reading.findings) == ["ballot_number_missing"]


def test_a_number_typed_twice_holds_both() -> None:
    reading = read_typed(form_of(**typed([5, "A票", 1, "好"], ["５", "B票", 1, "差"], [6, "A票", 1, "好"])))  # type: ignore[arg-type]
    assert reading.answers.held_ballots == {5: "ballot_repeated"}
    assert codes(reading.findings) == ["ballot_repeated"]
    assert reading.findings[0].at.cell == "A6"
    assert [ballot.order for ballot in reading.answers.ballots] == [6]


def test_a_prepared_number_may_be_repeated_while_one_row_is_unused() -> None:
    reading = read_typed(form_of(**typed([5, "A票", 1, "好"], [5, None, 0])))  # type: ignore[arg-type]
    assert [ballot.order for ballot in reading.answers.ballots] == [5]
    assert not reading.findings


def test_a_secretary_without_a_column_holds_the_form() -> None:
    headers: list[str | None] = ["票号", "票类", "已评", "V001", "V002", "V00X"]
    reading = read_typed(form_of(**typed([1, "A票", 2, "好", "差", "好"], headers=headers)))  # type: ignore[arg-type]
    assert codes(reading.findings) == ["candidate_missing", "marks_outside"]
    assert (reading.answers.ballots, reading.answers.held_ballots) == ((), {1: "candidate_missing"})


@pytest.mark.parametrize(
    ("listed", "codes_of", "cause"),
    [
        (None, ["candidate_missing"], "如果是发出以后名册才增加的"),
        (frozenset({"V001", "V002", "V003"}), ["candidate_missing"], "行或列被删去了"),
        (frozenset({"V001", "V002"}), ["candidate_added"], "名册又增加了应评议的书记：V003"),
        (frozenset({"V001"}), ["candidate_missing", "candidate_added"], "行或列被删去了"),
    ],
)
def test_the_reason_for_a_missing_column_is_given_if_it_is_known(
    listed: frozenset[str] | None, codes_of: list[str], cause: str
) -> None:
    headers: list[str | None] = ["票号", "票类", "已评", "V001", *(["V002"] if len(codes_of) == 1 else [])]
    if listed == frozenset({"V001"}):
        listed = frozenset({"V001", "V002"})
    sheet = grid("录票", headers, [1, "A票", 1, "好"])
    reading = read_typed(form_of("a.xlsx", grids(sheet), replace(RULES, listed=listed)))
    assert codes(reading.findings) == codes_of
    assert cause in sentence(reading.findings[0])
    assert not reading.answers.ballots


def test_a_lost_column_of_one_criterion_is_no_lost_secretary() -> None:
    sheet = grid("录票", ["票号", "票类", "V002"], [1, "A票", "好"])
    rules = replace(RULES, further=("廉洁自律",), candidates=frozenset({"V002"}))
    reading = read_typed(form_of("a", grids(sheet), rules))
    assert codes(reading.findings) == ["columns_missing"]
    assert reading.findings[0].context["headers"] == "V002·廉洁自律"


def test_a_repeated_column_holds_the_form() -> None:
    headers: list[str | None] = [*HEADERS, "V003"]
    reading = read_typed(form_of(**typed([1, "A票", 2, "好"], headers=headers)))  # type: ignore[arg-type]
    assert codes(reading.findings) == ["header_repeated"]
    assert not reading.answers.ballots


def test_marks_on_no_ballot_are_listed() -> None:
    reading = read_typed(form_of(**typed([None, None, 1, "好"], [1, "A票", 0, None, None, None, "差"])))  # type: ignore[arg-type]
    assert codes(reading.findings) == ["marks_outside"]
    assert reading.findings[0].context["cells"] == "D5“好”、G6“差”"


def test_further_criteria_have_columns() -> None:
    sheet = grid("录票", ["票号", "票类", "V002", "V002·廉洁自律"], [1, "A票", "好", "差"])
    for candidates in (frozenset({"V002"}), None):
        rules = replace(RULES, further=("廉洁自律",), candidates=candidates)
        reading = read_typed(form_of("a", grids(sheet), rules))
        assert reading.answers.ballots[0].marks == {("V002", OVERALL): "好", ("V002", "廉洁自律"): "差"}


def test_a_missing_sheet_is_named() -> None:
    reading = read_typed(form_of("a", grids(grid("Sheet1", ["票号"])), replace(RULES, ballots=9)))
    assert codes(reading.findings) == ["sheet_missing"]


def test_a_ballot_crossed_out_as_a_whole_is_held() -> None:
    sheet = grid("录票", HEADERS, NAMES, [1, "A票", 1, "好"], [2, "A票", 1, "差"], top=3)
    struck = frozenset((5, col) for col in range(1, 7))
    reading = read_typed(form_of("a", grids(replace(sheet, struck=struck)), RULES))
    assert [ballot.order for ballot in reading.answers.ballots] == [2]
    assert reading.answers.held_ballots == {1: "ballot_class_unclear"}


def test_a_class_merged_over_rows_holds_their_ballots() -> None:
    sheet = grid("录票", HEADERS, NAMES, [1, "A票", 1, "好"], [2, None, 0], top=3)
    reading = read_typed(
        form_of("a", grids(replace(sheet, merged=dict.fromkeys([(5, 2), (6, 2)], (5, 2)))), RULES)
    )
    assert reading.answers.held_ballots == {1: "ballot_class_unclear", 2: "ballot_class_unclear"}


def test_prepared_ballots_whose_row_is_gone_are_named() -> None:
    sheet = grid("录票", HEADERS, NAMES, [1, "A票", 1, "好"], [4, None, 0], top=3)
    reading = read_typed(form_of("录票甲.xlsx", grids(sheet), replace(RULES, ballots=5)))
    assert [(finding.code, finding.context["numbers"]) for finding in reading.findings] == [
        ("ballots_gone", "2、3、5")
    ]
    assert [ballot.order for ballot in reading.answers.ballots] == [1]


# ---------------------------------------------------------------- keys instead of grades

KEYED = [f"录评价按数字：{MARK_KEYS}　（或按 Alt+↓ 选择）"]


def keyed(*rows: list[object]) -> dict[str, object]:
    sheet = grid("录票", KEYED, HEADERS, NAMES, *rows)
    return {"grids": grids(sheet), "file": "录票甲.xlsx", "rules": RULES}


def test_keys_are_the_grades_that_the_sheet_says() -> None:
    rows = [1, "A票", 3, 1, "２", "y"], [2, "B票", 2, 4.0, "差", None]
    intake = read_typed(form_of(**keyed(*rows)))  # type: ignore[arg-type]
    assert [[*ballot.marks.values()] for ballot in intake.answers.ballots] == [
        ["好", "较好", "一般"],
        ["差", "差", ""],
    ]
    assert not intake.findings


def test_a_key_and_its_grade_are_one_answer() -> None:
    """So 甲 may type keys and 乙 the words, and a form typed again in words is the same form."""
    keys = read_typed(form_of(**keyed([1, "A票", 3, 1, "2", "h"])))  # type: ignore[arg-type]
    words = read_typed(form_of(**keyed([1, "A票", 3, "好", "较好", "好"])))  # type: ignore[arg-type]
    assert keys.answers == words.answers
    assert fingerprint(keys.answers) == fingerprint(words.answers)


@pytest.mark.parametrize(
    "sheet",
    [
        grid("录票", HEADERS, NAMES, [1, "A票", 1, 1], top=3),
        grid("录票", HEADERS, NAMES, [1, "A票", 1, 1], KEYED),
        grid("录票", ["1 差　2 一般　3 较好　4 好"], HEADERS, NAMES, [1, "A票", 1, 1]),
    ],
    ids=["without the line", "below the ballots", "another order"],
)
def test_a_number_on_a_sheet_that_does_not_say_what_it_means_is_not_guessed(sheet: Grid) -> None:
    intake = read_typed(form_of("录票甲.xlsx", grids(sheet)))
    assert codes(intake.findings) == ["mark_unreadable"]
    assert intake.answers.ballots[0].marks["V001", OVERALL] == "作废"


def test_a_key_that_stands_for_nothing_is_spoiled_and_listed() -> None:
    intake = read_typed(form_of(**keyed([1, "A票", 2, 5, "0"])))  # type: ignore[arg-type]
    assert codes(intake.findings) == ["mark_unreadable"] * 2


def test_keys_on_no_ballot_are_listed_but_not_the_counts_of_marks() -> None:
    rows = [[None, None, 2, "1"], [1, "A票", 1, 1], ["合计", None, None, 3]]
    intake = read_typed(form_of(**keyed(*rows)))  # type: ignore[arg-type]
    assert codes(intake.findings) == ["ballot_number_missing", "marks_outside"]
    assert intake.findings[1].context["cells"] == "D4“1”"
