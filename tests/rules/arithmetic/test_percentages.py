from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from shuzhi_xl.rules.arithmetic.percentages import compute_shares
from shuzhi_xl.rules.arithmetic.rounding import round_half_up


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        (Fraction(89995, 1000), 2, "90.00"),  # 89.995 is a tie and goes up
        (Fraction(89994999, 1000000), 2, "89.99"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(-5, 2), 0, "-3"),  # as Excel's ROUND
        (Fraction(1, 3), 4, "0.3333"),
        (Fraction(100), 1, "100.0"),
        (Fraction(-1, 1000), 2, "0.00"),
    ],
)
def test_half_up_as_excel_rounds(value: Fraction, places: int, shown: str) -> None:
    assert str(round_half_up(value, places)) == shown


@pytest.mark.parametrize(
    ("counts", "places", "shown"),
    [
        ([1, 1, 1, 0], 2, ["33.34", "33.33", "33.33", "0.00"]),  # equal remainders: the better grade
        ([1, 2, 0, 0], 0, ["33", "67", "0", "0"]),
        ([1, 1, 1, 1, 1, 1, 1], 0, ["15", "15", "14", "14", "14", "14", "14"]),
        ([2, 4, 1, 0], 1, ["28.6", "57.1", "14.3", "0.0"]),
        ([5, 0, 0, 0], 2, ["100.00", "0.00", "0.00", "0.00"]),
    ],
)
def test_shares_by_largest_remainder(counts: list[int], places: int, shown: list[str]) -> None:
    assert [str(share) for share in compute_shares(counts, sum(counts), places)] == shown


@pytest.mark.parametrize(
    ("rule", "shown"),
    [
        ("最大余数", ["95.03", "2.84", "2.13"]),  # of 141: 95.0354…, 2.8368…, 2.1276…
        ("并入最大项", ["95.03", "2.84", "2.13"]),
        ("不调整", ["95.04", "2.84", "2.13"]),
    ],
)
def test_what_becomes_of_the_last_digit(rule: str, shown: list[str]) -> None:
    assert [str(share) for share in compute_shares([134, 4, 3], 141, 2, rule)] == shown
    assert [str(share) for share in compute_shares([1, 1, 1], 3, 0, rule)] == {
        "最大余数": ["34", "33", "33"],
        "并入最大项": ["34", "33", "33"],
        "不调整": ["33", "33", "33"],
    }[rule]


@given(some.lists(some.integers(0, 500), min_size=1, max_size=7).filter(any), some.integers(0, 4))
def test_shares_sum_to_100_and_stay_within_one_unit(counts: list[int], places: int) -> None:
    shares = compute_shares(counts, sum(counts), places)
    unit = Fraction(1, 10**places)
    assert sum(shares) == 100
    for count, share in zip(counts, shares, strict=True):
        assert abs(Fraction(share) - Fraction(100 * count, sum(counts))) < unit
        assert share >= 0


@given(some.lists(some.integers(0, 50), min_size=2, max_size=7).filter(any))
def test_more_votes_never_show_a_smaller_share(counts: list[int]) -> None:
    shares = compute_shares(counts, sum(counts), 2)
    for larger, smaller in zip(range(len(counts)), range(1, len(counts)), strict=False):
        if counts[larger] > counts[smaller]:
            assert shares[larger] >= shares[smaller]


@pytest.mark.parametrize(("counts", "whole"), [([], 0), ([0, 0], 0), ([1, 1], 3), ([3, -1], 2)])
def test_counts_that_are_no_parts_are_our_bug(counts: list[int], whole: int) -> None:
    with pytest.raises(ValueError, match="parts"):
        compute_shares(counts or [0], whole, 2)


def test_shares_are_decimals_with_the_places_shown() -> None:
    assert compute_shares([1, 3], 4, 4) == (Decimal("25.0000"), Decimal("75.0000"))
