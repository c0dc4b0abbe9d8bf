"""The demo passes exactly when it found what it planted: no more, no less."""

from shuzhi_xl.demo.town.planted import Planted, PlantingDifference, Trick, compare
from shuzhi_xl.findings import Finding, Location, blocking, notice
from shuzhi_xl.jobs.stages.job_context import Outcome

PLANTED = [Planted(Trick.SLIP, "a.xlsx", "mark_unreadable"), Planted(Trick.TWICE, "b.xlsx")]
SLIP = notice("mark_unreadable", Location("a.xlsx", "录票", "D7"), value="交好")
COUNTS = {"files": 2, "accepted": 2}


def outcome(*findings: Finding, **counts: int) -> Outcome:
    return Outcome("collect", "", {**COUNTS, **counts}, findings)


def test_just_what_was_planted() -> None:
    assert compare(PLANTED, outcome(SLIP), COUNTS) == []


def test_planted_but_not_found() -> None:
    assert compare(PLANTED, outcome(), COUNTS) == [PlantingDifference("mark_unreadable", "a.xlsx", 1, 0)]


def test_found_but_not_planted() -> None:
    more = blocking("sheet_missing", Location("c.xlsx"))

    assert compare(PLANTED, outcome(SLIP, more), COUNTS) == [
        PlantingDifference("sheet_missing", "c.xlsx", 0, 1)
    ]


def test_found_in_another_file() -> None:
    elsewhere = notice("mark_unreadable", Location("b.xlsx", "录票", "D7"))

    assert len(compare(PLANTED, outcome(elsewhere), COUNTS)) == 2


def test_found_twice() -> None:
    twice = notice("mark_unreadable", Location("a.xlsx", "问卷", "C6"))

    assert compare(PLANTED, outcome(SLIP, twice), COUNTS) == [
        PlantingDifference("mark_unreadable", "a.xlsx", 1, 2)
    ]


def test_counts_that_do_not_add_up() -> None:
    assert compare(PLANTED, outcome(SLIP, accepted=1), COUNTS) == [PlantingDifference("accepted", "", 2, 1)]


def test_a_form_of_the_register_is_recognised_by_its_number() -> None:
    missing = notice("not_returned", Location("总表.xlsm", "票单登记", "M4"), form="15-C001-1-ACDE")
    planted = [Planted(Trick.MISSING, "15-C001-1-ACDE", "not_returned")]

    assert compare(planted, outcome(missing), COUNTS) == []
