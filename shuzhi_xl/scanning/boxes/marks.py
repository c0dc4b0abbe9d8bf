"""The mark of one box (记号): its strokes by themselves, as the pen has drawn them."""

from collections.abc import Sequence
from functools import cache
from itertools import combinations
from typing import Any, Final, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from shuzhi_xl.scanning.alignment.aligned_page import AlignedPage, Place
from shuzhi_xl.scanning.boxes.owners import OwnedStrokes
from shuzhi_xl.scanning.boxes.strokes import StrokeMap, line_width
from shuzhi_xl.scanning.boxes.thinning import Dots

_BEYOND: Final = 12.0
"""Millimetres around a box in which its mark is looked at."""
_CORE: Final = 0.4
"""Share of a mark's darkness from which a dot is no blur beside its strokes."""
_CORNER: Final = 2.0
"""Millimetres between two parts of a mark whose corner may lie under a line."""
_BRIDGE: Final = 3
"""Dots that what joins them is wide: less than any pen."""
_SPECK: Final = 0.10
"""Square millimetres up to which a shape is a speck."""
_ANGLES: Final = 12
"""Directions in which strokes that a line has cut are joined, over half a turn."""
_ASLANT: Final = 10
"""Dots more than a line's width that a stroke takes to cross it aslant."""


class Mark(NamedTuple):
    """The mark of a box.

    Attributes:
        dots: Just as large as the mark is.
        margin: Millimetres from its middle to the nearer side of its box.
    """

    dots: Dots
    margin: float


def find_mark(strokes: StrokeMap, owned: OwnedStrokes, number: int, page: AlignedPage) -> Mark | None:
    """The mark of a box, without specks and blur; strokes go on straight under printed lines.

    Args:
        number: The box, in the order of rows and grades.

    Returns:
        None where there is none.
    """
    window = _look_around(number, page)
    is_own = owned.owners[window] == number
    if not is_own.any():
        return None
    frame = _find_frame(is_own)
    is_own, soft, lines = is_own[frame], strokes.soft[window][frame], page.lines[window][frame]
    is_free = is_own & ~lines
    if not is_free.any():
        return None
    is_core = is_free & (soft >= _CORE * np.quantile(soft[is_free], 0.8))
    mark = is_core.astype(np.uint8)
    if (is_own & lines).any():
        mark |= _join_across(mark, line_width(page)) & lines.astype(np.uint8)
    mark = _join_beside(_drop_specks(mark, page.dots), lines, page.dots)
    if not mark.any():
        return None
    inner = _find_frame(mark)
    start = sum(place.start for place in (window[1], frame[1], inner[1]))
    return Mark(mark[inner], _measure_margin(start, mark[inner].shape[1], number, page))


def _measure_margin(start: int, width: int, number: int, page: AlignedPage) -> float:
    row, grade = divmod(number, len(page.boxes[0]))
    box, middle = page.boxes[row][grade], start + width / 2
    return min(middle - box.left, box.right - middle) / page.dots


def _look_around(number: int, page: AlignedPage) -> Place:
    row, grade = divmod(number, len(page.boxes[0]))
    box, room = page.boxes[row][grade], _BEYOND * page.dots
    top, start = max(0, round(box.top - room)), max(0, round(box.left - room))
    return slice(top, round(box.bottom + room)), slice(start, round(box.right + room))


def _find_frame(dots: NDArray[Any]) -> Place:
    """The rows and columns around all dots that are not 0, of which there are some."""
    rows, columns = np.flatnonzero(dots.any(axis=1)), np.flatnonzero(dots.any(axis=0))
    return slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)


def _join_across(strokes: Dots, width: int) -> Dots:
    """Strokes, and what joins two of them in a straight line that is a little longer than a line's width."""
    reach = width // 2 * 2 + 1 + _ASLANT
    framed = np.pad(strokes, reach)
    joined = framed.copy()
    for bar in _make_bars(reach):
        joined |= np.asarray(cv2.morphologyEx(framed, cv2.MORPH_CLOSE, bar), np.uint8)
    return joined[reach:-reach, reach:-reach]


def _join_beside(mark: Dots, lines: NDArray[np.bool_], dots: float) -> Dots:
    """Join parts of a mark that end at a printed line beside each other: its corner lies under the line."""
    count, labels = cv2.connectedComponents(mark, connectivity=8)
    if count <= 2 or not lines.any():
        return mark
    beside = cv2.dilate(lines.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    ends = [np.argwhere((labels == part) & beside) for part in range(1, count)]
    joined = mark.copy()
    for first, second in combinations([places for places in ends if len(places)], 2):
        distances = np.linalg.norm(first[:, None] - second[None], axis=2)
        start, end = np.unravel_index(distances.argmin(), distances.shape)
        if distances[start, end] <= _CORNER * dots:
            cv2.line(joined, first[start][::-1].tolist(), second[end][::-1].tolist(), (1,), _BRIDGE)
    return joined


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
