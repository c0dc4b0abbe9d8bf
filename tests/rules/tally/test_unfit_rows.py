"""Rows and tables that could not be read withhold the scores that they could change."""

from dataclasses import replace
from typing import Any

import pytest

from shuzhi_xl.findings import Finding, Location, Severity
from shuzhi_xl.rules.tally.tally import TallyResult
from shuzhi_xl.sheets.declaration.cell_value import CellError
from tests.rules.small_town import attendees, form, organisation, read_year, votes, year_of
from tests.rules.tally.tallied_year import tally_year


def tally_unfit(settings: dict[str, Any] | None = None, **tables: Any) -> TallyResult:
    year, errors = read_year(settings, **tables)
    assert errors
    result, findings = tally_year(year)
    assert not findings  # reading has reported all of it
    return result


TWO_BRANCHES = [organisation("V001"), organisation("V002")]
VOTES_FOR_BOTH = votes("V001", "A票", 好=1) + votes("V002", "A票", 好=1)


def test_an_unfit_vote_withholds_its_branch() -> None:
    result = tally_unfit(ballots=VOTES_FOR_BOTH + votes("V001", "A票", 很好=1), organisations=TWO_BRANCHES)
    assert set(result.source_scores) == {("V002", "现场测评")}


@pytest.mark.parametrize("number", ["", CellError("#REF!")])
def test_an_unfit_vote_for_an_unknown_branch_withholds_all_branches(number: str) -> None:
    result = tally_unfit(ballots=VOTES_FOR_BOTH + votes(number, "A票", 好=1), organisations=TWO_BRANCHES)
    assert not result.source_scores


def test_a_repeated_vote_withholds() -> None:
    result = tally_unfit(ballots=[*VOTES_FOR_BOTH, VOTES_FOR_BOTH[0]], organisations=TWO_BRANCHES)
    assert set(result.source_scores) == {("V002", "现场测评")}


def test_an_unfit_form_withholds_the_branches_that_it_rates() -> None:
    ballots = votes("V001", "A票", form="F1", 好=1) + votes("V002", "A票", form="F2", 好=1)
    year, _ = read_year(
        ballots=ballots,
        organisations=TWO_BRANCHES,
        forms=[form("F1", "V001", 发出数="五"), form("F2", "V002")],
    )
    result, _ = tally_year(year)
    assert set(result.source_scores) == {("V002", "现场测评")}


@pytest.mark.parametrize(("denominator", "scored"), [("有效票", True), ("应到人数", False)])
def test_an_unfit_attendee_matters_where_voters_are_counted(denominator: str, scored: bool) -> None:
    seats = [attendees("A票", 1), {**attendees("B票", 1), "人数": "若干"}]
    result = tally_unfit({"计票分母": denominator}, ballots=votes("V001", "A票", 好=3), attendees=seats)
    assert bool(result.source_scores) == scored


@pytest.mark.parametrize(("track", "unranked"), [("村", {"村"}), ("", {"村"})])
def test_an_unfit_organisation_leaves_its_track_unranked(track: str, unranked: set[str]) -> None:
    result = tally_unfit(organisations=[organisation("V001"), organisation("V002", 板块=track, 参评="也许")])
    assert result.unranked == unranked


@pytest.mark.parametrize(
    ("cell", "severity", "scored"),
    [("F3", "须改", set()), ("", "须改", set()), ("F4", "须改", {"V002"}), ("F4", "提醒", {"V001", "V002"})],
)
def test_errors_of_a_table_itself(cell: str, severity: str, scored: set[str]) -> None:
    year = year_of(ballots=VOTES_FOR_BOTH, organisations=TWO_BRANCHES)
    reader_finding = Finding("header_missing", Location("", "测评票", cell), Severity(severity))
    raw = replace(year.raw["测评票"], findings=(reader_finding,))
    result, _ = tally_year(replace(year, raw={**year.raw, "测评票": raw}))
    assert {number for number, _ in result.source_scores} == scored


def test_an_unreadable_register_withholds_all_votes_of_forms() -> None:
    ballots = votes("V001", "A票", form="F1", 好=1) + votes("V002", "A票", 好=1)
    unfit = {**form("", "V001"), "表单编号": ""}
    year, _ = read_year(ballots=ballots, organisations=TWO_BRANCHES, forms=[form("F1", "V001"), unfit])
    result, _ = tally_year(year)
    assert set(result.source_scores) == {("V002", "现场测评")}


@pytest.mark.parametrize(("denominator", "scored"), [("应到人数", False), ("有效票", True)])
def test_a_group_whose_people_nobody_counted_withholds_what_needs_the_voters(
    denominator: str, scored: bool
) -> None:
    group = attendees("A票", 1) | {"姓名": "镇党政班子（一组）", "人数": None}
    one_vote = votes("V001", "A票", 好=1)
    result = tally_unfit({"计票分母": denominator}, ballots=one_vote, attendees=[group])
    assert (("V001", "现场测评") in result.source_scores) is scored
