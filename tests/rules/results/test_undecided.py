"""Why an organisation has no final grade, and what may be published meanwhile."""

from typing import Any

import pytest

from shuzhi_xl.findings import Severity
from shuzhi_xl.rules.grading.grade import GradingResult
from shuzhi_xl.rules.results.undecided import find_cause, find_publishable_tracks, find_undecided
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.findings import deciding
from tests.rules.computed_town import NUMBERS, computed, decided, town
from tests.rules.small_town import grades, organisation


def changed(year: Year, number: str, **cells: Any) -> Year:
    """The town with some cells of one line of 综合评定 typed over."""
    lines = [dict(row) for row in year.raw["综合评定"].records()]
    return town(appraisals=[{**line, **(cells if line["编号"] == number else {})} for line in lines])


def graded(year: Year) -> GradingResult:
    return computed(year)[2]


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({}, ""),
        ({"研究日期": None}, deciding.NO_DAY),
        ({"研究等次": "一般"}, deciding.NO_REASON),
        ({"综合得分": 12}, deciding.CHANGED_SINCE),
        ({"研究等次": "一般", "调整理由": "研究决定"}, ""),
    ],
)
def test_the_cause_is_what_the_clerk_has_to_do(cells: dict[str, Any], why: str) -> None:
    result = graded(changed(decided(*NUMBERS), "V001", **cells))
    assert [find_cause(branch) for branch in result.branches] == [why, "", "", "", ""]
    assert [finding.context["number"] for finding in find_undecided(result)] == ["V001"] * (
        why == deciding.NO_DAY
    )


def test_without_a_composite_there_is_nothing_to_decide() -> None:
    result = graded(town(routine=[]))
    assert {find_cause(branch) for branch in result.branches} == {deciding.NOT_COMPUTED}
    assert not list(find_undecided(result))


def test_a_tie_waits_for_a_grade() -> None:
    quota = grades(("好", 100, 85, 20), ("较好", 80, 80, None), ("一般", 60, 60, None), ("差", 0, 0, None))
    result = graded(town({"同分处理": "报错"}, grades=quota))
    tied = [branch.number for branch in result.branches if find_cause(branch) == deciding.TIED]
    assert {"V001", "V005"} <= set(tied)


def test_a_track_is_published_only_whole() -> None:
    complete, findings = find_publishable_tracks(graded(decided(*NUMBERS)), ("村", "机关"))
    assert (complete, findings) == (["村"], [])


def test_missing_branches_are_reported_with_reason_at_the_first_cell_to_fill() -> None:
    year = changed(changed(decided(*NUMBERS), "V002", 研究日期=None), "V004", 研究等次="好")
    complete, (finding,) = find_publishable_tracks(graded(year), ("村", "机关"))
    assert complete == []
    assert finding.severity is Severity.BLOCKING
    (row,) = (row for row in year.appraisals if row.number == "V002")
    assert finding.at == row.at("decided_on")
    assert finding.context["waiting"] == "V002村党支部（没有填研究日期）；V004村党支部（没有写调整理由）"
    assert (finding.context["count"], finding.context["total"]) == (2, 5)


def test_a_track_whose_turn_has_not_come_is_only_noticed() -> None:
    office = organisation("J001", 组织类型="机关", 板块="机关", 场次="M2")
    year = decided(*NUMBERS, organisations=[*map(organisation, NUMBERS), office])
    complete, (finding,) = find_publishable_tracks(graded(year), ("村", "机关"))
    assert complete == ["村"]
    assert (finding.severity, finding.context["track"]) == (Severity.NOTICE, "机关")
    assert finding.context["waiting"] == "J001村党支部（还没有建议等次）"


def test_before_anything_is_computed_the_roster_is_named() -> None:
    year = town()
    _, (finding,) = find_publishable_tracks(graded(year), ("村",))
    assert finding.at == year.organisations[0].at("number")
    assert finding.severity is Severity.BLOCKING
