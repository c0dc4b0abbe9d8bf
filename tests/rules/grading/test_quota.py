"""Ranks and quotas by hand: so many places, who keeps a grade and who falls to the next."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from shuzhi_xl.rules.grading.quota import Allotment, apply_quotas, count_quota_places, rank_scores
from shuzhi_xl.rules.policy.make import GradeRule

NAMES = "abcdefghij"


def standard(*quotas: int | None) -> list[GradeRule]:
    """Grades with these quotas in per cent for 好, 较好, 一般; 差 has none."""
    padded = (*quotas, *(None,) * (4 - len(quotas)))
    return [
        GradeRule(grade, Fraction(points), Fraction(0), None if quota is None else Fraction(quota))
        for grade, points, quota in zip(("好", "较好", "一般", "差"), (100, 80, 60, 0), padded, strict=True)
    ]


def allotted(
    scores: list[int], *quotas: int | None, before: str = "", ties: str = "从严", rounding: str = "向下"
) -> Allotment:
    """Grades of organisations a, b, … with these scores, all 好 before unless specified (g f a p)."""
    word = {"g": "好", "f": "较好", "a": "一般", "p": "差"}
    start = [word[letter] for letter in before] or ["好"] * len(scores)
    names = NAMES[: len(scores)]
    given_scores = {name: Decimal(score) for name, score in zip(names, scores, strict=True)}
    return apply_quotas(dict(zip(names, start, strict=True)), given_scores, standard(*quotas), rounding, ties)


def shown(allotment: Allotment, size: int) -> str:
    letter = {"好": "g", "较好": "f", "一般": "a", "差": "p"}
    return "".join(
        letter[allotment.grades[name]] if name in allotment.grades else "?" for name in NAMES[:size]
    )


@pytest.mark.parametrize(
    ("quota", "organisations", "places"),
    [
        ("25", 10, (2, 3, 3)),  # 2.5
        ("24", 10, (2, 2, 3)),  # 2.4
        ("20", 10, (2, 2, 2)),
        ("0", 10, (0, 0, 0)),
        ("100", 7, (7, 7, 7)),
        ("33.3", 3, (0, 1, 1)),  # 0.999
        ("20", 1, (0, 0, 1)),
    ],
)
def test_places(quota: str, organisations: int, places: tuple[int, int, int]) -> None:
    slots = [
        count_quota_places(Fraction(quota), organisations, rounding)
        for rounding in ("向下", "四舍五入", "向上")
    ]
    assert tuple(slots) == places


def test_equal_scores_share_the_better_rank() -> None:
    scores = {
        "a": Decimal("90.00"),
        "b": Decimal("90.0"),
        "c": Decimal(95),
        "d": Decimal(80),
        "e": Decimal(80),
    }
    assert rank_scores(scores) == {"a": 2, "b": 2, "c": 1, "d": 4, "e": 4}


@pytest.mark.parametrize(
    ("scores", "quotas", "before", "after"),
    [
        ([95, 90, 85, 80], (None,), "", "gggg"),  # blank is no limit
        ([95, 90, 85, 80], (50,), "", "ggff"),
        ([80, 85, 90, 95], (50,), "", "ffgg"),  # by rank, not by order in the roster
        ([95, 90, 85, 80], (0,), "", "ffff"),  # 0 is nobody
        ([95, 90, 85, 80], (25, 25), "", "gfaa"),  # who falls takes the next grade, which has its own quota
        ([95, 90, 85, 80], (25, 25, 25), "", "gfap"),
        ([95, 90, 85, 80], (25, 50), "fggf", "fgfa"),  # fallers compete with those who had the grade
        ([95, 90, 85, 80], (50,), "ffgg", "ffgg"),  # capped ones leave their places to others
        ([95, 90, 85, 80], (None, 50), "ffff", "ffaa"),
        ([95, 90, 85, 80], (100,), "gfap", "gfap"),  # a quota raises nobody
    ],
)
def test_quotas_and_cascade(
    scores: list[int], quotas: tuple[int | None, ...], before: str, after: str
) -> None:
    assert shown(allotted(scores, *quotas, before=before), 4) == after


@pytest.mark.parametrize(
    ("scores", "ties", "after", "level"),
    [
        ([95, 90, 90, 80], "从宽", "gggf", "bc"),
        ([95, 90, 90, 80], "从严", "gfff", "bc"),
        ([95, 90, 90, 80], "报错", "g??f", "bc"),
        ([90, 90, 80, 80], "报错", "ggff", ""),  # level, but not across the line
        ([90, 90, 90, 90], "从严", "ffff", "abcd"),
        ([90, 90, 90, 90], "从宽", "gggg", "abcd"),
    ],
)
def test_ties_across_the_line(scores: list[int], ties: str, after: str, level: str) -> None:
    allotment = allotted(scores, 50, ties=ties)
    assert shown(allotment, 4) == after
    assert allotment.tied == ({"好": tuple(level)} if level else {})


@pytest.mark.parametrize("ties", ["从宽", "从严", "报错"])
def test_no_places_is_no_line_to_be_level_across(ties: str) -> None:
    allotment = allotted([90, 90], 0, ties=ties)
    assert (shown(allotment, 2), allotment.tied) == ("ff", {})


def test_what_hangs_on_an_open_tie_is_open_too() -> None:
    allotment = allotted([95, 90, 90, 80, 70], 40, 40, ties="报错")  # two places each
    assert shown(allotment, 5) == "g????"
    assert allotment.tied == {"好": ("b", "c")}
    settled = allotted(
        [95, 90, 90, 80, 70], 40, 80, ties="报错"
    )  # four places of 较好: nobody else is touched
    assert shown(settled, 5) == "g??ff"


def test_moves_give_their_reason() -> None:
    moves = allotted([95, 90], 50, 0).moves
    assert [(move.number, move.out_of, move.into, move.quota_places) for move in moves] == [
        ("b", "好", "较好", 1),
        ("b", "较好", "一般", 0),
    ]


TRACKS = some.lists(some.integers(0, 100), min_size=1, max_size=10)
QUOTAS = some.tuples(*[some.none() | some.integers(0, 100)] * 3)


@given(TRACKS, QUOTAS, some.sampled_from(["向下", "四舍五入", "向上"]))
def test_strict_quotas_hold_and_better_scores_never_get_less(
    scores: list[int], quotas: tuple[int | None, ...], rounding: str
) -> None:
    allotment = allotted(scores, *quotas, rounding=rounding)
    grades = list(allotment.grades.values())
    for grade, places in allotment.quota_places.items():
        assert grades.count(grade) <= places
    by_score = sorted(zip(scores, NAMES, strict=False), reverse=True)
    order = [("好", "较好", "一般", "差").index(allotment.grades[name]) for _, name in by_score]
    assert order == sorted(order)


@given(TRACKS, QUOTAS)
def test_what_is_sure_under_an_open_tie_is_the_same_either_way(
    scores: list[int], quotas: tuple[int | None, ...]
) -> None:
    sure = allotted(scores, *quotas, ties="报错").grades
    for ties in ("从宽", "从严"):
        either_grades = allotted(scores, *quotas, ties=ties).grades
        assert {name: either_grades[name] for name in sure} == dict(sure)


@given(TRACKS, QUOTAS, some.permutations(range(10)))
def test_certain_grades_hold_however_the_committee_breaks_ties(
    scores: list[int], quotas: tuple[int | None, ...], order: list[int]
) -> None:
    sure = allotted(scores, *quotas, ties="报错").grades
    parted = [1000 * score + place for score, place in zip(scores, order, strict=False)]
    settled = allotted(parted, *quotas).grades
    assert {name: settled[name] for name in sure} == dict(sure)
