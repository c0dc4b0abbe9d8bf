"""Which counted ballots are drawn, and what a sample shows."""

import hashlib
from collections.abc import Sequence
from itertools import combinations

import pytest

from shuzhi_xl.rules.intake.answers import BallotAnswer
from shuzhi_xl.rules.scanning.audit import (
    CHANCE,
    CountedBallot,
    draw_ballots,
    most_wrong,
    prove_draw,
    tidy_seed,
)


def counted(meeting: str, orders: Sequence[int]) -> list[CountedBallot]:
    return [CountedBallot(meeting, BallotAnswer(order, "A票", {}), ()) for order in orders]


def orders_of(ballots: Sequence[CountedBallot], seed: str, count: int) -> list[tuple[str, int]]:
    draws = draw_ballots(ballots, seed, count)
    return [(draw.ballot.meeting, draw.ballot.answer.order) for draw in draws]


def test_anybody_can_repeat_the_draw_with_a_plain_sha256() -> None:
    """Lowest first, of the text that the record names."""
    ballots = counted("M01", range(1, 41)) + counted("M02", range(1, 41))
    lines = [
        (hashlib.sha256(f"3516|{m}|{n}".encode()).hexdigest(), m, n)
        for m in ("M01", "M02")
        for n in range(1, 41)
    ]
    assert orders_of(ballots, "3516", 12) == sorted((m, n) for _, m, n in sorted(lines)[:12])
    assert {draw.proof for draw in draw_ballots(ballots, "3516", 12)} == {
        line[0] for line in sorted(lines)[:12]
    }


def test_the_order_of_the_ballots_does_not_matter_but_the_seed_does() -> None:
    ballots = counted("M01", range(1, 101))
    assert orders_of(ballots, "3516", 20) == orders_of(ballots[::-1], "3516", 20)
    assert orders_of(ballots, "3516", 20) != orders_of(ballots, "3517", 20)


def test_a_greater_sample_of_the_same_seed_keeps_the_smaller_one() -> None:
    ballots = counted("M01", range(1, 101))
    assert {*orders_of(ballots, "3516", 20)} < {*orders_of(ballots, "3516", 40)}
    assert len(orders_of(ballots, "3516", 400)) == 100


def test_every_ballot_is_drawn_as_often_as_another() -> None:
    """Over 2,000 seeds a ballot of 10 is drawn 600 times in 3; four standard deviations are 82."""
    ballots, times = counted("M01", range(1, 11)), dict.fromkeys(range(1, 11), 0)
    for seed in range(2000):
        for _, order in orders_of(ballots, str(seed), 3):
            times[order] += 1
    assert all(518 < count < 682 for count in times.values())


def test_the_seed_is_the_same_however_it_is_typed() -> None:
    assert tidy_seed(" ３５ 16\n") == "3516"
    assert (prove_draw("3516", "M01", 7), tidy_seed("　")) == (hashlib.sha256(b"3516|M01|7").hexdigest(), "")


@pytest.mark.parametrize(("total", "size"), [(8, 3), (9, 6), (7, 7), (6, 0), (10, 9)])
def test_what_a_sample_shows_is_exact(total: int, size: int) -> None:
    """Counted over all samples: one wrong ballot more, and too few of them would be without a fault."""

    def share_without(faults: int) -> float:
        samples = list(combinations(range(total), size))
        return sum(all(ballot >= faults for ballot in sample) for sample in samples) / len(samples)

    faults = most_wrong(total, size)
    assert share_without(faults) >= CHANCE
    assert faults == total or share_without(faults + 1) < CHANCE
