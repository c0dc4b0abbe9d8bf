"""Counts, shares and scores, worked out by hand. Points 好 100, 较好 80, 一般 60, 差 0."""

from fractions import Fraction

import pytest

from shuzhi_xl.sheets.master.results import Tally
from tests.rules.small_town import class_weights, grades, votes
from tests.rules.tally.tallied_year import ONE_CLASS, TWELVE_ATTENDEES, tally_of, tally_row

MIXED_VOTES = votes("V001", "A票", 好=3, 较好=1, 一般=1, 差=1, 弃权=2, 作废=1)  # 9 of 12 came in


def share_texts(row: Tally) -> str:
    shares = (
        row.good_share,
        row.fairly_good_share,
        row.average_share,
        row.poor_share,
        row.abstention_share,
        row.spoiled_share,
        row.not_cast_share,
    )
    return " ".join("-" if share is None else str(share) for share in shares)


@pytest.mark.parametrize(
    ("denominator", "score"),
    [
        ("有效票", "73.33"),  # 440 / 6
        ("收回票", "48.89"),  # 440 / 9
        ("应到人数", "36.67"),  # 440 / 12
    ],
)
@pytest.mark.parametrize(
    ("share_denominator", "shares"),
    [
        ("有效票", "50.00 16.67 16.67 16.66 - - -"),
        ("收回票", "33.34 11.11 11.11 11.11 22.22 11.11 -"),
        ("应到人数", "25.00 8.34 8.33 8.33 16.67 8.33 25.00"),
    ],
)
def test_denominators(denominator: str, score: str, share_denominator: str, shares: str) -> None:
    settings_used = {"计票分母": denominator, "占比分母": share_denominator}
    result, findings = tally_of(
        settings_used, ballots=MIXED_VOTES, class_weights=ONE_CLASS, attendees=TWELVE_ATTENDEES
    )
    row = tally_row(result, "A票")
    assert not findings
    assert (str(row.score), share_texts(row)) == (score, shares)
    assert (row.issued, row.returned, row.valid, row.abstention, row.spoiled, row.not_cast) == (
        12,
        9,
        6,
        2,
        1,
        3,
    )


def test_shares_for_rules_are_unrounded_and_of_the_same_denominator() -> None:
    result, _ = tally_of({"占比分母": "收回票"}, ballots=MIXED_VOTES, class_weights=ONE_CLASS)
    assert result.shares["V001"] == {
        "好": Fraction(100, 3),
        "较好": Fraction(100, 9),
        "一般": Fraction(100, 9),
        "差": Fraction(100, 9),
    }


def test_class_weights() -> None:
    ballots = votes("V001", "A票", 好=1, 差=1) + votes("V001", "B票", 较好=3)  # A 50, B 80
    result, _ = tally_of(ballots=ballots)
    assert result.source_scores == {("V001", "现场测评"): 62}
    assert str(tally_row(result).score) == "62.00"
    assert tally_row(result).valid == 5


@pytest.mark.parametrize("handling", ["按其余票类折算", "计零"])
def test_blank_ballots_only_are_no_score(handling: str) -> None:
    result, findings = tally_of({"空票类处理": handling}, ballots=votes("V001", "A票", 弃权=3))
    assert not findings
    assert not result.source_scores
    assert share_texts(tally_row(result)) == "- - - - - - -"


def test_blank_ballots_only_are_zero_where_blank_votes_count() -> None:
    result, findings = tally_of({"计票分母": "收回票"}, ballots=votes("V001", "A票", 弃权=3))
    assert result.source_scores["V001", "现场测评"] == 0
    assert not findings


def test_no_votes_at_all_is_missing_not_zero() -> None:
    result, findings = tally_of({"计票分母": "应到人数", "空票类处理": "计零"}, attendees=TWELVE_ATTENDEES)
    assert (result.rows, result.source_scores, findings) == ((), {}, [])


def test_weight_zero_counts_in_shares_only() -> None:
    classes = class_weights("现场测评", A票=100, C票=0)
    result, findings = tally_of(
        ballots=votes("V001", "A票", 好=1) + votes("V001", "C票", 差=1), class_weights=classes
    )
    assert not findings
    assert result.source_scores["V001", "现场测评"] == 100
    assert result.shares["V001"]["差"] == 50


def test_points_below_zero() -> None:
    harsh = grades(
        ("好", 100, 90, None), ("较好", 80, 75, None), ("一般", 60, 60, None), ("差", -50, 0, None)
    )
    result, _ = tally_of(ballots=votes("V001", "A票", 好=1, 差=3), class_weights=ONE_CLASS, grades=harsh)
    assert result.source_scores["V001", "现场测评"] == Fraction(-50, 4)
    assert str(tally_row(result).score) == "-12.50"
