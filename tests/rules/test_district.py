import random
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from invented_towns import digest, town

from shuzhi_xl.findings import Location, blocking
from shuzhi_xl.rules.district import Digests, District, grades_by_type, merge, settle
from shuzhi_xl.rules.town_digest import TownDigest

TIMES = Fraction(3)


def settled(*digests: TownDigest, year: int | None = None) -> District:
    found = settle(digests, year, TIMES)
    assert found is not None
    return found


def told(district: District) -> dict[str, str]:
    return {each.at.file: each.code for each in district.left_out}


@given(st.lists(st.text("abc", min_size=1, max_size=3), unique=True), st.randoms())
def test_in_whatever_order_and_parts_digests_come_the_end_is_the_same(
    files: list[str], chance: random.Random
) -> None:
    parts: list[Digests] = [(digest(file),) for file in files]
    while len(parts) > 1:
        chance.shuffle(parts)
        parts.append(merge(parts.pop(), parts.pop()))
    assert parts == ([tuple(digest(file) for file in sorted(files))] if files else [])


def test_of_two_masters_of_one_town_neither_counts() -> None:
    found = settled(digest("a"), digest("b", "云溪镇党委"), digest("c", " 云溪镇 党委"))
    assert [each.committee for each in found.towns] == ["a镇党委"]
    assert told(found) == {"b": "town_twice", "c": "town_twice"}
    assert [each.context["others"] for each in found.left_out] == ["c", "b"]


def test_the_latest_year_is_taken_unless_another_is_asked_for() -> None:
    old = digest("a", "云溪镇党委", year=2014)
    new = digest("b", "云溪镇党委")
    assert [each.year for each in settled(old, new).towns] == [2015]
    assert told(settled(old, new)) == {"a": "town_other_year"}
    assert [each.year for each in settled(old, new, year=2014).towns] == [2014]
    assert not settled(old, new, year=2013).towns


def test_a_file_that_is_no_town_keeps_its_reason() -> None:
    damaged = TownDigest("x", None, blocking("town_unreadable", Location("x"), reason="坏"))
    found = settled(digest("a"), damaged)
    assert told(found) == {"x": "town_unreadable"}
    assert found.known == {"a": ("a镇党委", 2015)}
    assert settle((damaged,), None, TIMES) is None
    assert settle((), None, TIMES) is None


def test_a_town_far_from_the_others_is_named_by_indicator() -> None:
    usual = [digest(f"a{extra}", grades=(40 + extra, 40, 20 - extra, 0)) for extra in range(6)]
    odd = digest("b", grades=(90, 10, 0, 0), mean=Fraction(99))
    found = settled(*usual, odd)
    # all means but one, and all shares of 差, are the same: nothing is said of them
    assert [(each.committee, each.indicator) for each in found.outliers] == [
        ("b镇党委", "好占比"),
        ("b镇党委", "一般占比"),
    ]
    assert [each.value for each in found.outliers] == [90, 0]


def test_towns_with_few_grades_or_no_mean_are_not_compared() -> None:
    usual = [digest(f"a{extra}", grades=(40 + extra, 60 - extra, 0, 0)) for extra in range(6)]
    few = digest("b", grades=(4, 0, 0, 0), mean=None)
    assert not settled(*usual, few).outliers


def test_grades_of_all_towns_are_added_up_by_type() -> None:
    towns = [town("甲"), town("乙", by_type=(("企业", (1, 0, 0, 0)), ("村", (1, 1, 1, 1))))]
    assert grades_by_type(towns) == {"村": (4, 4, 2, 1), "机关": (1, 1, 1, 0), "企业": (1, 0, 0, 0)}
