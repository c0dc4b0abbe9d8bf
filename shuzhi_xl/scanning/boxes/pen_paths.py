"""The path of a pen (笔迹): strokes thinned to lines one dot wide, their ends, loops and width."""

from typing import Final, NamedTuple

import cv2
import numpy as np

from shuzhi_xl.scanning.boxes.thinning import Dots, find_ends, thin

_SPUR: Final = 0.6
"""Millimetres of a path's end that are cut off: unevenness of the stroke's edge."""
_SLOPES: Final = (-0.24, -0.12, 0.0, 0.12, 0.24)
"""Of lines that are level or nearly so."""
_LOOP: Final = 0.15
"""Square millimetres from which paper within strokes is a loop."""


class PenPath(NamedTuple):
    """The path of a pen.

    Attributes:
        length: Millimetres.
        ends: Places where the pen began or ended; none in a closed circle.
        loops: Areas that it goes around: one of a circle, several where lines cross it.
        width: Millimetres of the stroke along the widest fifth of its path, on average.
        level: Millimetres of the longest level or nearly level line through it, as a mark is struck out by.
    """

    length: float
    ends: int
    loops: int
    width: float
    level: float


def measure_path(strokes: Dots, dots: float) -> PenPath:
    """Follow the strokes of one mark.

    Args:
        strokes: Of which there are some.
        dots: Dots to the millimetre.
    """
    framed = np.pad(strokes, 2)
    whole = thin(framed)
    path = _cut_ends(whole, round(_SPUR * dots))
    radius = cv2.distanceTransform(framed, cv2.DIST_L2, 5)
    radii = np.sort(radius[(path if path.any() else whole) > 0])
    width = 2 * float(radii[4 * len(radii) // 5 :].mean()) / dots
    ends, length = int(find_ends(path).sum()), cv2.countNonZero(path) / dots
    return PenPath(
        length + _SPUR * ends, ends, _count_loops(framed, dots), width, _measure_level(strokes) / dots
    )


def _cut_ends(path: Dots, dots: int) -> Dots:
    """A path without so many dots at every end, by which spurs vanish."""
    rest = path.copy()
    for _ in range(dots):
        rest[find_ends(rest)] = 0
    return rest


def _count_loops(strokes: Dots, dots: float) -> int:
    """Areas of paper within strokes; small ones are flaws of the ink."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(1 - strokes, connectivity=4)
    areas = stats[1:, cv2.CC_STAT_AREA] / dots**2
    return int((areas >= _LOOP).sum()) - 1


def _measure_level(strokes: Dots) -> int:
    """The most dots on one line that is level or slopes a little."""
    down, across = np.nonzero(strokes)
    room = round(max(_SLOPES) * strokes.shape[1])
    lines = (down + room - np.round(slope * across).astype(np.int64) for slope in _SLOPES)
    return max(int(np.bincount(line).max()) for line in lines)
