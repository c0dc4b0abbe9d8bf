"""Strokes thinned to lines one dot wide (细化), and the ends of these lines."""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

Dots = NDArray[np.uint8]
"""1 where a stroke is, height × width."""

_NEIGHBOURS: Final = np.array([[128, 1, 2], [64, 0, 4], [32, 16, 8]], np.float32)
"""Bits of the eight dots around one, clockwise from the one above."""


def _list_bits(code: int) -> list[int]:
    return [code >> bit & 1 for bit in range(8)]


def _count_runs(code: int) -> int:
    """Runs of dots around one: the lines that leave it."""
    bits = _list_bits(code)
    return sum(bits[place - 1] < bits[place] for place in range(8))


def _is_removable(code: int, *, is_second: bool) -> bool:
    """Whether thinning takes a dot away (Guo and Hall 1989, whose slanting lines stay whole)."""
    north, northeast, east, southeast, south, southwest, west, northwest = map(bool, _list_bits(code))
    corners = (
        (north, northeast, east), (east, southeast, south),
        (south, southwest, west), (west, northwest, north),
    )  # fmt: skip
    lines = sum(not first and (corner or second) for first, corner, second in corners)
    pairs = [(northwest, north), (northeast, east), (southeast, south), (southwest, west)]
    turned = [(north, northeast), (east, southeast), (south, southwest), (west, northwest)]
    beside = min(sum(map(any, pairs)), sum(map(any, turned)))
    if is_second:
        is_kept = (south or southwest or not northwest) and west
    else:
        is_kept = (north or northeast or not southeast) and east
    return lines == 1 and 2 <= beside <= 3 and not is_kept


_IS_END: Final = np.array([_count_runs(code) <= 1 for code in range(256)], np.bool_)
_REMOVABLE: Final = [
    np.array([_is_removable(code, is_second=flag) for code in range(256)], np.uint8) for flag in (False, True)
]


def _code_neighbours(dots: Dots) -> Dots:
    coded = cv2.filter2D(dots, cv2.CV_8U, _NEIGHBOURS, borderType=cv2.BORDER_CONSTANT)
    return np.asarray(coded, np.uint8)


def thin(strokes: Dots) -> Dots:
    """Strokes thinned to lines one dot wide.

    Args:
        strokes: With a frame of paper, one dot wide at least.
    """
    path = strokes.copy()
    is_thin = False
    while not is_thin:
        is_thin = True
        for removable in _REMOVABLE:
            outer = np.asarray(cv2.LUT(_code_neighbours(path), removable), np.uint8) & path
            if outer.any():
                path -= outer
                is_thin = False
    return path


def find_ends(path: Dots) -> NDArray[np.bool_]:
    """Dots of a path from which it goes on in one direction only, or in none."""
    return np.asarray((path > 0) & _IS_END[_code_neighbours(path)], np.bool_)
