"""A stroke's piece in one box (笔画在一格里的部分): how it comes in, how far, and how it looks."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from shuzhi_xl.scanning.alignment.aligned_page import AlignedPage, Place, place_of
from shuzhi_xl.scanning.boxes.strokes import StrokeMap

_GAP: Final = 3
"""Dots between two places where a stroke comes in, at least."""
_SLACK: Final = 0.35
"""Millimetres that the dots of a straight line stray from it, beside half its width."""


class Piece(NamedTuple):
    """A stroke's piece in a box, without what lies under printed lines.

    Attributes:
        reach: Millimetres that it comes in from the nearest edge.
        upper: Millimetres from the box's left edge to each place where it comes in through the upper one.
        lower: The same of the lower edge.
        is_straight: It is one straight line.
        darkness: Mean darkness of its dots, 0 to 1.
    """

    reach: float
    upper: Sequence[float]
    lower: Sequence[float]
    is_straight: bool
    darkness: float


def place_of_box(page: AlignedPage, box: int) -> Place:
    """Where a box is, by its number in the order of rows and grades."""
    row, grade = divmod(box, len(page.boxes[0]))
    return place_of(page.boxes[row][grade])


def look_at_piece(strokes: StrokeMap, stroke: int, box: int, page: AlignedPage) -> Piece:
    """Look at a stroke's piece in a box that it touches."""
    place = place_of_box(page, box)
    within = (strokes.labels[place] == stroke) & ~page.lines[place]
    rows = np.flatnonzero(~page.lines[place].all(axis=1))
    upper, lower = (
        [run / page.dots for run in _find_runs(within[edges].any(axis=0))]
        for edges in (slice(rows[0], rows[0] + 2), slice(rows[-1] - 1, rows[-1] + 1))
    )
    darkness = float(page.darkness[place][within].mean())
    return Piece(_reach(within) / page.dots, upper, lower, is_straight(within, page.dots), darkness)


def _reach(within: NDArray[np.bool_]) -> int:
    """Dots from the nearest edge of the box to the far end of the piece."""
    sides = [(np.flatnonzero(within.any(axis=axis)), within.shape[1 - axis]) for axis in (0, 1)]
    return min(int(min(places[-1] + 1, size - places[0])) for places, size in sides)


def _find_runs(dots: NDArray[np.bool_]) -> list[float]:
    """The middles of runs of dots, of which those with a small gap between them are one."""
    places = np.flatnonzero(dots)
    if not len(places):
        return []
    runs = np.split(places, np.flatnonzero(np.diff(places) > _GAP) + 1)
    return [float(run.mean()) for run in runs]


def is_straight(dots: NDArray[Any], scale: float) -> bool:
    """Whether dots are one straight line.

    Args:
        dots: Not 0 where a stroke is, height × width.
        scale: Dots to the millimetre.
    """
    places = np.argwhere(dots) / scale
    if len(places) < 3:
        return True
    places -= places.mean(axis=0)
    spread, axes = np.linalg.eigh(np.cov(places.T))
    # Dots of a line spread evenly: their standard deviation is its length divided by the root of 12
    width = len(places) / scale**2 / np.sqrt(12 * spread[1])
    beside = np.abs(places @ axes[:, 0])
    return bool(np.quantile(beside, 0.98) <= width / 2 + _SLACK)
