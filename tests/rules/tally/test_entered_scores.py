"""Scores that the office enters: 座谈调研, 日常工作 and 年度考核."""

from fractions import Fraction
from typing import Any

from shuzhi_xl.rules.policy.make import make_policy
from shuzhi_xl.rules.tally.tally import tally
from tests.rules.finding_facts import facts_of
from tests.rules.small_town import organisation, routine, votes, year_of
from tests.rules.tally.tallied_year import tally_of


def visit(**more: Any) -> dict[str, Any]:
    return {"日期": "2016-01-05", "编号": "V001", "方式": "座谈会", "列入问题": "否", **more}


def test_visits_are_averaged_by_row() -> None:
    rows = [
        visit(评分=90),
        visit(好=1, 差=3),
        visit(情况摘要="走访"),
        visit(评分=80, 好=9),
    ]  # 90, 25, none, 80
    result, _ = tally_of(visits=rows)
    assert result.source_scores["V001", "座谈调研"] == 65


def test_a_visit_rated_zero_is_rated() -> None:
    result, _ = tally_of(visits=[visit(评分=0, 好=9), visit(评分=50)])
    assert result.source_scores["V001", "座谈调研"] == 25


def test_routine_and_annual_scores_as_entered() -> None:
    result, _ = tally_of(routine=[routine("V001", 日常工作=87.5, 年度考核=0)])
    assert result.source_scores == {("V001", "日常工作"): Fraction(175, 2), ("V001", "年度考核"): 0}


def test_entries_about_branches_not_appraised_do_not_count() -> None:
    roster = [organisation("V001"), organisation("V002", 参评="否", 不参评原因="撤并")]
    rows = [visit(编号="V002", 评分=90)]
    result, findings = tally_of(visits=rows, routine=[routine("V002", 年度考核=3)], organisations=roster)
    assert facts_of(findings) == [
        ("提醒", "entry_for_not_appraised", "座谈调研", "B4"),
        ("提醒", "entry_for_not_appraised", "日常年度", "A4"),
    ]
    assert not result.source_scores


def test_an_empty_row_says_nothing_about_a_branch_not_appraised() -> None:
    roster = [organisation("V001"), organisation("V002", 参评="否", 不参评原因="撤并")]
    _, findings = tally_of(routine=[routine("V002")], organisations=roster)
    assert findings == []


def test_tracks_without_policy_are_left_out() -> None:
    roster = [organisation("V001"), organisation("C001", 板块="企业")]
    year = year_of(
        organisations=roster, ballots=votes("C001", "A票", 好=1), routine=[routine("C001", 年度考核=3)]
    )
    policy, _ = make_policy(year)
    assert policy is not None
    result, findings = tally(year, policy)
    assert (result.rows, result.source_scores, findings) == ((), {}, [])
