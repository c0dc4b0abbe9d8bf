"""A branch's scores in whole numbers (整数), and all values that they might have for what is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import ceil, lcm

from shuzhi_xl.rules.results.disclosure.branch_scores import (
    BranchScores,
    ClassVotes,
    possible_sums,
    ways_by_sum,
)

_MOST_SUMS = 60_000

EnteredScores = tuple[int, ...]
"""A value for each score that the office entered."""


@dataclass(frozen=True)
class UnknownVotes:
    """Votes of a class that somebody does not know (匿名; 算法 七).

    Attributes:
        options: What they may add to Σ W·S, and in how many ways; least first.
        offsets: What the votes of the class may add that this person knows.
        other_sums: What the other classes may add, least first.
    """

    options: Sequence[tuple[int, int]]
    offsets: Sequence[int]
    other_sums: Sequence[int]


class WholeScores:
    """A branch's scores as whole multiples of a unit so small that all of them are (匿名; 算法 七).

    Attributes:
        scores: The exact scores.
        votes: Σ W·S of the source of few votes alone.
        entered: The entered scores.
    """

    def __init__(self, scores: BranchScores) -> None:
        self.scores = scores
        self.votes = self.whole(
            sum((votes.factor * votes.points for votes in scores.classes), start=Fraction(0))
        )
        self.entered: EnteredScores = tuple(self.whole(entered.score) for entered in scores.entered)

    @cached_property
    def unit(self) -> int:
        """Number of units in one point."""
        scores = self.scores
        parts = [
            scores.weight,
            *(part for entered in scores.entered for part in (entered.weight, entered.score)),
            *(entered.weight * entered.score for entered in scores.entered),
            *(votes.factor * points for votes in scores.classes for points in scores.grades),
            *(votes.factor * votes.points for votes in scores.classes),
        ]
        # Twenty, so that half of the finest step is a whole number, too
        finest: int = 10**scores.decimals
        return 20 * finest * lcm(*(part.denominator for part in parts))

    def whole(self, value: Fraction) -> int:
        """A value in units, rounded up."""
        return ceil(value * self.unit)

    @cached_property
    def composite(self) -> tuple[int, int]:
        """Bounds of Σ W·S without the scores that are always exact; the upper one excluded."""
        low, high = self.scores.composite
        weights = [self.scores.weight, *(entered.weight for entered in self.scores.entered)]
        most = 100 * sum(weights, start=Fraction(0))
        least = Fraction(0) if low is None else low - self.scores.rest
        return self.whole(least), self.whole(most + 1 if high is None else high - self.scores.rest)

    def weigh(self, entered: EnteredScores) -> int:
        """Σ W·S of entered scores."""
        return int(sum(part.weight * value for part, value in zip(self.scores.entered, entered, strict=True)))

    def admits(self, votes: int) -> bool:
        """Whether a score of the source has the same effect on 评定规则."""
        return self.scores.admits(Fraction(votes, self.unit) / self.scores.weight)

    @cached_property
    def entered_values(self) -> Sequence[Sequence[int]]:
        """Values that each entered score might have: those that differ from it by whole points."""
        # Finer ones may be possible; to leave them out only makes the ways fewer
        return [
            [
                self.whole(value)
                for points in range(101)
                if (value := part.score % 1 + points) <= 100 and part.admits(value)
            ]
            for part in self.scores.entered
        ]

    @cached_property
    def unknown_votes(self) -> Sequence[UnknownVotes]:
        """All groups of few votes, each as seen by somebody who knows the other votes of the class."""
        unknown = []
        for of in self._free_classes:
            votes = self.scores.classes[of]
            if votes.unknown:
                other_sums = self._add_up([index for index in self._free_classes if index != of])
                unknown += [self._make_unknown(votes, size, other_sums) for size in votes.unknown]
        return unknown

    def _make_unknown(self, votes: ClassVotes, size: int, other_sums: Sequence[int]) -> UnknownVotes:
        ways = ways_by_sum(size, self.scores.grades)
        options = [(self.whole(votes.factor * points), number) for points, number in ways.items()]
        return UnknownVotes(options, self._parts(votes, votes.size - size), other_sums)

    def _parts(self, votes: ClassVotes, size: int) -> Sequence[int]:
        return [self.whole(votes.factor * points) for points in possible_sums(size, self.scores.grades)]

    @cached_property
    def _free_classes(self) -> Sequence[int]:
        """The small classes, then the largest ones as long as there are not too many sums.

        The marks of the others are taken as known to everybody, which only makes the ways fewer.
        """
        classes = self.scores.classes
        order = sorted(range(len(classes)), key=lambda of: (not classes[of].unknown, -classes[of].size))
        free, sums = [], 1
        for of in order:
            more = sums * len(possible_sums(classes[of].size, self.scores.grades))
            # By their sizes alone, never by the marks: a choice that depended on these could tell of them
            if classes[of].unknown:
                free.append(of)
            elif more <= _MOST_SUMS:
                free.append(of)
                sums = more
        return free

    def _add_up(self, free: Sequence[int]) -> Sequence[int]:
        classes = self.scores.classes
        fixed = [votes for of, votes in enumerate(classes) if of not in self._free_classes]
        sums = {sum(self.whole(votes.factor * votes.points) for votes in fixed)}
        for of in free:
            parts = self._parts(classes[of], classes[of].size)
            sums = {total + part for total in sums for part in parts}
        return sorted(sums)
