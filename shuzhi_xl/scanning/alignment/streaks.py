"""Streaks and folds (条纹和折痕): lines through a whole page that are neither printed nor written."""

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from shuzhi_xl.rules.scanning.page_layout import PrintedArea
from shuzhi_xl.scanning.alignment.aligned_page import Darkness

_WIDEST: Final = 2.5
"""Millimetres up to which a line is a streak; broader is shade or a row of filled boxes."""
_PALEST: Final = 0.05
"""Darkness of the palest streak: the median along the whole page, where noise is far below."""
_EDGE: Final = 1.2
"""Millimetres beside a printed line where hardly any mark reaches in every row."""


def has_streak(
    darkness: Darkness, lines: NDArray[np.bool_], boxes: Sequence[Sequence[PrintedArea]], dots: float
) -> bool:
    """Whether a line runs down through all rows: dust on the scanner's glass, a fold."""
    top, bottom = round(boxes[0][0].top), round(boxes[-1][0].bottom)
    west, east = round(boxes[0][0].left), round(boxes[0][-1].right)
    area, printed = darkness[top:bottom, west:east], lines[top:bottom, west:east]
    is_upright = printed.mean(axis=0) > 0.5
    is_level = printed.mean(axis=1) > 0.5
    near = cv2.dilate(is_level.astype(np.uint8), np.ones(2 * round(_EDGE * dots) + 1, np.uint8)).ravel() > 0
    whole = _raise(np.median(area[~is_level], axis=0), dots)
    edges = _raise(np.median(area[near & ~is_level], axis=0), dots)
    return bool(((whole > _PALEST) & (edges > _PALEST) & ~is_upright).any())


def find_crossed_rows(
    darkness: Darkness, lines: NDArray[np.bool_], boxes: Sequence[Sequence[PrintedArea]], dots: float
) -> list[int]:
    """Positions of rows through all boxes of which a line runs: a fold, or struck out."""
    return [order for order, row in enumerate(boxes) if _is_crossed(darkness, lines, row, dots)]


def _is_crossed(
    darkness: Darkness, lines: NDArray[np.bool_], row: Sequence[PrintedArea], dots: float
) -> bool:
    top, bottom = round(row[0].top), round(row[0].bottom)
    west, east = round(row[0].left), round(row[-1].right)
    printed = lines[top:bottom, west:east]
    area = np.where(printed, np.float32(0), darkness[top:bottom, west:east])
    # A line may climb by a millimetre or two on its way: the darkest dots nearby stand for it
    room = round(dots)
    thick = cv2.dilate(area, np.ones((room, 1), np.uint8))
    profile = _raise(np.median(thick, axis=1), dots * 2)
    return bool((profile > 2 * _PALEST).any())


def _raise(profile: NDArray[np.float32], dots: float) -> NDArray[np.float32]:
    """How far a profile stands out from what is broader than a streak."""
    room = np.ones(round(_WIDEST * dots) | 1, np.uint8)
    column = profile.reshape(-1, 1).astype(np.float32)
    return np.asarray(
        (column - cv2.morphologyEx(column, cv2.MORPH_OPEN, room.reshape(-1, 1))).ravel(), np.float32
    )
