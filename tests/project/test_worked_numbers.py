"""The numbers worked through in docs/算法.md are those that the rules give."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from shuzhi_xl.rules.arithmetic.percentages import compute_shares
from shuzhi_xl.rules.arithmetic.rounding import round_half_up
from shuzhi_xl.rules.grading.composite import combine_sources
from shuzhi_xl.rules.grading.quota import Allotment, apply_quotas, count_quota_places
from shuzhi_xl.rules.policy.model import GradeRule, TrackPolicy
from shuzhi_xl.rules.tally.counts import Count, total
from shuzhi_xl.rules.tally.scores import ClassTally, class_score, item_tally

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "算法.md").read_text(encoding="utf-8")
POINTS = [Fraction(points) for points in (100, 80, 60, 0)]
STANDARDS = (
    GradeRule("好", Fraction(100), Fraction(90), Fraction(30)),
    GradeRule("较好", Fraction(80), Fraction(80), None),
    GradeRule("一般", Fraction(60), Fraction(60), None),
    GradeRule("差", Fraction(0), Fraction(0), None),
)
A_CLASS = Count((12, 4, 1, 0), abstention=1, spoiled=1, eligible=20)
B_CLASS = Count((6, 3, 1, 0))
ENTERED = {
    "问卷调查": (20, Fraction("86.5")),
    "座谈调研": (10, Fraction(90)),
    "日常工作": (15, Fraction(92)),
    "年度考核": (15, Fraction(88)),
}


def class_tally(name: str, weight: int, count: Count) -> ClassTally:
    return ClassTally(name, Fraction(weight), count, class_score(count, POINTS, "有效票"))


def item_score(count_of_b: Count, empty_class: str = "报错") -> Fraction | None:
    classes = [class_tally("A票", 60, A_CLASS), class_tally("B票", 40, count_of_b)]
    whole = total(tally.count for tally in classes)
    return item_tally("总体评价", Fraction(100), classes, whole, empty_class).score


def composite_score(meeting: Fraction, without: str = "") -> Decimal:
    sources = {"现场测评": (40, meeting), **ENTERED}
    weights = {name: Fraction(weight) for name, (weight, _) in sources.items()}
    scores = {name: score for name, (_, score) in sources.items() if name != without}
    composed = combine_sources(weights, scores, Fraction("-0.5"), 2)
    assert composed
    return composed.score


@pytest.mark.parametrize(
    ("denominator", "size", "score"),
    [("有效票", 17, "92.94"), ("收回票", 19, "83.16"), ("应到人数", 20, "79.00")],
)
def test_scores_of_a_class(denominator: str, size: int, score: str) -> None:
    exact = class_score(A_CLASS, POINTS, denominator)
    assert exact == Fraction(1580, size)
    assert str(round_half_up(exact, 2)) == score
    row = next(line for line in PAGE.splitlines() if line.startswith(f"| {denominator} "))
    assert row.endswith(f"| {size} | {score} |")


@pytest.mark.parametrize("remainder", ["最大余数", "并入最大项", "不调整"])
def test_shares_by_each_treatment_of_the_remainder(remainder: str) -> None:
    percentages = compute_shares([21, 10, 10], 41, 0, remainder)
    row = next(line for line in PAGE.splitlines() if line.startswith(f"| {remainder}"))
    assert row.endswith(f"| {'、'.join(map(str, percentages))} | {sum(percentages)} |")


@pytest.mark.parametrize(("empty_class", "score"), [("按其余票类折算", "92.94"), ("计零", "55.76")])
def test_an_item_with_an_empty_class(empty_class: str, score: str) -> None:
    exact = item_score(Count((0, 0, 0, 0)), empty_class)
    assert exact
    assert str(round_half_up(exact, 2)) == score
    assert f"| {empty_class} | {score} |" in PAGE
    assert item_score(Count((0, 0, 0, 0))) is None


def test_the_composite_is_rounded_only_at_the_end() -> None:
    meeting = item_score(B_CLASS)
    assert meeting
    assert str(round_half_up(meeting, 2)) == "91.76"
    scores = (
        composite_score(meeting),
        composite_score(Fraction("91.76")),
        composite_score(meeting, "座谈调研"),
    )
    assert [*map(str, scores)] == ["89.51", "89.50", "89.51"]
    assert "综合得分 **89.51**。假如把现场测评先取成 91.76 再算，会得 89.50" in PAGE
    assert TrackPolicy(STANDARDS, {}, {}, ()).grade_of(scores[0]) == "较好"
    assert "89.51 是较好" in PAGE


def good_of(ties: str, scores: Sequence[int]) -> Allotment:
    printed = {str(order): Decimal(score) for order, score in enumerate(scores)}
    other_scores = {f"其余{order}": Decimal(85) for order in range(15 - len(scores))}
    before = dict.fromkeys(printed, "好") | dict.fromkeys(other_scores, "较好")
    return apply_quotas(before, printed | other_scores, STANDARDS, "向下", ties)


def test_quotas_and_ties() -> None:
    assert [count_quota_places(Fraction(30), 15, rounding) for rounding in ("向下", "四舍五入", "向上")] == [
        4,
        5,
        5,
    ]
    assert "向下 4 个，四舍五入、向上都是 5 个" in PAGE
    numbers = {
        ties: list(good_of(ties, [95, 93, 92, 91, 91]).grades.values()).count("好")
        for ties in ("从宽", "从严", "报错")
    }
    assert numbers == {"从宽": 5, "从严": 3, "报错": 3}
    assert len(good_of("报错", [95, 93, 92, 91, 91]).grades) == 13
    assert "从宽的都保留，好有 5 个；从严的都不保留，好有 3 个" in PAGE
