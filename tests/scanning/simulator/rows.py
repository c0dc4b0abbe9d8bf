"""What voters do in a row of boxes, and what is true of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from shuzhi_xl.rules.scanning.page_layout import PrintedArea
from tests.scanning.simulator.hands import Hand, Line, Rng, draw_mark, scribble, smooth


@dataclass(frozen=True)
class Marking:
    """Something that somebody puts on the paper in one go.

    Attributes:
        kind: "mark", "scribble", "strike", "dash" or "fluid".
        lines: In millimetres of the paper.
        hand: Whose it is, and with what pen.
    """

    kind: str
    lines: Sequence[Line]
    hand: Hand

    @property
    def middle(self) -> Line:
        """The middle of the area around it."""
        places = np.concatenate(self.lines)
        return np.asarray((places.min(axis=0) + places.max(axis=0)) / 2, np.float64)


@dataclass(frozen=True)
class MarkedRow:
    """A row as somebody has marked it.

    Attributes:
        kind: What was done.
        grade: The box that is meant; None where none is, or where only a person can say.
        markings: What is on the paper, in the order in which it came there.
    """

    kind: str
    grade: int | None
    markings: Sequence[Marking]

    @property
    def height(self) -> float:
        """Millimetres of its highest mark."""
        marks = [np.concatenate(marking.lines) for marking in self.markings if marking.kind == "mark"]
        return max((float(np.ptp(mark[:, 1])) for mark in marks), default=0.0)


KINDS: Final = {
    "one": 0.85, "blank": 0.015, "two": 0.015, "corrected": 0.02, "struck out": 0.015, "faint": 0.02,
    "aside": 0.02, "between": 0.01, "stray": 0.01, "erased": 0.005, "large": 0.01,
    "whitened": 0.01,
}  # fmt: skip
"""Share of rows of each kind: more of what is difficult than in any hall."""
PLAIN: Final = {"one": 0.99, "blank": 0.005, "two": 0.005}
"""Shares of an orderly hall."""


def mark_row(boxes: Sequence[PrintedArea], hand: Hand, shares: dict[str, float], rng: Rng) -> MarkedRow:
    """Mark a row as one of the kinds."""
    kind = str(rng.choice([*shares], p=[*shares.values()]))
    grade = int(rng.choice(4, p=(0.55, 0.27, 0.13, 0.05)))
    wrong_grade = int((grade + rng.integers(1, 4)) % 4)
    if kind == "struck out" and hand.shape == "filled":
        # Whoever fills boxes and fills one more thoroughly: nobody can tell that it is struck out
        kind = "one"
    return _DOING[kind](_Voter(boxes, hand, rng), grade, wrong_grade)


@dataclass(frozen=True)
class _Voter:
    boxes: Sequence[PrintedArea]
    hand: Hand
    rng: Rng

    def mark(self, grade: int, hand: Hand | None = None, off: tuple[float, float] = (0.0, 0.0)) -> Marking:
        hand = hand or self.hand
        middle = self.middle(grade) + off + self.drift(hand)
        return Marking("mark", [line + middle for line in draw_mark(hand, self.rng)], hand)

    def middle(self, grade: int) -> Line:
        box = self.boxes[grade]
        return np.array([(box.left + box.right) / 2, (box.top + box.bottom) / 2])

    def drift(self, hand: Hand) -> Line:
        """From the middle of a box, never so far that its middle is another's."""
        return np.clip(self.rng.normal(0, hand.spread, 2) * (1.6, 0.8), (-5.0, -2.0), (5.0, 2.0))

    def cancel(self, mark: Marking, scribbled: float) -> Marking:
        """Scribble over a mark, or strike it out.

        Args:
            scribbled: Share of those who scribble.
        """
        if self.rng.random() >= scribbled:
            return self.strike(mark)
        size = self.hand.size * self.rng.uniform(1.0, 1.3)
        lines = [line * size + mark.middle for line in scribble(self.rng)]
        return Marking("scribble", lines, self.hand)

    def strike(self, mark: Marking) -> Marking:
        reach = self.hand.size * self.rng.uniform(0.7, 1.1)
        lines = [
            smooth([(-reach, self.rng.uniform(-1, 1)), (reach, self.rng.uniform(-1, 1))], self.rng)
            for _ in range(int(self.rng.integers(1, 4)))
        ]
        return Marking("strike", [line + mark.middle for line in lines], self.hand)

    def whiten(self, grade: int) -> Marking:
        """Correction fluid over a box, on its printed lines too."""
        brush = replace(self.hand, width=float(self.rng.uniform(3.0, 6.0)))
        reach = np.array([(-1.0, 0.0), (1.0, 0.0)]) * self.hand.size * 0.6
        lines = [reach + self.middle(grade) + (0.0, down) for down in (-2.0, 0.0, 2.0)]
        return Marking("fluid", lines, brush)


def _mark_plainly(voter: _Voter, grade: int, _second: int) -> MarkedRow:
    return MarkedRow("one", grade, [voter.mark(grade)])


def _mark_blank(_voter: _Voter, _grade: int, _second: int) -> MarkedRow:
    return MarkedRow("blank", None, [])


def _mark_two(voter: _Voter, grade: int, second: int) -> MarkedRow:
    return MarkedRow("two", None, [voter.mark(grade), voter.mark(second)])


def _mark_corrected(voter: _Voter, grade: int, first: int) -> MarkedRow:
    mark = voter.mark(first)
    return MarkedRow("corrected", None, [mark, voter.cancel(mark, 0.5), voter.mark(grade)])


def _mark_struck_out(voter: _Voter, grade: int, _second: int) -> MarkedRow:
    mark = voter.mark(grade)
    return MarkedRow("struck out", None, [mark, voter.cancel(mark, 0.6)])


def _mark_faint(voter: _Voter, grade: int, _second: int) -> MarkedRow:
    pale = replace(voter.hand, darkness=float(voter.rng.uniform(0.08, 0.25)), grain=0.5)
    return MarkedRow("faint", grade, [voter.mark(grade, pale)])


def _mark_aside(voter: _Voter, grade: int, _second: int) -> MarkedRow:
    """Near the edge of its box, its middle still well inside."""
    side = voter.rng.choice((-1, 1), 2)
    return MarkedRow("aside", grade, [voter.mark(grade, off=(float(side[0]) * 3.0, float(side[1]) * 1.5))])


def _mark_between(voter: _Voter, grade: int, _second: int) -> MarkedRow:
    """On the line between two boxes: nobody can say which."""
    box, mark = voter.boxes[min(grade, 2)], voter.mark(grade)
    line = np.array([box.right + voter.rng.uniform(-0.3, 0.3), voter.middle(grade)[1]])
    moved = [places + line - mark.middle for places in mark.lines]
    return MarkedRow("between", None, [replace(mark, lines=moved)])


def _mark_stray(voter: _Voter, grade: int, second: int) -> MarkedRow:
    """A dot or a short dash where the pen rested."""
    start = voter.middle(second) + voter.rng.uniform(-2, 2, 2)
    dash = np.stack([start, start + voter.rng.uniform(-0.4, 0.4, 2)])
    return MarkedRow("stray", grade, [voter.mark(grade), Marking("dash", [dash], voter.hand)])


def _mark_erased(voter: _Voter, grade: int, first: int) -> MarkedRow:
    remains = replace(voter.hand, darkness=0.1, grain=0.8)
    return MarkedRow("erased", grade, [voter.mark(first, remains), voter.mark(grade)])


def _mark_large(voter: _Voter, grade: int, _second: int) -> MarkedRow:
    large = replace(voter.hand, size=min(12.0, voter.hand.size * 1.8))
    return MarkedRow("large", grade, [voter.mark(grade, large)])


def _mark_whitened(voter: _Voter, grade: int, first: int) -> MarkedRow:
    return MarkedRow("whitened", grade, [voter.mark(first), voter.whiten(first), voter.mark(grade)])


_DOING: Final[dict[str, Callable[[_Voter, int, int], MarkedRow]]] = {
    "one": _mark_plainly,
    "blank": _mark_blank,
    "two": _mark_two,
    "corrected": _mark_corrected,
    "struck out": _mark_struck_out,
    "faint": _mark_faint,
    "aside": _mark_aside,
    "between": _mark_between,
    "stray": _mark_stray,
    "erased": _mark_erased,
    "large": _mark_large,
    "whitened": _mark_whitened,
}
