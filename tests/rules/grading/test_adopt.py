"""其余同建议等次: which rows of 综合评定 get the date of their track."""

from datetime import date
from typing import Any

import pytest

from shuzhi_xl.rules.grading.adopt import Adoption, adopt_suggestions
from shuzhi_xl.sheets.declaration.row import Frame, Position
from shuzhi_xl.sheets.master.results import Appraisal
from shuzhi_xl.sheets.master.scheme_tables import Track

DAY, OTHER = date(2016, 2, 3), date(2016, 2, 4)


def appraisal(line: int, **fields: Any) -> Appraisal:
    row = {"track": "村", "number": f"V{line}", "name": f"{line}村", "suggested_grade": "好", **fields}
    return Appraisal.of(position=Position(line, Frame("总表.xlsm", "综合评定", {})), **row)


def track(name: str, decided_on: date | None) -> Track:
    texts = dict.fromkeys(("lead_department", "debriefs_to", "organisation_types"), "村")
    return Track.of(name=name, decided_on=decided_on, **texts)


def adopt(*rows: Appraisal) -> Adoption:
    return adopt_suggestions(rows, [track("村", DAY), track("居", None)])


@pytest.mark.parametrize(
    ("fields", "dated", "deviating"),
    [
        ({}, True, 0),
        ({"decided_grade": "好"}, True, 0),
        ({"decided_grade": "较好", "decision_reason": "有争议"}, True, 1),
        ({"decided_grade": "较好"}, False, 0),
        ({"suggested_grade": ""}, False, 0),
        ({"suggested_grade": "", "decided_grade": "好", "decision_reason": "同分"}, False, 0),
        ({"decided_on": OTHER}, False, 0),
        ({"track": "居"}, False, 0),
        ({"track": "别处"}, False, 0),
    ],
)
def test_a_row_is_dated_where_its_grade_is_settled(
    fields: dict[str, Any], dated: bool, deviating: int
) -> None:
    adoption = adopt(appraisal(4, **fields))
    assert adoption.cells == ({(4, "研究日期"): DAY} if dated else {})
    assert adoption.deviating == deviating


def test_rows_that_stay_are_counted_and_those_without_a_suggestion_named() -> None:
    adoption = adopt(appraisal(4, suggested_grade=""), appraisal(5, decided_grade="差"), appraisal(6))
    assert [(finding.code, finding.context["name"]) for finding in adoption.findings] == [
        ("suggestion_missing", "4村")
    ]
    assert (adoption.unexplained, list(adoption.cells)) == (1, [(6, "研究日期")])


def test_pressing_twice_changes_nothing_more() -> None:
    first = adopt(appraisal(4))
    assert adopt(appraisal(4, decided_on=first.cells[4, "研究日期"])) == Adoption({}, 0, [], 0)


def test_one_date_does_for_all_tracks_but_those_with_their_own() -> None:
    rows = [appraisal(4), appraisal(5, track="居")]
    adoption = adopt_suggestions(rows, [track("村", DAY), track("居", None)], OTHER)
    assert adoption.cells == {(4, "研究日期"): DAY, (5, "研究日期"): OTHER}
