"""What must hold for any votes, whatever they are."""

import time
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from shuzhi_xl.rules.arithmetic import frequencies
from shuzhi_xl.rules.arithmetic.frequencies import marks_in_columns
from shuzhi_xl.rules.grading.grade import grade_organisations
from shuzhi_xl.rules.policy.make import make_policy
from shuzhi_xl.rules.tally.counts import Count, count_marks, total
from shuzhi_xl.rules.tally.tally import TallyResult, tally
from shuzhi_xl.sheets.master.votes import Ballot
from shuzhi_xl.sheets.reading.year import Year
from tests.rules.small_town import attendees, organisation, votes, with_ballots, year_of

MARKS = ("好", "较好", "一般", "差", "弃权", "作废")
BALLOT = some.tuples(
    some.sampled_from(["V001", "V002"]), some.sampled_from(["A票", "B票"]), some.sampled_from(MARKS)
)
BALLOTS = some.lists(BALLOT, min_size=1, max_size=25)
DENOMINATORS = some.sampled_from(["有效票", "收回票", "应到人数"])
ROSTER = [organisation("V001"), organisation("V002")]
SEATS = [attendees("A票", 40), attendees("B票", 40)]


def rows(ballots: list[tuple[str, str, str]]) -> list[dict[str, Any]]:
    return [
        row
        for number, voter_class, mark in ballots
        for row in votes(number, voter_class, "M1", "", **{mark: 1})
    ]


@cache
def year_before_votes(denominator: str, empty: str, *items: tuple[str, int]) -> Year:
    denominators = {"计票分母": denominator, "占比分母": denominator}
    return year_of(
        {**denominators, "空票类处理": empty, "缺项处理": "按其余来源折算"},
        organisations=ROSTER,
        attendees=SEATS,
        criteria=[{"项目": item, "权重": weight} for item, weight in items],
    )


def counted(ballots: list[dict[str, Any]], denominator: str) -> tuple[Year, TallyResult]:
    year = with_ballots(year_before_votes(denominator, "按其余票类折算", ("总体评价", 100)), ballots)
    policy, _ = make_policy(year)
    assert policy is not None
    return year, tally(year, policy)[0]


@settings(max_examples=30, deadline=None)
@given(BALLOTS, DENOMINATORS, some.randoms())
def test_the_order_of_ballots_does_not_matter(
    ballots: list[tuple[str, str, str]], denominator: str, chance: Any
) -> None:
    given_rows = rows(ballots)
    mixed = chance.sample(given_rows, len(given_rows))
    _, first = counted(given_rows, denominator)
    _, second = counted(mixed, denominator)
    assert (first.rows, first.source_scores, first.shares) == (
        second.rows,
        second.source_scores,
        second.shares,
    )


@settings(max_examples=30, deadline=None)
@given(BALLOTS, DENOMINATORS)
def test_shown_shares_sum_to_100_and_counts_to_what_came_in(
    ballots: list[tuple[str, str, str]], denominator: str
) -> None:
    _, tally_result = counted(rows(ballots), denominator)
    for row in tally_result.rows:
        shares = [getattr(row, name) for name in type(row).model_fields if name.endswith("_share")]
        known_shares = [share for share in shares if share is not None]
        assert not known_shares or sum(known_shares) == 100
        assert row.returned == (row.valid or 0) + (row.abstention or 0) + (row.spoiled or 0)
    whole = [row.returned or 0 for row in tally_result.rows if row.voter_class == "合计"]
    assert sum(whole) == len(ballots)


@settings(max_examples=30, deadline=None)
@given(BALLOTS, DENOMINATORS, some.data())
def test_a_better_mark_never_lowers_the_composite(
    ballots: list[tuple[str, str, str]], denominator: str, data: some.DataObject
) -> None:
    place = data.draw(some.integers(0, len(ballots) - 1))
    number, voter_class, _ = ballots[place]
    worse = [*ballots[:place], (number, voter_class, "差"), *ballots[place + 1 :]]
    better = [*ballots[:place], (number, voter_class, "好"), *ballots[place + 1 :]]
    scores = []
    for ballots_cast in (worse, better):
        year, tallied = counted(rows(ballots_cast), denominator)
        policy, _ = make_policy(year)
        assert policy is not None
        appraisals = grade_organisations(year, policy, tallied)[0].appraisals
        scores.append(next(row.composite_score for row in appraisals if row.number == number))
    assert scores[0] is not None
    assert scores[1] is not None
    assert scores[1] >= scores[0]


POINTS = some.tuples(*[some.fractions(-100, 100, max_denominator=8)] * 4).filter(
    lambda four: four[0] >= four[3]
)
ITEMS = (("总体评价", 60), ("廉洁自律", 40))


def scored(
    ballots: list[dict[str, Any]], points: tuple[Fraction, ...], denominator: str, empty: str
) -> dict[tuple[str, ...], Fraction]:
    """Every score of a class, an item and a source, by what it is of; 票面分值 may be any."""
    year = with_ballots(year_before_votes(denominator, empty, *ITEMS), ballots)
    policy, _ = make_policy(year)
    assert policy is not None
    track = policy.tracks["村"]
    grades = tuple(
        replace(grade_of_track, points=worth)
        for grade_of_track, worth in zip(track.grades, points, strict=True)
    )
    policy = replace(policy, tracks={**policy.tracks, "村": replace(track, grades=grades)})
    scores_by_key: dict[tuple[str, ...], Fraction | None] = {}
    for pair, source in tally(year, policy)[0].tallies.items():
        scores_by_key[pair] = source.score
        for item in source.items:
            scores_by_key[*pair, item.criterion] = item.score
            scores_by_key |= {
                (*pair, item.criterion, class_score.voter_class): class_score.score
                for class_score in item.classes
            }
    return {of: score for of, score in scores_by_key.items() if score is not None}


@settings(max_examples=60, deadline=None)
@given(BALLOTS, DENOMINATORS, some.sampled_from(["按其余票类折算", "计零"]), POINTS, some.data())
def test_a_better_mark_never_lowers_a_score_of_class_item_or_source(
    ballots: list[tuple[str, str, str]],
    denominator: str,
    empty: str,
    points: tuple[Fraction, ...],
    data: some.DataObject,
) -> None:
    place = data.draw(some.integers(0, len(ballots) - 1))
    header = data.draw(some.sampled_from(["总体评价", "廉洁自律"]))
    given_rows = [{**row, "廉洁自律": data.draw(some.sampled_from(MARKS[:4]))} for row in rows(ballots)]
    worse, better = (
        scored(
            [{**row, header: mark} if at == place else row for at, row in enumerate(given_rows)],
            points,
            denominator,
            empty,
        )
        for mark in ("差", "好")
    )
    assert worse.keys() == better.keys()
    assert any(len(of) == 4 for of in worse)
    for of, score in worse.items():
        assert better[of] >= score, of


MARK = some.sampled_from(["好", "差", "", "作废"])
VOTE = some.tuples(some.sampled_from("xy"), some.sampled_from("AB"), MARK)
VOTES = some.lists(VOTE)


def by_pair(votes: list[tuple[str, str, str]]) -> dict[tuple[str, str], Count]:
    columns = [[vote[part] for vote in votes] for part in range(3)]
    return {
        (number, of): count
        for number, counts_of_key in count_marks(*columns).items()
        for of, count in counts_of_key.items()
    }


@settings(deadline=None, max_examples=50)  # the first example loads pandas
@given(some.lists(VOTE, min_size=1))
def test_a_million_votes_are_counted_as_a_dozen_are(pile: list[tuple[str, str, str]]) -> None:
    columns = [[vote[part] for vote in pile] for part in range(3)]
    assert dict(marks_in_columns(*columns)) == Counter(pile)
    with pytest.MonkeyPatch.context() as patch:
        few = count_marks(*columns)
        patch.setattr(frequencies, "_MANY", 0)
        assert count_marks(*columns) == few


@given(VOTES, VOTES)
def test_counting_two_piles_is_counting_them_together(
    first_pile: list[tuple[str, str, str]], second_pile: list[tuple[str, str, str]]
) -> None:
    first, second, together = (by_pair(pile) for pile in (first_pile, second_pile, first_pile + second_pile))
    assert {key: total([first.get(key, Count()), second.get(key, Count())]).grades for key in together} == {
        key: count.grades for key, count in together.items()
    }
    assert sum(count.returned for count in together.values()) == len(first_pile) + len(second_pile)


@given(VOTES)
def test_counting_twice_the_votes_keeps_every_share(pile: list[tuple[str, str, str]]) -> None:
    once, twice = (by_pair(marks_in) for marks_in in (pile, pile * 2))
    for key, count in once.items():
        if count.valid:
            assert [Fraction(n, count.valid) for n in count.grades] == [
                Fraction(n, twice[key].valid) for n in twice[key].grades
            ]


def test_twenty_thousand_ballots_are_tallied_at_once() -> None:
    roster = [organisation(f"V{index:03d}") for index in range(100)]
    counts = {"好": 80, "较好": 60, "一般": 30, "差": 10, "": 20}
    marks = [
        (branch["编号"], mark) for branch in roster for mark, count in counts.items() for _ in range(count)
    ]
    ballots = tuple(
        Ballot.of(ballot=str(ticket), number=number, overall=mark, meeting="M1", voter_class="A票")
        for ticket, (number, mark) in enumerate(marks)
    )
    year = replace(year_of(organisations=roster), ballots=ballots)
    policy, _ = make_policy(year)
    assert policy is not None
    before = time.process_time()
    tally_result, _ = tally(year, policy)
    seconds = time.process_time() - before
    assert len(tally_result.source_scores) == 100
    assert seconds < 2  # 0.15 s, but several times that while coverage is measured
