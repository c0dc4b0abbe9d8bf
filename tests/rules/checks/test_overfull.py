"""More ballots of a class than a meeting has voters: said by 校验 and, at the file, by 回收."""

from typing import Any

import pytest

from shuzhi_xl.findings import Finding, Location, notice
from shuzhi_xl.rules.checks.overfull import (
    check_ballots_within_voters,
    check_typed_within_voters,
    remove_reported,
)
from shuzhi_xl.rules.intake.answers import Answers, BallotAnswer
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.findings.all import sentence
from tests.rules.returned_forms import identity
from tests.rules.small_town import attendees, form, organisation, votes, year_of


def town(*ballots: Any, **tables: Any) -> Year:
    roster = [organisation("V001"), organisation("V002")]
    listed = [attendees("A票", 3), attendees("B票", 2)]
    defaults = {
        "organisations": roster,
        "attendees": listed,
        "ballots": [row for rows in ballots for row in rows],
    }
    return year_of(**{**defaults, **tables})


def typed(voter_class: str, count: int, kind: str = "录票甲") -> Answers:
    form_identity = identity(kind, "").model_copy(update={"meeting": "M1"})
    marks = {("V001", "总体评价"): "好", ("V002", "总体评价"): ""}
    return Answers(
        form_identity, tuple(BallotAnswer(order, voter_class, marks) for order in range(1, count + 1))
    )


def find_overfull(year: Year, *counted: Answers, withdrawn: frozenset[str] = frozenset()) -> list[Finding]:
    files = {answers.identity.form: Location("录票甲.xlsx") for answers in counted}
    return list(check_typed_within_voters(year, counted, withdrawn, files))


def test_as_many_as_voters_are_right() -> None:
    assert not list(
        check_ballots_within_voters(town(votes("V001", "A票", 好=3), votes("V002", "A票", 弃权=3)))
    )


def test_more_than_voters_are_named_at_the_list_of_attendees() -> None:
    year = town(votes("V001", "A票", 好=1), votes("V001", "B票", 好=2, 差=2))
    (finding,) = check_ballots_within_voters(year)
    assert finding.at == year.attendees[1].at("voter_class")
    assert "“B票”有 4 张，多于应到的 2 人" in sentence(finding)


def test_a_class_without_any_attendee_has_no_voters() -> None:
    (finding,) = check_ballots_within_voters(
        town(votes("V001", "B票", 好=1), attendees=[attendees("A票", 3)])
    )
    assert (finding.at.sheet, finding.context["eligible"]) == ("参会人员", 0)


def test_no_finding_without_attendees_or_counted_votes() -> None:
    assert not list(check_ballots_within_voters(town(votes("V001", "B票", 好=9), attendees=[])))
    void = form("15-M1-1", "", "录票甲", state="作废")
    assert not list(
        check_ballots_within_voters(town(votes("V001", "B票", form="15-M1-1", 好=9), forms=[void]))
    )


@pytest.mark.parametrize(("count", "codes"), [(2, []), (3, ["ballots_exceed_voters"])])
def test_what_is_typed_is_counted_at_its_file(count: int, codes: list[str]) -> None:
    findings = find_overfull(town(), typed("B票", count))
    assert [finding.code for finding in findings] == codes
    assert all(finding.at == Location("录票甲.xlsx", "录票") for finding in findings)


def test_what_is_entered_before_counts_along_unless_it_is_taken_out() -> None:
    old = votes("V001", "B票", form="15-M1-2", 好=3)
    year = town(old, forms=[form("15-M1-2", "", "录票甲")])
    assert len(find_overfull(year, typed("B票", 1))) == 1
    assert not find_overfull(year, typed("B票", 1), withdrawn=frozenset({"15-M1-2"}))
    assert not find_overfull(year, typed("A票", 1))
    assert not find_overfull(year, typed("B票", 9, "测评表"))


def test_findings_of_the_tally_are_not_reported_again() -> None:
    checks = list(check_ballots_within_voters(town(votes("V001", "B票", 好=4))))
    tallied = notice("votes_exceed_eligible", Location(), meeting="M1", voter_class="B票")
    assert remove_reported([tallied], checks) == []
    assert remove_reported([], checks) == checks
