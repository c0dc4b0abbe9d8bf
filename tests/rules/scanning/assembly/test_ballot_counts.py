"""Ballots read beside 应印份数, 实到 and 应到."""

from dataclasses import replace

import pytest

from shuzhi_xl.findings import Location, Severity
from shuzhi_xl.rules.scanning.assembly.ballot_counts import BallotCount, check_counts, count_ballots
from shuzhi_xl.wording.findings.papers.scanning import SCANNING
from tests.rules.scanning.invented_pages import ballot, placed
from tests.rules.small_town import attendees, meeting, year_of

COUNT = BallotCount("M1", "A票", eligible=9, present=8, issued=12, read=8, repeated=0, incomplete=0)
PLACE = Location("读票清单.xlsx")


def test_ballots_are_counted_by_class_without_those_that_look_scanned_twice() -> None:
    people = [attendees("A票", 6), attendees("B票", 4)]
    year = year_of(attendees=people, meetings=[meeting()])
    ballots = [
        ballot(1, placed(1, "a"), placed(2, "b")),
        ballot(2, placed(1, "c")),
        ballot(3, placed(1, "d"), repeats=placed(1, "a")),
    ]
    expected = BallotCount("M1", "A票", 6, 6, 20, read=2, repeated=1, incomplete=1)
    assert count_ballots(year, ballots, {("M1", "A票"): 20}) == [expected]


def test_present_is_known_where_it_is_recorded_for_everybody() -> None:
    people = [
        attendees("A票", 6),
        attendees("A票", 1) | {"人数": None, "姓名": "甲"},
        attendees("A票", 3) | {"出席": "否", "姓名": "乙"},
        attendees("B票", 4) | {"出席": None},
        attendees("A票", 50, meeting="M2"),
    ]
    year = year_of(attendees=people, meetings=[meeting(), meeting("M2")])
    ballots = [ballot(1, placed(1, "a")), replace(ballot(2, placed(1, "b")), voter_class="B票")]
    counts = count_ballots(year, ballots, {})
    assert [(count.eligible, count.present, count.issued) for count in counts] == [
        (10, 7, None),
        (4, None, None),
    ]


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, []),
        ({"read": 13}, ["scan_more_than_issued"]),
        ({"read": 9}, ["scan_more_than_present"]),
        ({"read": 7}, ["scan_fewer_than_present"]),
        ({"read": 9, "present": None}, []),
        ({"read": 10, "present": None}, ["scan_more_than_eligible"]),
        ({"read": 7, "present": None}, ["scan_fewer_than_eligible"]),
        ({"read": 7, "present": None, "eligible": None}, []),
        ({"read": 13, "issued": None}, ["scan_more_than_present"]),
        ({"repeated": 2, "incomplete": 1}, ["scan_pages_missing"]),
    ],
)
def test_a_surplus_or_a_lack_is_said_once(changes: dict[str, int | None], codes: list[str]) -> None:
    findings = [*check_counts([replace(COUNT, **changes)], PLACE)]  # type: ignore[arg-type]
    assert [finding.code for finding in findings] == codes
    for finding in findings:
        assert "M1“A票”" in SCANNING[finding.code].format_map(finding.context)
        assert (finding.at, finding.severity) == (PLACE, Severity.NOTICE)
