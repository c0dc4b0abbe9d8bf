"""回收 of two contents of one form: neither counts until the clerk has decided; then only the chosen one."""

from typing import NoReturn

import pytest

from shuzhi_xl.demo.play.fill_forms import fill_package
from shuzhi_xl.demo.play.returns import with_slip
from shuzhi_xl.demo.verdict.audit import find_lost_or_doubled_votes
from shuzhi_xl.jobs.collect import collect
from shuzhi_xl.jobs.compute import compute
from shuzhi_xl.jobs.distribute import distribute
from shuzhi_xl.sheets.master.vocabulary import ADOPTED, LAST_COUNTS, PENDING, RETURNED, UPDATED, VOID
from shuzhi_xl.sheets.master.votes import FORM, SURVEY_ANSWER
from shuzhi_xl.xlsx.returned_folder import ReturnedFolder
from tests.jobs.collect.returned_files import (
    ballots_from,
    blank_package,
    changed_package,
    codes,
    contents,
    fates,
    package,
    votes,
)
from tests.year_stages import Stages, TownOffice


def test_two_contents_of_a_form_are_both_held_until_the_clerk_decides(
    issued: TownOffice, stages: Stages
) -> None:
    first, second = package(stages, "C001"), changed_package(issued, stages, "C001")
    issued.drop("一.xlsx", first)
    issued.drop("二.xlsx", second)
    outcome = issued.run_job(collect)
    assert fates(outcome) == (0, 0, 2, 0)
    assert codes(outcome) == {"contents_differ": 2}
    assert [row.state for row in contents(issued, "C001")] == [PENDING, PENDING]
    assert ballots_from(issued, "C001") == 0
    assert issued.returned() == ["2015/_有问题/一.xlsx", "2015/_有问题/二.xlsx"]
    assert fates(issued.run_job(collect)) == (0, 0, 2, 0)


def test_a_second_content_withdraws_the_votes_of_the_first(collected: TownOffice, stages: Stages) -> None:
    collected.drop("更正.xlsx", changed_package(collected, stages, "C001"))
    outcome = collected.run_job(collect)
    assert fates(outcome)[:3] == (0, 0, 1)
    assert [row.state for row in contents(collected, "C001")] == [PENDING, PENDING]
    assert ballots_from(collected, "C001") == 0
    assert not [row for row in collected.rows(SURVEY_ANSWER) if row.number == "C001"]
    aside = [name for name in collected.returned() if name.startswith("2015/_有问题/")]
    assert len(aside) == 2


@pytest.mark.parametrize("adopted", [0, 1], ids=["the first", "the correction"])
def test_the_clerks_choice_is_obeyed(collected: TownOffice, stages: Stages, adopted: int) -> None:
    reply = stages.town.replies["C001"]
    correct = votes(collected)
    collected.drop("更正.xlsx", changed_package(collected, stages, "C001"))
    collected.run_job(collect)
    rows = contents(collected, "C001")
    for index, row in enumerate(rows):
        collected.type_in(FORM, row, 状态=ADOPTED if index == adopted else VOID)
    outcome = collected.run_job(collect)
    assert fates(outcome) == (1, 0, 0, 1)
    assert outcome.counts["ballots"] == len(reply.ballots)
    assert [row.state for row in contents(collected, "C001")] == [
        ADOPTED if index == adopted else VOID for index in range(2)
    ]
    assert (votes(collected)[:2] == correct[:2]) is (adopted == 0)
    assert ballots_from(collected, "C001") == len(reply.ballots)
    assert len(votes(collected)[2]) == len(correct[2])
    assert fates(collected.run_job(collect))[0] == 0
    assert ballots_from(collected, "C001") == len(reply.ballots)


def test_a_content_that_the_clerk_has_declared_void_has_no_further_findings(
    collected: TownOffice, stages: Stages
) -> None:
    slipped = with_slip(stages.town.replies["C001"])
    collected.drop("更正.xlsx", fill_package(blank_package(collected, "C001"), slipped))
    assert codes(collected.run_job(collect))["mark_unreadable"] == 1
    first, second = contents(collected, "C001")
    collected.type_in(FORM, first, 状态=ADOPTED)
    collected.type_in(FORM, second, 状态=VOID)
    outcome = collected.run_job(collect)
    assert fates(outcome) == (1, 0, 0, 1)
    assert codes(outcome) == {"content_void": 1}


def test_a_form_that_was_issued_again_is_reported_only_as_void(issued: TownOffice, stages: Stages) -> None:
    slipped = fill_package(blank_package(issued, "C001"), with_slip(stages.town.replies["C001"]))
    issued.run_job(distribute, reissue=["C001"])
    issued.drop("旧.xlsx", slipped)
    outcome = issued.run_job(collect)
    assert (fates(outcome), codes(outcome)) == ((0, 0, 0, 1), {"form_void": 1})


@pytest.mark.parametrize("by_setting", [True, False], ids=["setting", "row"])
def test_a_correction_replaces_the_form_where_the_clerk_lets_the_last_one_count(
    collected: TownOffice, stages: Stages, by_setting: bool
) -> None:
    before = votes(collected)
    (first,) = contents(collected, "C001")
    if by_setting:
        collected.set_values(后交替换=LAST_COUNTS)
    else:
        collected.type_in(FORM, first, 后交的为准="是")
    collected.drop("更正.xlsx", changed_package(collected, stages, "C001"))
    outcome = collected.run_job(collect)
    assert (fates(outcome), codes(outcome)["return_replaced"]) == ((1, 0, 0, 0), 1)
    assert [row.state for row in contents(collected, "C001")] == [UPDATED, RETURNED]
    after = votes(collected)
    assert [len(rows) for rows in after] == [len(rows) for rows in before]
    assert len(set(after[0]) - set(before[0])) == 1
    assert fates(collected.run_job(collect)) == (0, 0, 0, 0)
    collected.drop("原来的.xlsx", package(stages, "C001"))
    outcome = collected.run_job(collect)
    assert (fates(outcome), codes(outcome)["return_older"]) == ((0, 1, 0, 0), 1)
    assert votes(collected) == after
    assert collected.run_job(compute).ok


class Killed(BaseException):
    """The machine went off."""


def kill(*_: object, **__: object) -> NoReturn:
    raise Killed


def test_a_withdrawal_that_dies_before_files_are_moved_is_completed(
    collected: TownOffice, stages: Stages, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The counted file is still among the processed ones; the next run fetches it back."""
    collected.drop("更正.xlsx", changed_package(collected, stages, "C001"))
    with monkeypatch.context() as broken:
        broken.setattr(ReturnedFolder, "recall", kill)
        with pytest.raises(Killed):
            collected.run_job(collect)
    assert ballots_from(collected, "C001") == 0
    collected.run_job(collect)
    for row in contents(collected, "C001"):
        collected.type_in(
            FORM, row, 状态=ADOPTED if row.line == contents(collected, "C001")[0].line else VOID
        )
    collected.run_job(collect)
    outcome = collected.run_job(collect)
    assert "adopted_file_missing" not in codes(outcome)
    assert list(find_lost_or_doubled_votes(collected, stages.town)) == []
