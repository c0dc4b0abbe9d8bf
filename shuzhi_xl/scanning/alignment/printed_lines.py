"""The printed lines around the boxes (表格线): where they are, against where the layout has them."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from shuzhi_xl.rules.scanning.page_layout import PrintedArea, RowLayout
from shuzhi_xl.scanning.alignment.aligned_page import Darkness
from shuzhi_xl.scanning.alignment.placement import Points

_REACH: Final = 2.0
"""Millimetres to each side in which a line is looked for."""
_INNER: Final = 0.15
"""Share of a box's side that is left out at each end of its line, where others cross."""
_PALEST: Final = 0.08
"""Darkness from which a line counts as seen."""


class LineShifts(NamedTuple):
    """How far lines are from where the layout has them (表格线).

    Attributes:
        points: Their places by the layout, n × 2 millimetres.
        shifts: How far each is moved across and down, n × 2 millimetres; nan for what a line does not tell.
        sought: How many lines were looked for.
    """

    points: Points
    shifts: NDArray[np.float64]
    sought: int


class _Side(NamedTuple):
    """One side of a box: from its middle, whether it is upright, and its length."""

    x: float
    y: float
    is_upright: bool
    length: float


def measure_lines(
    darkness: Darkness, dots: float, corner: Sequence[float], rows: Sequence[RowLayout]
) -> LineShifts:
    """Measure how far the lines around boxes are from their places.

    Args:
        darkness: Of the region of the boxes.
        dots: Dots to the millimetre.
        corner: Millimetres of the region's upper left corner.
        rows: The rows of boxes.
    """
    sides = [side for row in rows for box in row.boxes for side in _sides_of(box)]
    shifts = [_measure_side(darkness, dots, corner, side) for side in sides]
    visible = [order for order, shift in enumerate(shifts) if shift is not None]
    points = np.array([(sides[order].x, sides[order].y) for order in visible]).reshape(-1, 2)
    moved = np.full((len(visible), 2), np.nan)
    for line, order in enumerate(visible):
        moved[line, 0 if sides[order].is_upright else 1] = shifts[order]
    return LineShifts(points, moved, len(sides))


def _sides_of(box: PrintedArea) -> Iterator[_Side]:
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    width, height = box.right - box.left, box.bottom - box.top
    yield _Side(box.left, y, is_upright=True, length=height)
    yield _Side(box.right, y, is_upright=True, length=height)
    yield _Side(x, box.top, is_upright=False, length=width)
    yield _Side(x, box.bottom, is_upright=False, length=width)


def _measure_side(darkness: Darkness, dots: float, corner: Sequence[float], side: _Side) -> float | None:
    """How far a line is moved, in millimetres; None where none is seen for certain."""
    along = side.length * (0.5 - _INNER)
    x, y = (side.x - corner[0]) * dots, (side.y - corner[1]) * dots
    wide, high = (_REACH, along) if side.is_upright else (along, _REACH)
    west, top = round(x - wide * dots), round(y - high * dots)
    east, bottom = round(x + wide * dots), round(y + high * dots)
    if west < 0 or top < 0 or bottom > darkness.shape[0] or east > darkness.shape[1]:
        return None
    # A stroke covers less than half of a line's length, so the median does not see it
    profile = np.median(darkness[top:bottom, west:east], axis=0 if side.is_upright else 1)
    place = _find_peak(profile)
    start, middle = (west, x) if side.is_upright else (top, y)
    return None if place is None else (start + place + 0.5 - middle) / dots


def _find_peak(profile: NDArray[np.float32]) -> float | None:
    """The middle of the one line that a profile crosses, in dots."""
    raised = profile - np.median(profile)
    top = int(raised.argmax())
    height = float(raised[top])
    if height < _PALEST:
        return None
    line = slice(max(0, top - 3), top + 4)
    rest = raised.copy()
    rest[line] = 0
    if rest.max(initial=0) > height / 2:
        return None
    weights = np.maximum(raised[line], 0)
    return float((weights * np.arange(line.start, line.start + len(weights))).sum() / weights.sum())
