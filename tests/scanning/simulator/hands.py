"""The strokes of a hand: shapes of marks in units of their size, never twice the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Rng = np.random.Generator
Line = NDArray[np.float64]
"""Places of a stroke, n × 2."""
SHAPES: Final = ("tick", "cross", "circle", "filled", "line", "hook")
_SHARES: Final = (0.62, 0.12, 0.1, 0.06, 0.04, 0.06)


@dataclass(frozen=True)
class Hand:
    """How somebody marks a ballot.

    Attributes:
        shape: One of `SHAPES`.
        size: Millimetres.
        slant: Turned by so many degrees.
        spread: Millimetres (one standard deviation) from the middle of a box.
        width: Millimetres of the pen's line.
        darkness: Of its ink, 0 to 1.
        grain: How uneven the ink is, 0 to 1; pencils are.
    """

    shape: str
    size: float
    slant: float
    spread: float
    width: float
    darkness: float
    grain: float


def make_hand(rng: Rng) -> Hand:
    """Somebody with one of eight pens."""
    pens = (
        (0.35, 0.8, 0.1), (0.5, 0.85, 0.1), (0.7, 0.9, 0.05), (1.1, 0.9, 0.05), (0.3, 0.55, 0.2),
        (0.4, 0.4, 0.5), (0.5, 0.27, 0.6), (0.45, 0.65, 0.3),
    )  # fmt: skip
    width, darkness, grain = pens[rng.integers(len(pens))]
    return Hand(
        str(rng.choice(SHAPES, p=_SHARES)),
        float(rng.uniform(3.5, 8.0)),
        float(rng.normal(0, 8)),
        float(rng.uniform(0.4, 1.4)),
        width * float(rng.uniform(0.85, 1.2)),
        darkness * float(rng.uniform(0.85, 1.1)),
        grain,
    )


def draw_mark(hand: Hand, rng: Rng) -> list[Line]:
    """One mark of a hand, in millimetres around its middle."""
    shape = _SHAPES[hand.shape](rng)
    size = hand.size * rng.uniform(0.8, 1.25)
    return [_turn(line * size, hand.slant + rng.normal(0, 6)) for line in shape]


def _turn(line: Line, degrees: float) -> Line:
    angle = np.radians(degrees)
    matrix = np.array([(np.cos(angle), -np.sin(angle)), (np.sin(angle), np.cos(angle))])
    return np.asarray(line @ matrix.T, np.float64)


def smooth(points: Sequence[tuple[float, float]], rng: Rng, shake: float = 0.03) -> Line:
    """A curve near some points (Chaikin's corner cutting)."""
    line = np.array(points, float) + rng.normal(0, shake, (len(points), 2))
    for _ in range(2):
        near, far = 0.75 * line[:-1] + 0.25 * line[1:], 0.25 * line[:-1] + 0.75 * line[1:]
        between = np.stack([near, far], axis=1).reshape(-1, 2)
        line = np.concatenate([line[:1], between, line[-1:]])
    return line


def _tick(rng: Rng) -> list[Line]:
    tail = rng.uniform(0.7, 1.5) if rng.random() < 0.8 else rng.uniform(1.5, 2.0)
    down = (rng.uniform(-0.35, -0.15), rng.uniform(0.25, 0.5))
    end = (down[0] + 0.65 * tail, down[1] - 0.75 * tail)
    return [
        smooth(
            [(-0.5, rng.uniform(-0.1, 0.15)), down, ((down[0] + end[0]) / 2, (down[1] + end[1]) / 2), end],
            rng,
        )
    ]


def _hook(rng: Rng) -> list[Line]:
    """A tick in one curve, as many write it fast."""
    return [smooth([(-0.4, -0.1), (-0.25, 0.35), (0.0, 0.4), (0.3, -0.1), (0.75, -0.5)], rng, 0.06)]


def _cross(rng: Rng) -> list[Line]:
    reach = rng.uniform(0.4, 0.55)
    return [
        smooth([(-reach, -reach), (reach, reach)], rng, 0.06),
        smooth([(reach, -reach), (-reach, reach)], rng, 0.06),
    ]


def _circle(rng: Rng) -> list[Line]:
    start, turns = rng.uniform(0, 6.28), rng.uniform(0.95, 1.2)
    angles = start + np.linspace(0, 6.28 * turns, 14)
    wide = rng.uniform(0.9, 1.5)
    return [smooth([(0.5 * wide * np.cos(angle), 0.5 * np.sin(angle)) for angle in angles], rng)]


def _line(rng: Rng) -> list[Line]:
    return [smooth([(-0.5, rng.uniform(0.2, 0.5)), (0.5, rng.uniform(-0.5, -0.2))], rng)]


def scribble(rng: Rng) -> list[Line]:
    """Back and forth over an area, as what is filled or struck out."""
    turns = int(rng.integers(9, 18))
    steps = np.linspace(-0.55, 0.55, turns)
    return [smooth([(x, 0.45 * (-1) ** n * rng.uniform(0.8, 1.1)) for n, x in enumerate(steps)], rng)]


_SHAPES: Final = {
    "tick": _tick, "hook": _hook, "cross": _cross, "circle": _circle, "filled": scribble, "line": _line,
}  # fmt: skip
