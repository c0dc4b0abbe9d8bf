"""Second method: strokes as shapes (笔画), by local contrast, and to which box they belong."""

from typing import Final, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from shuzhi_xl.scanning.alignment.aligned_page import AlignedPage, Darkness, place_of

_CONTRAST: Final = 0.05
"""How much darker than its surroundings a dot of a stroke is, at least."""
_SURROUNDINGS: Final = 1.8
"""Millimetres (one standard deviation) of what surrounds a dot."""
_SPECK: Final = 0.18
"""Square millimetres up to which a shape is a speck."""
_DEEP: Final = 1.3
"""Millimetres from a box's edge beyond which a stroke is well inside."""


class StrokeMap(NamedTuple):
    """Strokes around the boxes.

    Attributes:
        labels: Height × width: the number of the stroke of each dot, 0 for none.
        inside: Strokes × boxes: dots of the stroke in the box, without those on lines.
        deep: Strokes × boxes: dots of it well inside the box.
        soft: Height × width: the darkness from which they were found, a little blurred, 0 on lines.
    """

    labels: NDArray[np.int32]
    inside: NDArray[np.int64]
    deep: NDArray[np.int64]
    soft: Darkness


def find_strokes(page: AlignedPage) -> StrokeMap:
    """Find strokes; one that crosses a printed line is one stroke on both sides of it."""
    soft = _soften(page)
    shapes = _binarise(soft, page)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(shapes, connectivity=8)
    least = _SPECK * page.dots**2
    numbers = np.zeros(count, np.int32)
    large = [number for number in range(1, count) if stats[number, cv2.CC_STAT_AREA] >= least]
    numbers[large] = np.arange(1, len(large) + 1)
    labels = numbers[labels]
    free = np.where(page.lines, np.int32(0), labels)
    whole, middle = (_count_in_boxes(page, free, len(large) + 1, room) for room in (0.0, _DEEP))
    return StrokeMap(labels, whole, middle, soft)


def _soften(page: AlignedPage) -> Darkness:
    """The page a little blurred; the blur of a printed line does not reach over its edge."""
    free = np.where(page.lines, np.float32(0), np.float32(1))
    blurred, paper = (cv2.GaussianBlur(dots, (0, 0), 0.9) for dots in (page.darkness * free, free))
    return np.asarray(free * blurred / np.maximum(paper, np.float32(0.05)), np.float32)


def _binarise(soft: Darkness, page: AlignedPage) -> NDArray[np.uint8]:
    free = np.where(page.lines, np.float32(0), np.float32(1))
    # The surroundings without printed lines, which would hide a pale stroke beside them
    spread = _SURROUNDINGS * page.dots / 4
    small = (page.darkness.shape[1] // 4, page.darkness.shape[0] // 4)
    dark = cv2.GaussianBlur(cv2.resize(soft, small, interpolation=cv2.INTER_AREA), (0, 0), spread)
    share = cv2.GaussianBlur(cv2.resize(free, small, interpolation=cv2.INTER_AREA), (0, 0), spread)
    nearby = cv2.resize(
        dark / np.maximum(share, 0.05), page.darkness.shape[::-1], interpolation=cv2.INTER_LINEAR
    )
    # A filled box is its own surroundings: there darkness alone tells
    shapes = ((soft > nearby + _CONTRAST) | (soft > 0.45)) & ~page.lines
    return _bridge_lines(shapes.astype(np.uint8), page)


def _bridge_lines(shapes: NDArray[np.uint8], page: AlignedPage) -> NDArray[np.uint8]:
    """Join what a printed line has cut in two, by dots on the line only.

    Specks join nothing, or they would make a chain of every line that they lie along; but one that a stroke
    reaches from the other side of the line is its end.
    """
    table = np.zeros_like(shapes)
    table[page.table] = shapes[page.table]
    _, labels, stats, _ = cv2.connectedComponentsWithStats(table, connectivity=8)
    is_stroke = stats[:, cv2.CC_STAT_AREA] >= _SPECK * page.dots**2
    is_stroke[0] = False
    strokes = is_stroke[labels].astype(np.uint8)
    # From both sides to the middle of the line and a little further, because strokes cross it aslant
    bridges = _widen(strokes, line_width(page) // 2 + 3) & page.lines.astype(np.uint8)
    ends = np.zeros_like(is_stroke)
    ends[labels[_widen(bridges, 2) > 0]] = True
    ends[0] = False
    return np.asarray(strokes | bridges | ends[labels], np.uint8)


def _widen(dots: NDArray[np.uint8], room: int) -> NDArray[np.uint8]:
    side = 2 * room + 1
    return np.asarray(cv2.dilate(dots, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))), np.uint8)


def line_width(page: AlignedPage) -> int:
    """Dots that a level line is wide, with its blur."""
    box = page.boxes[0][0]
    column = page.lines[:, round((box.left + box.right) / 2)]
    return int(column[: round((box.top + box.bottom) / 2)].sum())


def _count_in_boxes(
    page: AlignedPage, labels: NDArray[np.int32], count: int, room: float
) -> NDArray[np.int64]:
    boxes = [box for row in page.boxes for box in row]
    columns = [np.bincount(labels[place_of(box, room * page.dots)].ravel(), minlength=count) for box in boxes]
    counts = np.stack(columns, axis=1)
    counts[0] = 0
    return counts
