"""The path of a pen (笔迹): strokes thinned to lines one dot wide, their ends, loops and width."""

from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from shuzhi_xl.scanning.boxes.thinning import Dots, find_ends, thin

_SPUR: Final = 0.6
"""Millimetres of a path's end that are cut off: unevenness of the stroke's edge."""
_SPECK: Final = 0.10
"""Square millimetres up to which a shape is a speck."""
_LOOP: Final = 0.15
"""Square millimetres from which paper within strokes is a loop."""
_ANGLES: Final = 12
"""Directions in which strokes that a line has cut are joined, over half a turn."""
_ASLANT: Final = 10
"""Dots more than a line's width that a stroke takes to cross it aslant."""


class PenPath(NamedTuple):
    """The path of a pen.

    Attributes:
        length: Millimetres.
        ends: Places where the pen began or ended; none in a closed circle.
        loops: Areas that it goes around: one of a circle, several where lines cross it.
        width: Millimetres of the stroke along the widest fifth of its path, on average.
    """

    length: float
    ends: int
    loops: int
    width: float


def measure_path(strokes: Dots, dots: float) -> PenPath:
    """Follow the strokes of one mark.

    Args:
        strokes: Without what lies under printed lines, which `join_across` has guessed; not empty.
        dots: Dots to the millimetre.
    """
    framed = np.pad(strokes, 2)
    whole = thin(framed)
    path = _cut_ends(whole, round(_SPUR * dots))
    radius = cv2.distanceTransform(framed, cv2.DIST_L2, 5)
    radii = np.sort(radius[(path if path.any() else whole) > 0])
    width = 2 * float(radii[4 * len(radii) // 5 :].mean()) / dots
    ends, length = int(find_ends(path).sum()), cv2.countNonZero(path) / dots
    return PenPath(length + _SPUR * ends, ends, _count_loops(framed, dots), width)


def join_across(shapes: NDArray[np.bool_], lines: NDArray[np.bool_], line_width: int, dots: float) -> Dots:
    """A mark's strokes on both sides of printed lines, and what joins them straight across; no specks.

    Args:
        shapes: The mark's dots, height × width.
        lines: Those of printed lines.
        line_width: Dots that such a line is wide.
        dots: Dots to the millimetre.
    """
    return _drop_specks(_join_across(shapes, lines, line_width), dots)


def _join_across(shapes: NDArray[np.bool_], lines: NDArray[np.bool_], line_width: int) -> Dots:
    """Strokes on both sides of a printed line, and what joins them in a straight line across it."""
    free = (shapes & ~lines).astype(np.uint8)
    if not free.any() or not (shapes & lines).any():
        return free
    reach = line_width // 2 * 2 + 1 + _ASLANT
    framed = np.pad(free, reach)
    joined = np.zeros_like(framed)
    for bar in _make_bars(reach):
        joined |= np.asarray(cv2.morphologyEx(framed, cv2.MORPH_CLOSE, bar), np.uint8)
    return free | (joined[reach:-reach, reach:-reach] & lines.astype(np.uint8))


@cache
def _make_bars(length: int) -> Sequence[Dots]:
    """Straight lines of so many dots in all directions."""
    bars = []
    for angle in np.pi * np.arange(_ANGLES) / _ANGLES:
        bar = np.zeros((length, length), np.uint8)
        middle = length // 2
        across, down = round(np.cos(angle) * middle), round(np.sin(angle) * middle)
        cv2.line(bar, (middle - across, middle - down), (middle + across, middle + down), (1,))
        bars.append(bar)
    return bars


def _drop_specks(shapes: Dots, dots: float) -> Dots:
    _, labels, stats, _ = cv2.connectedComponentsWithStats(shapes, connectivity=8)
    is_large = stats[:, cv2.CC_STAT_AREA] >= _SPECK * dots**2
    is_large[0] = False
    return np.asarray(is_large[labels], np.uint8)


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
