"""Which votes count: by the state of their form, its branch, meeting and the rule of avoidance (回避)."""

from fractions import Fraction
from typing import Any

import pytest

from tests.rules.finding_facts import facts_of
from tests.rules.small_town import answers, form, meeting, organisation, votes, year_of
from tests.rules.tally.tallied_year import ONE_CLASS, tally_of, tally_year


@pytest.mark.parametrize(
    ("states", "counts"),
    [
        (["已收回"], True),
        (["采用", "作废"], True),
        (["作废", "采用"], True),
        (["待定", "采用"], True),
        (["已收回", "重复"], True),
        (["待定", "待定"], False),
        (["已发出"], False),
        (["作废"], False),
    ],
)
def test_only_live_forms_count(states: list[str], counts: bool) -> None:
    forms = [
        form("F1", "V002", state=state, 文件指纹=str(index), 收回数=4) for index, state in enumerate(states)
    ]
    ballots = votes("V001", "A票", form="F1", 好=2) + votes("V001", "A票", 差=2)
    result, findings = tally_of(ballots=ballots, forms=forms, class_weights=ONE_CLASS)
    assert result.source_scores["V001", "现场测评"] == (50 if counts else 0)
    reported = "votes_of_void_form" if states == ["作废"] else "votes_of_open_form"
    assert facts_of(findings) == ([] if counts else [("提醒", reported, "测评票", "B4")])
    assert counts or findings[0].context["count"] == 2


def test_a_chosen_content_counts_only_once_it_is_entered() -> None:
    forms = [form("F1", "V002", state="作废", 文件指纹="a"), form("F1", "V002", state="采用", 文件指纹="b")]
    ballots = votes("V001", "A票", form="F1", 好=2) + votes("V001", "A票", 差=2)
    result, findings = tally_of(ballots=ballots, forms=forms, class_weights=ONE_CLASS)
    assert result.source_scores["V001", "现场测评"] == 0
    assert [finding.code for finding in findings] == ["votes_of_open_form"]


def test_votes_of_an_unknown_form_withhold() -> None:
    ballots = votes("V001", "A票", 好=2) + votes("V001", "A票", form="F9", 好=2)
    result, findings = tally_of(ballots=ballots)
    assert facts_of(findings) == [("须改", "votes_of_unknown_form", "测评票", "B6")]
    assert not result.source_scores


def test_votes_for_a_merged_branch_are_listed_uncounted() -> None:
    roster = [organisation("V001"), organisation("V002", 参评="否", 不参评原因="并入", 并入编号="V001")]
    result, findings = tally_of(
        ballots=votes("V002", "A票", 好=2), surveys=answers("V002", "群众", 好=1), organisations=roster
    )
    assert facts_of(findings) == [
        ("提醒", "votes_for_not_appraised", "测评票", "E4"),
        ("提醒", "votes_for_not_appraised", "问卷调查", "B4"),
    ]
    assert not result.rows


def test_a_ballot_of_another_meeting() -> None:
    ballots = votes("V001", "A票", 好=1) + votes("V001", "A票", meeting="M2", 好=1)
    result, findings = tally_of(ballots=ballots, meetings=[meeting(), meeting("M2")])
    assert facts_of(findings) == [("须改", "ballot_of_other_meeting", "测评票", "C5")]
    assert not result.source_scores


def test_votes_for_the_own_branch_under_avoidance() -> None:
    ballots = votes("V001", "A票", form="F1", 好=2, 弃权=1) + votes("V001", "A票", form="F2", 差=1)
    ballots += votes("V002", "A票", form="F1", 好=1) + votes("V002", "A票", form="F2", 弃权=4)
    base_tables: dict[str, Any] = {
        "ballots": ballots,
        "organisations": [organisation("V001"), organisation("V002")],
        "forms": [form("F1", "V001"), form("F2", "V002")],
        "class_weights": ONE_CLASS,
    }
    result, findings = tally_of({"回避": "是"}, **base_tables)
    assert facts_of(findings) == [("提醒", "own_votes_left_out", "测评票", "E4")]
    assert findings[0].context["count"] == 2  # a blank own cell is nothing to tell
    assert result.source_scores == {("V001", "现场测评"): 0, ("V002", "现场测评"): 100}
    assert tally_of({"回避": "否"}, **base_tables)[0].source_scores["V001", "现场测评"] == Fraction(200, 3)


def test_quarantined_votes_are_held_back() -> None:
    year = year_of(ballots=votes("V001", "A票", 好=2))
    result, _ = tally_year(year, frozenset({("V001", "现场测评")}))
    assert not result.source_scores
    assert not result.shares
