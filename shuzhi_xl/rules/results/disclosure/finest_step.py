"""The finest rounding that keeps every vote of few voters open (取整; 匿名).

What is shown of a branch is one of many messages: its scores exactly, or rounded to some step, or not at all,
beside the exact composite. Whoever knows the rule can ask from which votes this very message would have come.
So the rule counts just these: the ways of marking for which nothing finer would have been shown either.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import product

from shuzhi_xl.rules.results.disclosure.branch_scores import BranchScores
from shuzhi_xl.rules.results.disclosure.extremes import LEAST_WAYS, Extremes
from shuzhi_xl.rules.results.disclosure.whole_scores import EnteredScores, UnknownVotes, WholeScores

STEPS = (Fraction(1, 10), Fraction(1), Fraction(2), Fraction(5))
"""Steps to which scores are rounded, finest first (匿名; 算法 七)."""
_MOST_TRIALS = 2_000

Message = tuple[int, int, EnteredScores]
"""A rung of the ladder of steps, and the cells in which the score of the votes and the entered ones are."""


@lru_cache(maxsize=4096)
def finest_step(scores: BranchScores) -> Fraction | None:
    """The finest step that leaves enough ways of marking to every small class (匿名; 算法 七).

    Returns:
        The step to which the score of few votes and the entered scores are rounded; 0 where they are shown
        with all decimals; None where none of them may be shown.
    """
    whole = WholeScores(scores)
    return Ladder(whole).finest_step_of(whole.votes, whole.entered)


@dataclass
class _Search:
    """A message, and how many scores may still be tried for it."""

    message: Message
    trials: int = _MOST_TRIALS


class Ladder:
    """The messages about one branch (匿名; 算法 七), each with whether it leaves enough ways.

    Args:
        whole: The scores of the branch.
    """

    def __init__(self, whole: WholeScores) -> None:
        self._whole = whole
        self._extremes = Extremes(whole)
        printed = Fraction(1, 10**whole.scores.decimals)
        self._steps = (printed, *(step for step in STEPS if step > printed))
        self._widths = [whole.whole(step) for step in self._steps]
        self._vote_widths = [whole.whole(step * whole.scores.weight) for step in self._steps]
        self._accepted: dict[Message, bool] = {}

    def finest_step_of(self, votes: int, entered: EnteredScores) -> Fraction | None:
        """The finest step that leaves enough ways (匿名; 算法 七); 0 for none, None where nothing is shown.

        Args:
            votes: Σ W·S of the source of few votes.
            entered: The entered scores.
        """
        low, high = self._whole.composite
        if votes in self._extremes or not low <= votes + self._whole.weigh(entered) < high:
            return None
        rung = self._find_rung(votes, entered, len(self._steps))
        return None if rung is None else self._steps[rung] if rung else Fraction(0)

    def _find_rung(self, votes: int, entered: EnteredScores, end: int) -> int | None:
        rungs = (rung for rung in range(end) if self._accepts(self._make_message(rung, votes, entered)))
        return next(rungs, None)

    def _make_message(self, rung: int, votes: int, entered: EnteredScores) -> Message:
        # Entered scores are taken as exact where they are not rounded further: few have more decimals
        cells = tuple(_cell(value, self._widths[rung]) for value in entered) if rung else entered
        return rung, _cell(votes, self._vote_widths[rung]), cells

    def _accepts(self, message: Message) -> bool:
        """Whether a message leaves enough ways of marking to everybody who may receive it."""
        if message not in self._accepted:
            search = _Search(message)
            self._accepted[message] = all(
                self._is_open(unknown, offset, search)
                for unknown in self._whole.unknown_votes
                for offset in unknown.offsets
            )
        return self._accepted[message]

    def _is_open(self, unknown: UnknownVotes, offset: int, search: _Search) -> bool:
        """Whether enough ways are left to somebody who knows the other votes of a class, or none at all."""
        ways = 0
        for option, number in unknown.options:
            if self._leads_to(option + offset, unknown.other_sums, search):
                ways += number
            if ways >= LEAST_WAYS or search.trials < 0:
                break
        # Refused when there is too much to try, which is safe: the bound is the same for all who get it
        return search.trials >= 0 and (ways == 0 or ways >= LEAST_WAYS)

    def _leads_to(self, votes: int, other_sums: Sequence[int], search: _Search) -> bool:
        """Whether some votes of the other classes and some entered scores lead to just this message."""
        rung, cell, _ = search.message
        low, high = self._whole.composite
        middle, half = cell * self._vote_widths[rung], self._vote_widths[rung] // 2
        for entered in self._list_entered(search.message):
            total = self._whole.weigh(entered)
            first = bisect_left(other_sums, max(middle - half, low - total) - votes)
            end = bisect_left(other_sums, min(middle + half, high - total) - votes)
            for index in range(first, end):
                search.trials -= 1
                if search.trials < 0 or self._is_sent(rung, votes + other_sums[index], entered):
                    return True
        return False

    def _list_entered(self, message: Message) -> Iterator[EnteredScores]:
        """Entered scores that a message may stand for."""
        rung, _, cells = message
        if not rung:
            return iter((cells,))
        width = self._widths[rung]
        return product(
            *(
                [value for value in values if _cell(value, width) == cell]
                for values, cell in zip(self._whole.entered_values, cells, strict=True)
            )
        )

    def _is_sent(self, rung: int, votes: int, entered: EnteredScores) -> bool:
        """Whether no finer message is sent for these scores; nor are they hidden."""
        return (
            votes not in self._extremes
            and self._whole.admits(votes)
            and self._find_rung(votes, entered, rung) is None
        )


def _cell(value: int, width: int) -> int:
    # Half up; all widths are even
    return (value + width // 2) // width
