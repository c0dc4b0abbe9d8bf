"""参与情况: what went out and came back, and what is not disclosed."""

from decimal import Decimal
from typing import Any

from shuzhi_xl.rules.results.track_summary import make_summary_content
from shuzhi_xl.sheets.outgoing.summary_content import SummaryContent, Turnout, TurnoutLine
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.sheets.titles import WITHHELD
from tests.rules.computed_town import NUMBERS, computed, town
from tests.rules.small_town import form, organisation, votes

FORMS = [
    *(form(f"P{number}", number, issued=2, 收回数=1, 场次="M1") for number in NUMBERS),
    *(form(f"S{number}", number, "问卷", issued=5, 收回数=4) for number in NUMBERS),
    form("S-old", "V001", "问卷", issued=9, state="作废", 收回数=9),
]


def open_town(settings: dict[str, Any] | None = None, **tables: Any) -> Year:
    """The town with nothing to withhold."""
    return town({"匿名下限": 1, **(settings or {})}, **tables)


def summary_of(year: Year) -> SummaryContent:
    return make_summary_content(year, *computed(year), "村")


def by(lines: list[TurnoutLine]) -> dict[tuple[str, str], list[Turnout | str]]:
    return {line.of: list(line.turnouts) for line in lines}


def test_ballots_are_counted_by_meeting_and_class() -> None:
    turnouts = by(list(summary_of(open_town()).meetings))
    assert turnouts["M1", "A票"] == [Turnout(6, 15, Decimal("250.00"))]  # each vote of this town is a ballot
    assert turnouts["M1", "B票"] == [Turnout(4, 13, Decimal("325.00"))]
    assert turnouts["M1", "合计"] == [Turnout(10, 28, Decimal("280.00"))]


def test_questionnaires_are_counted_by_class_and_as_a_whole() -> None:
    turnouts = by(list(summary_of(open_town(forms=FORMS)).meetings))
    assert turnouts["问卷调查", "群众"] == [Turnout(None, 20, None)]
    assert turnouts["问卷调查", "合计"] == [Turnout(25, 20, Decimal("80.00"))]
    assert ("问卷调查", "合计") not in by(list(summary_of(open_town(surveys=[])).meetings))


def test_package_ballots_count_as_issued_in_the_class_of_peers() -> None:
    peers = [row for number in NUMBERS for row in votes(number, "B票", "M1", f"P{number}", 好=1)]
    year = open_town({"互评票类": "B票"}, forms=FORMS, attendees=[], ballots=peers)
    assert by(list(summary_of(year).meetings))["M1", "B票"] == [Turnout(10, 5, Decimal("50.00"))]


def test_unknown_eligible_voters_are_not_reported() -> None:
    turnouts = by(list(summary_of(open_town(attendees=[])).meetings))
    assert turnouts["M1", "A票"] == [Turnout(None, 15, None)]
    assert turnouts["M1", "合计"] == [Turnout(None, 28, None)]


def test_ballots_of_forms_that_do_not_count_are_left_out() -> None:
    out = votes("V001", "A票", "M1", "PV001", 好=3)
    year = open_town(forms=[form("PV001", "V001", state="待定")], ballots=[*out, *votes("V001", "A票", 好=4)])
    assert by(list(summary_of(year).meetings))["M1", "A票"][0] == Turnout(6, 4, Decimal("66.67"))


def test_each_branch_has_its_forms_and_there_is_a_sum() -> None:
    lines = summary_of(open_town(forms=FORMS)).branches
    turnouts = by(list(lines))
    expected = [Turnout(2, 1, Decimal("50.00")), Turnout(5, 4, Decimal("80.00"))]
    assert turnouts["V001", "V001村党支部"] == expected
    assert lines[-1] == TurnoutLine(
        ("", "合计"), [Turnout(10, 5, Decimal("50.00")), Turnout(25, 20, Decimal("80.00"))]
    )
    assert len(lines) == 6


def test_a_branch_without_forms_has_no_rate() -> None:
    turnouts = by(list(summary_of(open_town(forms=[])).branches))
    assert turnouts["V001", "V001村党支部"] == [Turnout(0, 0, None), Turnout(0, 0, None)]


def test_a_meeting_with_one_withheld_branch_is_not_disclosed() -> None:
    year = town({"匿名下限": 3}, forms=FORMS)
    assert by(list(summary_of(year).meetings))["M1", "合计"] == [WITHHELD]
    assert ("M1", "A票") not in by(list(summary_of(year).meetings))
    turnouts = by(list(summary_of(year).branches))
    assert {str(cells[0]) for cells in turnouts.values()} == {WITHHELD}
    assert isinstance(turnouts["", "合计"][1], Turnout)


def test_a_withheld_survey_is_disclosed_neither_alone_nor_in_the_sum() -> None:
    surveys = [
        row for row in town().raw["问卷调查"].records() if row["编号"] != "V002" or row["总体评价"] == "差"
    ]
    year = town({"匿名下限": 2}, forms=FORMS, surveys=surveys)
    assert by(list(summary_of(year).meetings))["问卷调查", "合计"] == [WITHHELD]
    assert ("问卷调查", "群众") not in by(list(summary_of(year).meetings))
    turnouts = by(list(summary_of(year).branches))
    assert (turnouts["V002", "V002村党支部"][1], turnouts["", "合计"][1]) == (WITHHELD, WITHHELD)
    assert isinstance(turnouts["V001", "V001村党支部"][1], Turnout)


def test_a_branch_of_another_track_is_not_shown() -> None:
    office_branch = organisation("J001", 板块="机关", 场次="M2", 组织类型="机关")
    year = town(organisations=[organisation("V001"), office_branch])
    assert {line.of[0] for line in summary_of(year).branches} == {"V001", ""}
    assert {meeting.of[0] for meeting in summary_of(year).meetings} == {"M1", "问卷调查"}
