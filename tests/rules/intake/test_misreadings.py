"""Marks that nobody can read: a few are spoiled votes, many hold the form."""

from dataclasses import replace

import pytest

from shuzhi_xl.rules.intake.package_sheet import read_ballots
from shuzhi_xl.rules.intake.survey_sheet import read_survey
from shuzhi_xl.rules.intake.typing_sheet import read_typed
from shuzhi_xl.wording.findings.all import sentence
from tests.rules.returned_forms import RULES, codes, form_of, grid, grids, package

TWO = replace(RULES, misread_most=2)
HEADERS = ["票号", "票类", "已评", "V001", "V002", "V003"]


def typed(*marks: object) -> dict[str, object]:
    rows = [[order, "A票", 1, mark, "好", None] for order, mark in enumerate(marks, start=1)]
    return {"file": "录票甲.xlsx", "grids": grids(grid("录票", HEADERS, *rows))}


def test_a_few_are_spoiled_and_listed_one_by_one() -> None:
    reading = read_typed(form_of(**typed(1, 2, "好"), rules=TWO))  # type: ignore[arg-type]
    assert codes(reading.findings) == ["mark_unreadable"] * 2
    assert len(reading.answers.ballots) == 3


def test_many_hold_the_form_with_one_finding() -> None:
    reading = read_typed(form_of(**typed(1, 2, 3, "好"), rules=TWO))  # type: ignore[arg-type]
    assert codes(reading.findings) == ["marks_unreadable"]
    finding = reading.findings[0]
    assert (finding.at.cell, finding.context["count"], finding.context["cells"]) == (
        "D2",
        3,
        "D2“1”、D3“2”、D4“3”",
    )
    assert not reading.answers.ballots
    assert reading.answers.held_ballots == dict.fromkeys(range(1, 5), "marks_unreadable")


@pytest.mark.parametrize("mark", ["作废", " 作 废 "])
def test_marks_typed_as_spoiled_are_no_misunderstanding(mark: str) -> None:
    reading = read_typed(form_of(**typed(mark, mark, mark, 1), rules=TWO))  # type: ignore[arg-type]
    assert codes(reading.findings) == ["mark_unreadable"]
    assert len(reading.answers.ballots) == 4


def test_other_findings_of_the_sheet_are_still_listed() -> None:
    sheet = package((None, "1", "2", "3"), ("A票", "1", "2", "3"), (None, "好", "好", "好"))
    reading = read_ballots(form_of("a.xlsx", grids(sheet), TWO, ""))
    assert sorted(codes(reading.findings)) == [
        "ballot_class_missing",
        "ballot_class_missing",
        "marks_unreadable",
    ]
    assert "“录票”的“第2票”一列中有 3 处评价" in sentence(reading.findings[-1])


def test_a_column_that_nobody_can_read_is_named() -> None:
    intake = read_typed(form_of(**typed("优", "优", "良"), rules=TWO))  # type: ignore[arg-type]
    assert "“录票”的“V001”一列中有 3 处评价" in sentence(intake.findings[0])


def test_many_classes_that_nobody_can_read_hold_the_form_with_one_finding() -> None:
    rows = [[order, voter_class, 1, "好"] for order, voter_class in enumerate(("A", "A", None, "A票"), 1)]
    intake = read_typed(form_of("录票甲.xlsx", grids(grid("录票", HEADERS, *rows)), TWO))
    assert codes(intake.findings) == ["classes_unreadable"]
    assert "“录票”的“票类”一列中有 3 处票类" in sentence(intake.findings[0])
    assert intake.findings[0].context["cells"] == "B2“A”、B3“A”、B4“空白”"
    assert intake.holds_form
    assert not intake.answers.ballots
    assert set(intake.answers.held_ballots) == {1, 2, 3, 4}
    sheet = package(*((of, "好", None, None) for of in ("甲", "乙", "丙")))
    spread = read_ballots(form_of("a.xlsx", grids(sheet), TWO))
    assert "“录票”中有 3 处票类" in sentence(spread.findings[-1])
    few = read_typed(form_of("录票甲.xlsx", grids(grid("录票", HEADERS, *rows[1:])), TWO))
    assert codes(few.findings) == ["ballot_class_unknown", "ballot_class_missing"]
    assert [ballot.order for ballot in few.answers.ballots] == [4]


def test_a_survey_is_held_likewise() -> None:
    rows = [[order, "党员", mark] for order, mark in enumerate(["1", "2", "3", "好"], start=1)]
    sheet = grid("问卷", ["序号", "票类", "总体评价", "意见建议"], *rows)
    reading = read_survey(form_of("a.xlsx", grids(sheet), TWO))
    assert codes(reading.findings) == ["marks_unreadable"]
    assert not reading.answers.surveys
    assert len(read_survey(form_of("a.xlsx", grids(sheet), RULES)).answers.surveys) == 4
    of_classes = grid(
        "问卷", ["序号", "票类", "总体评价", "意见建议"], *([n, "路人", "好"] for n in (1, 2, 3))
    )
    intake = read_survey(form_of("a.xlsx", grids(of_classes), TWO))
    assert codes(intake.findings) == ["classes_unreadable"]
    assert not intake.answers.surveys
