"""A class of voters (票类) without votes, by 空票类处理, and one without a weight."""

from fractions import Fraction
from typing import Any

import pytest

from tests.rules.finding_facts import facts_of
from tests.rules.small_town import attendees, organisation, rule, source_weights, votes
from tests.rules.tally.tallied_year import ONE_CLASS, TWO_CRITERIA, tally_of, tally_row, with_integrity_marks


@pytest.mark.parametrize(
    ("handling", "score"), [("按其余票类折算", Fraction(100)), ("计零", Fraction(60)), ("报错", None)]
)
def test_a_class_without_votes(handling: str, score: Fraction | None) -> None:
    result, findings = tally_of({"空票类处理": handling}, ballots=votes("V001", "A票", 好=2))
    assert result.source_scores.get(("V001", "现场测评")) == score
    assert facts_of(findings) == ([] if score else [("须改", "class_empty", "评分设置", "D5")])
    assert result.holds_back("V001", "现场测评") == (score is None)


def test_an_empty_class_withholds_only_the_scores_that_depend_on_it() -> None:
    result, _ = tally_of({"空票类处理": "报错"}, ballots=votes("V001", "A票", 好=2))
    assert (tally_row(result).good, str(tally_row(result).good_share), tally_row(result).score) == (
        2,
        "100.00",
        None,
    )
    assert (str(tally_row(result, "A票").good_share), str(tally_row(result, "A票").score)) == (
        "100.00",
        "100.00",
    )
    assert result.shares["V001"]["好"] == 100


def test_a_withheld_source_shows_counts_only() -> None:
    row = tally_row(tally_of(ballots=votes("V001", "A票", 好=2), attendees=[attendees("A票", 1)])[0])
    assert (row.good, row.score, row.good_share) == (2, None, None)


def test_an_eligible_class_without_votes_counts_as_zero_of_the_eligible() -> None:
    seats = [attendees("A票", 2), attendees("B票", 3)]
    result, findings = tally_of({"计票分母": "应到人数"}, ballots=votes("V001", "A票", 好=2), attendees=seats)
    assert result.source_scores["V001", "现场测评"] == 60
    assert facts_of(findings) == [("提醒", "class_not_cast", "评分设置", "D5")]
    assert findings[0].context["organisations"] == "V001"
    by_valid, silent = tally_of(ballots=votes("V001", "A票", 好=2), attendees=seats)
    assert by_valid.source_scores["V001", "现场测评"] == 100
    assert not silent


def test_an_empty_class_does_not_matter_where_the_source_has_no_weight() -> None:
    weights = source_weights(现场测评=0, 年度考核=100)
    result, findings = tally_of(
        {"空票类处理": "报错"}, ballots=votes("V001", "A票", 好=2), source_weights=weights
    )
    assert not findings
    assert ("V001", "现场测评") not in result.source_scores


def test_an_empty_class_matters_where_a_rule_uses_the_score() -> None:
    weights = source_weights(现场测评=0, 年度考核=100)
    cap_rules = [rule("限", "现场测评", "<", "60", "一般")]
    tables: dict[str, Any] = {"ballots": votes("V001", "A票", 好=2), "source_weights": weights}
    result, findings = tally_of({"空票类处理": "报错"}, cap_rules=cap_rules, **tables)
    assert facts_of(findings) == [("须改", "class_empty", "评分设置", "D5")]
    assert result.holds_back("V001", "现场测评")


def test_an_empty_class_leaves_a_source_without_weight_no_score_from_further_criteria() -> None:
    weights = source_weights(现场测评=0, 年度考核=100)
    ballots = with_integrity_marks(votes("V001", "A票", 好=2), "", "")
    settings_used = {"空票类处理": "报错"}
    tables: dict[str, Any] = {"criteria": TWO_CRITERIA, "class_weights": ONE_CLASS, "source_weights": weights}
    result, findings = tally_of(settings_used, ballots=ballots, **tables)
    assert (result.source_scores, findings) == ({}, [])
    assert tally_row(result).score == 100


def test_a_class_without_weight_row() -> None:
    ballots = votes("V001", "A票", 好=1) + votes("V001", "群众", 好=2) + votes("V002", "群众", 好=2)
    result, findings = tally_of(ballots=ballots, organisations=[organisation("V001"), organisation("V002")])
    assert facts_of(findings) == [
        ("须改", "class_without_weight", "测评票", "D5"),
        ("须改", "class_without_weight", "测评票", "D7"),
    ]
    assert not result.source_scores


def test_voters_of_a_class_without_weight_row() -> None:
    seats = [attendees("A票", 2), attendees("群众", 2)]
    _, findings = tally_of(ballots=votes("V001", "A票", 好=1), attendees=seats)
    assert facts_of(findings) == [("须改", "class_without_weight", "参会人员", "D5")]
