"""A package with a second criterion (测评项目): a column per ballot and criterion."""

from dataclasses import replace

from shuzhi_xl.rules.intake.package_sheet import read_ballots
from shuzhi_xl.rules.intake.returned_form import FormRules
from tests.rules.intake.package_grids import OVERALL, with_cells
from tests.rules.returned_forms import HEAD, RULES, codes, form_of, grid, grids

TWO_CRITERIA = grid(
    "录票",
    [*HEAD, "第1票", "第1票·廉洁自律"],
    ["票类", None, None, "A票", None],
    ["V001", None, "王一", None, None],
    ["V002", None, "王二", "好", "差"],
    ["V003", None, "王三", None, "好"],
)


def rules_of_two_criteria() -> FormRules:
    return replace(RULES, further=("廉洁自律",))


def test_each_criterion_has_its_marks() -> None:
    reading = read_ballots(form_of("a", grids(TWO_CRITERIA), rules_of_two_criteria(), "V001"))
    assert reading.answers.ballots[0].marks == {
        ("V002", OVERALL): "好",
        ("V002", "廉洁自律"): "差",
        ("V003", OVERALL): "",
        ("V003", "廉洁自律"): "好",
    }


def test_a_ballot_has_one_class() -> None:
    same = read_ballots(
        form_of("a", grids(with_cells(TWO_CRITERIA, E2="A票")), rules_of_two_criteria(), "V001")
    )
    assert same.answers.ballots[0].voter_class == "A票"
    other_reading = read_ballots(
        form_of("a", grids(with_cells(TWO_CRITERIA, E2="B票")), rules_of_two_criteria(), "V001")
    )
    assert (codes(other_reading.findings), other_reading.answers.held_ballots) == (
        ["ballot_class_conflict"],
        {1: "ballot_class_conflict"},
    )


def test_a_lost_column_of_a_criterion_holds_the_form() -> None:
    reading = read_ballots(
        form_of("a", grids(with_cells(TWO_CRITERIA, E1=None)), rules_of_two_criteria(), "V001")
    )
    assert "columns_missing" in codes(reading.findings)
    assert not reading.answers.ballots
