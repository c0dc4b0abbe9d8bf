"""问卷 of a package: a row a respondent."""

from dataclasses import replace

import pytest

from shuzhi_xl.rules.intake.answers import Intake
from shuzhi_xl.rules.intake.survey_sheet import read_survey
from tests.rules.returned_forms import RULES, codes, form_of, grid, grids

HEADERS = ["序号", "票类", "总体评价", "意见建议"]


def read(*rows: list[object], headers: list[str] | None = None) -> Intake:
    return read_survey(form_of("a.xlsx", grids(grid("问卷", headers or HEADERS, *rows)), RULES))


def test_rows_with_a_class_are_responses_and_gaps_do_not_matter() -> None:
    reading = read([1, "党员", "好", " 多下基层 "], [2], [3, "群众"], [], [5, "群众", "差"])
    assert [
        (survey.order, survey.voter_class, survey.marks["总体评价"], survey.opinion)
        for survey in reading.answers.surveys
    ] == [
        (1, "党员", "好", "多下基层"),
        (3, "群众", "", ""),
        (5, "群众", "差", ""),
    ]
    assert not reading.findings


def test_added_rows_get_the_next_free_numbers() -> None:
    reading = read([1, "党员", "好"], [None, "群众", "差"], ["新", "群众", "好"])
    assert [survey.order for survey in reading.answers.surveys] == [1, 2, 3]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ([1, None, "好"], "survey_class_missing"),
        ([1, "领导", "好"], "survey_class_unknown"),
        ([1, None, None, "多下基层"], "opinion_only"),
    ],
)
def test_what_is_no_response_is_listed(row: list[object], code: str) -> None:
    reading = read(row, [2, "党员", "好"])
    assert codes(reading.findings) == [code]
    assert [survey.order for survey in reading.answers.surveys] == [2]


def test_an_unreadable_mark_is_spoiled_and_listed() -> None:
    reading = read([1, "党员", "很好"])
    assert reading.answers.surveys[0].marks == {"总体评价": "作废"}
    assert (codes(reading.findings), reading.findings[0].at.cell) == (["mark_unreadable"], "C2")


def test_a_mark_beside_the_table_is_listed() -> None:
    assert codes(read([1, "党员", None, None, "好"]).findings) == ["marks_outside"]


def test_a_repeated_number_holds_the_survey() -> None:
    reading = read([1, "党员", "好"], [1, "党员", "好"])
    assert codes(reading.findings) == ["row_repeated"]
    assert not reading.answers.surveys


def test_opinions_under_another_header_hold_the_survey() -> None:
    """They would be dropped without a word."""
    rows = [1, "党员", "好", "多下基层"]
    reading = read_survey(
        form_of("a", grids(grid("问卷", ["序号", "票类", "总体评价", "意见"], rows)), RULES)
    )
    assert (codes(reading.findings), reading.answers.surveys) == (["columns_missing"], ())


def test_further_criteria_are_read_and_missed() -> None:
    rules = replace(RULES, further=("廉洁自律",))
    whole = grids(grid("问卷", ["序号", "票类", "总体评价", "廉洁自律", "意见建议"], [1, "党员", "好", "差"]))
    assert read_survey(form_of("a", whole, rules)).answers.surveys[0].marks == {
        "总体评价": "好",
        "廉洁自律": "差",
    }
    lacking = grids(grid("问卷", HEADERS, [1, "党员", "好"]))
    reading = read_survey(form_of("a", lacking, rules))
    assert (codes(reading.findings), reading.answers.surveys) == (["columns_missing"], ())


@pytest.mark.parametrize(("issued", "expected"), [(30, ["sheet_missing"]), (0, [])])
def test_a_missing_sheet_is_named_where_surveys_were_issued(issued: int, expected: list[str]) -> None:
    assert codes(read_survey(form_of("a", {}, replace(RULES, surveys=issued))).findings) == expected


def test_headers_in_several_rows_are_no_headers() -> None:
    scattered = grids(grid("问卷", ["序号", "票类"], ["总体评价", "意见建议"]))
    assert codes(read_survey(form_of("a", scattered, RULES)).findings) == ["headers_missing"]


def test_a_copied_survey_without_the_original_is_ambiguous() -> None:
    two = grids(grid("一", HEADERS), grid("二", HEADERS))
    assert codes(read_survey(form_of("a", two, RULES)).findings) == ["sheet_ambiguous"]


def test_struck_and_merged_answers_are_listed_and_never_counted() -> None:
    whole = grid("问卷", HEADERS, [1, "党员", "好"], [2, "群众", "差"], [3, "群众"], [4, "党员", "好"])
    sheet = replace(whole, struck=frozenset({(2, 3), (5, 2)}), merged=dict.fromkeys([(3, 3), (4, 3)], (3, 3)))
    reading = read_survey(form_of("a", grids(sheet), RULES))
    assert [(survey.order, survey.marks["总体评价"]) for survey in reading.answers.surveys] == [
        (1, "作废"),
        (2, "作废"),
        (3, "作废"),
    ]
    assert codes(reading.findings) == ["mark_struck", "mark_merged", "mark_merged", "survey_class_unclear"]
