from fractions import Fraction

import pytest

from shuzhi_xl.rules.arithmetic.outliers import find_usual_range


def fractions(*values: object) -> list[Fraction]:
    return [Fraction(str(value)) for value in values]


def test_limits_are_the_median_and_k_times_the_median_distance() -> None:
    usual_range = find_usual_range(fractions(80, 82, 84, 86, 40, 99), Fraction(2))
    assert usual_range is not None
    # in the middle between 82 and 84; distances 3 1 1 3 43 16
    assert [usual_range.middle, usual_range.spread, usual_range.low, usual_range.high] == [83, 3, 77, 89]
    assert [value for value in (76, 77, 89, 90) if not usual_range.contains(Fraction(value))] == [76, 90]


def test_one_wild_value_does_not_hide_itself() -> None:
    usual = find_usual_range(fractions(85, 86, 87, 88, 89, 5), Fraction(5))
    assert usual is not None
    assert not usual.contains(Fraction(5))
    assert usual.contains(Fraction(89))


@pytest.mark.parametrize("values", [(), (1, 2, 3, 400), (90, 90, 90, 90, 10)])
def test_nothing_is_judged_among_few_or_equal_values(values: tuple[int, ...]) -> None:
    assert find_usual_range(fractions(*values), Fraction(5)) is None
