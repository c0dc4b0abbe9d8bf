"""The scores of one branch that has a source of few votes (票少的来源), exact."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache, reduce
from itertools import combinations_with_replacement
from math import gcd, lcm
from operator import or_

from shuzhi_xl.sheets.declaration.units import Points, Weight


def _admits_any(_: Fraction) -> bool:
    return True


@dataclass(frozen=True)
class ClassVotes:
    """The valid votes of one 票类 (匿名; 算法 七).

    Attributes:
        size: Their number.
        factor: What one point of one vote adds to Σ W·S of the composite.
        points: Their sum of points.
        unknown: Numbers of its votes that somebody does not know who knows the others: all votes of a small
            class, and what one branch's package leaves where that is few; empty for a large class.
    """

    size: int
    factor: Fraction
    points: Points
    unknown: tuple[int, ...] = ()


@dataclass(frozen=True)
class EnteredScore:
    """A score that the office entered (座谈调研, 日常工作, 年度考核).

    Attributes:
        weight: Its weight in the composite.
        score: Its value.
        admits: Whether another value has the same effect on 评定规则.
    """

    weight: Weight
    score: Points
    admits: Callable[[Fraction], bool] = _admits_any


@dataclass(frozen=True)
class BranchScores:
    """The scores of one branch that has a source of few votes (匿名; 算法 七).

    Attributes:
        weight: Weight of that source in the composite.
        classes: Its classes that count.
        grades: 票面分值, best first.
        entered: The scores that may be rounded together with that of the source.
        rest: Σ W·S of all other sources, which are shown exactly.
        composite: Bounds of Σ W·S by the printed composite, the upper one excluded; None for no bound.
        decimals: 小数位数.
        admits: Whether another score of the source has the same effect on 评定规则.
    """

    weight: Weight
    classes: tuple[ClassVotes, ...]
    grades: tuple[Points, ...]
    entered: tuple[EnteredScore, ...]
    rest: Fraction
    composite: tuple[Fraction | None, Fraction | None]
    decimals: int
    admits: Callable[[Fraction], bool] = _admits_any


@lru_cache(maxsize=1024)
def ways_by_sum(votes: int, grades: tuple[Points, ...]) -> Mapping[Points, int]:
    """Number of ways in which a few valid votes give each sum of points (算法 七), least sum first.

    >>> ways = ways_by_sum(2, (Fraction(100), Fraction(80), Fraction(60)))
    >>> [(int(total), number) for total, number in ways.items()]
    [(120, 1), (140, 1), (160, 2), (180, 1), (200, 1)]
    """
    sums = (sum(marks, start=Fraction(0)) for marks in combinations_with_replacement(grades, votes))
    return dict(sorted(Counter(sums).items()))


@lru_cache(maxsize=1024)
def possible_sums(votes: int, grades: tuple[Points, ...]) -> Sequence[Points]:
    """The same sums alone (算法 七), for any number of votes.

    >>> [int(total) for total in possible_sums(2, (Fraction(100), Fraction(80), Fraction(0)))]
    [0, 80, 100, 160, 180, 200]
    """
    parts = lcm(*(points.denominator for points in grades))
    whole = [int(points * parts) for points in grades]
    unit = gcd(*whole) or 1
    # One bit for each sum that is reached: a class may have a thousand votes
    bits = 1
    for _ in range(votes):
        bits = reduce(or_, (bits << points // unit for points in whole))
    return [Fraction(at * unit, parts) for at in range(bits.bit_length()) if bits >> at & 1]
