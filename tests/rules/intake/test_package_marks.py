"""Marks of a package that are unreadable, struck out, merged, or in the wrong cell."""

from dataclasses import replace

from shuzhi_xl.findings import Severity
from shuzhi_xl.rules.intake.package_sheet import read_ballots
from tests.rules.intake.package_grids import OVERALL, TWO_BALLOTS, with_cells
from tests.rules.returned_forms import RULES, codes, form_of, grids, package


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


def test_marks_for_a_person_not_on_the_form_are_listed() -> None:
    reading = read_ballots(
        form_of("a", grids(with_cells(TWO_BALLOTS, A9="V009", D9="好", A10="V010")), RULES, "V001")
    )
    assert codes(reading.findings) == ["candidate_unknown"]
    assert "D9“好”" in reading.findings[0].context["cells"]
    assert len(reading.answers.ballots) == 2


def test_marks_beside_and_below_the_ballots_are_listed() -> None:
    reading = read_ballots(
        form_of("a", grids(with_cells(TWO_BALLOTS, H7="差", D12="好", E13="合计")), RULES, "V001")
    )
    assert codes(reading.findings) == ["marks_outside"]
    assert reading.findings[0].context["cells"] == "H7“差”、D12“好”"
    assert reading.findings[0].severity is Severity.NOTICE


def test_an_entry_beside_the_ballots_is_listed_unless_its_column_has_a_header() -> None:
    sheet = with_cells(TWO_BALLOTS, G7="√", H8="同意", I4="备注", I7="已核对", D12="√")
    reading = read_ballots(form_of("a", grids(sheet), RULES, "V001"))
    assert reading.findings[0].context["cells"] == "G7“√”、H8“同意”"
    assert codes(reading.findings) == ["marks_outside"]


def test_long_lists_are_cut_with_their_number() -> None:
    cells = {f"{column}7": "差" for column in "GHIJKLMNOP"}
    reading = read_ballots(form_of("a", grids(with_cells(TWO_BALLOTS, **cells)), RULES, "V001"))
    assert reading.findings[0].context["cells"].endswith("等共 10 格")


def test_a_struck_mark_is_spoiled_and_a_struck_class_holds_its_ballot() -> None:
    sheet = replace(TWO_BALLOTS, struck=frozenset({(7, 4), (5, 5), (4, 4)}))
    reading = read_ballots(form_of("a", grids(sheet), RULES, "V001"))
    assert [ballot.marks for ballot in reading.answers.ballots] == [
        {("V002", OVERALL): "作废", ("V003", OVERALL): "差"}
    ]
    assert codes(reading.findings) == ["mark_struck", "ballot_class_unclear"]
    assert (reading.findings[0].at.cell, reading.findings[0].value) == ("D7", "好")
    assert reading.answers.held_ballots == {2: "ballot_class_unclear"}


def test_a_mark_in_a_merged_cell_is_spoiled_wherever_it_may_belong() -> None:
    sheet = replace(with_cells(TWO_BALLOTS, D8=None), merged=dict.fromkeys([(7, 4), (8, 4)], (7, 4)))
    reading = read_ballots(form_of("a", grids(sheet), RULES, "V001"))
    assert set(reading.answers.ballots[0].marks.values()) == {"作废"}
    assert codes(reading.findings) == ["mark_merged"] * 2
    assert [finding.at.cell for finding in reading.findings] == ["D7", "D8"]


def test_a_class_merged_over_two_ballots_holds_both() -> None:
    sheet = replace(TWO_BALLOTS, merged=dict.fromkeys([(5, 4), (5, 5)], (5, 4)))
    reading = read_ballots(form_of("a", grids(sheet), RULES, "V001"))
    assert reading.answers.held_ballots == {1: "ballot_class_unclear", 2: "ballot_class_unclear"}
    assert not reading.answers.ballots


def test_merged_cells_without_content_do_not_matter() -> None:
    blank = replace(with_cells(TWO_BALLOTS, D8=None), merged=dict.fromkeys([(8, 4), (9, 4)], (8, 4)))
    reading = read_ballots(form_of("a", grids(blank), RULES, "V001"))
    assert reading.answers.ballots[0].marks["V003", OVERALL] == ""
    assert not reading.findings


def test_a_mark_hidden_in_a_merged_cell_is_spoiled() -> None:
    sheet = replace(with_cells(TWO_BALLOTS, D7=None), merged=dict.fromkeys([(7, 4), (8, 4)], (7, 4)))
    reading = read_ballots(form_of("a", grids(sheet), RULES, "V001"))
    assert set(reading.answers.ballots[0].marks.values()) == {"作废"}
    assert [(finding.code, finding.at.cell) for finding in reading.findings] == [
        ("mark_merged", "D7"),
        ("mark_merged", "D8"),
    ]
