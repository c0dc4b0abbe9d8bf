"""匿名 by exhaustion: every way in which a small branch may have been rated, and what is shown of each."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import combinations, combinations_with_replacement, product

import pytest

from shuzhi_xl.rules.results.disclosure.branch_scores import BranchScores, ClassVotes, EnteredScore
from shuzhi_xl.rules.results.disclosure.finest_step import Ladder
from shuzhi_xl.rules.results.disclosure.whole_scores import WholeScores

GRADES = (100, 80, 60, 0)


Marks = tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Town:
    """A branch as everybody knows it: its classes by size, weight and unknown votes, and what is printed."""

    classes: tuple[tuple[int, int, tuple[int, ...]], ...]
    weight: int
    entered_weights: tuple[int, ...]
    entered: tuple[Sequence[Fraction], ...]
    rest: Fraction
    decimals: int
    steps: frozenset[Fraction | None]


@dataclass(frozen=True, eq=False)
class World:
    """One way in which its classes may have marked, and the office may have entered its scores."""

    marks: tuple[Marks, ...]
    entered: tuple[Fraction, ...]


def worlds(town: Town) -> Iterator[World]:
    ways = [list(combinations_with_replacement(GRADES, size)) for size, _, _ in town.classes]
    for marks in product(*ways):
        for entered in product(*town.entered):
            yield World(marks, entered)


@cache  # many worlds differ only in what the office entered
def score(town: Town, marks: tuple[Marks, ...]) -> Fraction:
    parts = [
        (weight, Fraction(sum(of_class), len(of_class)))
        for (_, weight, _), of_class in zip(town.classes, marks, strict=True)
    ]
    return sum((weight * mean for weight, mean in parts), start=Fraction(0)) / sum(
        weight for weight, _ in parts
    )


def half_up(value: Fraction, step: Fraction) -> Fraction:
    return (value / step + Fraction(1, 2)).__floor__() * step


def composite(town: Town, world: World) -> Fraction:
    entered = sum(weight * value for weight, value in zip(town.entered_weights, world.entered, strict=True))
    return half_up(
        (town.weight * score(town, world.marks) + entered + town.rest) / 100, Fraction(1, 10**town.decimals)
    )


def branch_scores(town: Town, world: World) -> BranchScores:
    printed, blur = composite(town, world), Fraction(1, 2 * 10**town.decimals)
    whole = sum(weight for _, weight, _ in town.classes)
    return BranchScores(
        weight=Fraction(town.weight),
        classes=tuple(
            ClassVotes(
                size,
                Fraction(town.weight * weight, whole * size),
                Fraction(sum(marks)),
                unknown,
            )
            for (size, weight, unknown), marks in zip(town.classes, world.marks, strict=True)
        ),
        grades=tuple(map(Fraction, GRADES)),
        entered=tuple(
            EnteredScore(Fraction(weight), value, is_likely)
            for weight, value in zip(town.entered_weights, world.entered, strict=True)
        ),
        rest=town.rest,
        composite=(
            None if printed == 0 else 100 * (printed - blur),
            None if printed == 100 else 100 * (printed + blur),
        ),
        decimals=town.decimals,
    )


Shown = tuple[object, ...]


def what_is_shown(town: Town, world: World, step: Fraction | None) -> Shown:
    """Everything that leaves the office about the branch."""
    if step is None:
        return (composite(town, world),)
    figure = half_up(score(town, world.marks), step or Fraction(1, 10**town.decimals))
    entered = tuple(half_up(value, step) if step else value for value in world.entered)
    return composite(town, world), step, figure, entered


@cache
def divisions(marks: Marks, unknown: int) -> Sequence[tuple[Marks, Marks]]:
    """All ways to divide marks into unknown ones and those that somebody knows."""
    positions = combinations(range(len(marks)), unknown)
    return [
        (
            tuple(marks[at] for at in hidden),
            tuple(mark for at, mark in enumerate(marks) if at not in hidden),
        )
        for hidden in positions
    ]


def ways_left(town: Town, shown: Mapping[World, Shown]) -> dict[tuple[object, ...], set[object]]:
    """Ways to mark the unknown votes, by what is shown and what somebody knows of the others."""
    ways: dict[tuple[object, ...], set[object]] = defaultdict(set)
    for world, figures in shown.items():
        for of, (_, _, unknown) in enumerate(town.classes):
            for size in unknown:
                for hidden, rest in divisions(world.marks[of], size):
                    ways[figures, of, rest].add(hidden)
    return ways


LIKELY = range(70, 100)


def is_likely(score: Fraction) -> bool:
    """Entered scores from 70 on: a third of all worlds, so that they can all be looked at."""
    return int(score) in LIKELY


WHOLE = tuple(Fraction(points) for points in LIKELY)
HALVES = tuple(points + Fraction(1, 2) for points in LIKELY)
NONE, EXACT, TWO, FIVE = None, Fraction(0), Fraction(2), Fraction(5)
TOWNS = {
    "a small class of most of the weight": Town(
        ((3, 60, (3,)), (2, 40, ())), 20, (40,), (WHOLE,), Fraction(3640), 1, frozenset({NONE, EXACT})
    ),
    "two small classes": Town(
        ((2, 30, (2,)), (2, 70, (2,))), 50, (50,), (HALVES,), Fraction(0), 0, frozenset({NONE, TWO, FIVE})
    ),
    "a class less one package": Town(
        ((3, 30, (2,)), (1, 70, ())), 40, (60,), (WHOLE,), Fraction(0), 0, frozenset({NONE, FIVE})
    ),
}


@pytest.mark.parametrize("town", TOWNS.values(), ids=TOWNS)
def test_whatever_is_shown_leaves_three_ways_of_marking_even_to_those_who_know_the_rule(town: Town) -> None:
    figures_of: dict[tuple[object, ...], Shown] = {}
    ladders: dict[Fraction, Ladder] = {}
    shown, steps = {}, set()
    for world in worlds(town):
        # What is shown depends on the marks only by their score
        key = score(town, world.marks), world.entered
        if key not in figures_of:
            whole = WholeScores(branch_scores(town, world))
            # What was worked out for one world is true of all that have its composite
            printed = composite(town, world)
            ladders[printed] = ladders.get(printed) or Ladder(whole)
            step = ladders[printed].finest_step_of(whole.votes, whole.entered)
            figures_of[key] = what_is_shown(town, world, step)
            steps.add(step)
        shown[world] = figures_of[key]
    everything = ways_left(town, {world: figures[:1] for world, figures in shown.items()})
    for (figures, of, rest), ways in ways_left(town, shown).items():
        by_composite_alone = everything[figures[:1], of, rest]  # type: ignore[index] # a tuple
        # The composite is disclosed whatever is done here
        if len(by_composite_alone) >= 3:
            assert len(ways) >= 3, (figures, rest, ways)
    assert town.steps <= steps
