import random
from collections.abc import Iterable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuzhi_xl.findings import Location, Severity, blocking
from shuzhi_xl.rules.arithmetic.outliers import UsualRange
from shuzhi_xl.rules.district.combine import (
    Digests,
    District,
    grades_by_type,
    make_district,
    merge,
    most_frequent_years,
)
from shuzhi_xl.rules.district.town_figures import Outlier, TownDigest
from shuzhi_xl.rules.district.town_prints import TownPrints, town_prints
from shuzhi_xl.sheets.master.organisations_and_meetings import Organisation
from shuzhi_xl.wording.findings.all import sentence
from tests.invented_towns import digest, town

TIMES = Fraction(3)


def settled_district(*digests: TownDigest, year: int = 2015) -> District:
    return make_district(digests, year, TIMES)


def codes_by_file(district: District) -> dict[str, str]:
    return {finding.at.file: finding.code for finding in district.left_out}


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
    district = settled_district(digest("a"), digest("b", "云溪镇党委"), digest("c", " 云溪镇 党委"))
    assert [town.committee for town in district.towns] == ["a镇党委"]
    assert codes_by_file(district) == {"b": "town_twice", "c": "town_twice"}
    assert [town_.context["others"] for town_ in district.left_out] == ["c", "b"]


NUMBERS = range(1, 11)


def prints(names: str, numbers: Iterable[int] = NUMBERS, key: str = "") -> TownPrints:
    """Of a town with organisations of these names."""
    return town_prints(
        [Organisation.model_construct(number=f"C{n}", name=f"{names}{n}村") for n in numbers], key
    )


def test_one_master_under_two_names_is_one_town_twice() -> None:
    first = digest("a", "中共第0镇委员会", prints=prints("云溪", key="k"))
    second = digest("b", "第0镇党委", prints=prints("云溪", key="k"))
    third = digest("c", prints=prints("桐山", key="l"))
    district = settled_district(first, second, third)
    assert [town.committee for town in district.towns] == ["c镇党委"]
    assert codes_by_file(district) == {"a": "town_twice", "b": "town_twice"}
    assert "写作“第0镇党委”，有 10 个党组织" in sentence(district.left_out[0])
    assert "写作“中共第0镇委员会”" in sentence(district.left_out[1])


@pytest.mark.parametrize(
    ("second", "is_one"),
    [
        (prints("云溪"), True),
        (prints("云溪", range(1, 6)), True),  # one half of it
        (prints("云溪", range(7, 17)), False),  # 4 of 10 organisations happen to be called alike
        (prints("云溪", range(7, 17), key="k"), True),
        (prints("云溪", range(9, 19), key="k"), False),  # a copy of the master was another town's model
        (prints("桐山", key="k"), False),
        (prints("", (), key="k"), False),
    ],
)
def test_a_town_is_recognised_by_its_key_and_its_organisations(second: TownPrints, is_one: bool) -> None:
    district = settled_district(digest("a", prints=prints("云溪", key="k")), digest("b", prints=second))
    assert bool(district.left_out) == is_one
    assert not district.doubts


def test_a_trait_of_very_many_towns_identifies_none() -> None:
    offices = [digest(f"{order:02}", prints=prints("机关", (1,))) for order in range(60)]
    assert len(settled_district(*offices).towns) == 60


def test_two_towns_of_one_name_are_included_and_distinguished() -> None:
    outlier = Outlier("城关镇党委", "C1", "一村", "村", "综合得分", TIMES, UsualRange(TIMES, TIMES, TIMES))
    first = digest("甲县/总表.xlsm", "城关镇党委", prints=prints("云溪", key="k"), unusual=(outlier,))
    second = digest("乙县/总表.xlsm", "城关镇党委", prints=prints("桐山", key="l"))
    district = settled_district(first, second, digest("丙县/总表.xlsm", prints=prints("梅岭")))
    names = ["城关镇党委（甲县/总表）", "城关镇党委（乙县/总表）", "丙县/总表.xlsm镇党委"]
    assert [town.committee for town in district.towns] == names
    assert district.outliers[0].committee == names[0]
    assert [(finding.code, finding.severity) for finding in district.doubts] == [
        ("town_namesake", Severity.NOTICE)
    ] * 2
    assert "乙县/总表.xlsm" in sentence(district.doubts[0])


def test_a_town_that_began_again_with_another_numbering_is_still_one() -> None:
    first = digest("a", "云溪镇党委", prints=prints("云溪", key="k"))
    again = [Organisation.model_construct(number=f"D{n}", name=f"云溪{n}村") for n in NUMBERS]
    second = digest("b", "云溪镇党委", prints=town_prints(again, "l"))
    assert codes_by_file(settled_district(first, second)) == {"a": "town_twice", "b": "town_twice"}


def test_the_year_of_most_files_is_taken() -> None:
    towns = [digest("a"), digest("b"), digest("c", year=2016)]
    assert most_frequent_years(tuple(towns)) == [2015]
    assert most_frequent_years((*towns, digest("d", year=2016))) == [2015, 2016]
    assert most_frequent_years((TownDigest("x", None),)) == []
    district = settled_district(*towns)
    assert [town.committee for town in district.towns] == ["a镇党委", "b镇党委"]
    assert codes_by_file(district) == {"c": "town_other_year"}
    assert not settled_district(*towns, year=2013).towns


def test_a_file_that_is_no_town_keeps_its_reason() -> None:
    damaged = TownDigest("x", None, blocking("town_unreadable", Location("x"), reason="坏"))
    district = settled_district(digest("a"), damaged)
    assert codes_by_file(district) == {"x": "town_unreadable"}
    assert district.town_years == {"a": ("a镇党委", 2015)}


def test_a_town_far_from_the_others_is_named_by_indicator() -> None:
    usual = [digest(f"a{extra}", grades=(40 + extra, 40, 20 - extra, 0)) for extra in range(6)]
    odd = digest("b", grades=(90, 10, 0, 0), mean=Fraction(99))
    district = settled_district(*usual, odd)
    # all means but one, and all shares of 差, are the same: nothing is said of them
    assert [(outlier.committee, outlier.indicator) for outlier in district.outliers] == [
        ("b镇党委", "好占比"),
        ("b镇党委", "一般占比"),
    ]
    assert [outlier.value for outlier in district.outliers] == [90, 0]


def test_towns_with_few_grades_or_no_mean_are_not_compared() -> None:
    usual = [digest(f"a{extra}", grades=(40 + extra, 60 - extra, 0, 0)) for extra in range(6)]
    few = digest("b", grades=(4, 0, 0, 0), mean=None)
    assert not settled_district(*usual, few).outliers


def test_grades_of_all_towns_are_added_up_by_type() -> None:
    towns = [town("甲"), town("乙", by_type=(("企业", (1, 0, 0, 0)), ("村", (1, 1, 1, 1))))]
    assert grades_by_type(towns) == {"村": (4, 4, 2, 1), "机关": (1, 1, 1, 0), "企业": (1, 0, 0, 0)}
