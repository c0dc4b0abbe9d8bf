"""Ink on paper: strokes drawn with a pen, and correction fluid."""

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.scanning.drawn_ballots import INCH, Picture
from tests.scanning.simulator.hands import Line, Rng
from tests.scanning.simulator.rows import Marking

DPI = 200
"""Dots to the inch of the paper that is marked."""
DOTS = DPI / INCH
_LARGER = 4
"""Parts of a dot in which strokes are drawn."""
_FINE = 16
"""Parts of a dot of OpenCV's to which they are placed."""
_FLUID = 250
"""Grey of dried correction fluid."""


def draw_marking(picture: Picture, marking: Marking, rng: Rng) -> None:
    """Draw a marking with its pen, pressed more or less."""
    hand = marking.hand
    for line in marking.lines:
        width = hand.width * DOTS * rng.uniform(0.85, 1.15)
        if marking.kind == "fluid":
            _whiten(picture, line * DOTS, round(width))
        else:
            _draw_line(picture, line * DOTS, width, hand.darkness, hand.grain * rng.uniform(0.5, 1))


def multiply(picture: Picture, ink: NDArray[np.float32], corner: tuple[int, int]) -> None:
    """Lay ink (0 none to 1 black) on the paper, which darkens what is beneath.

    Args:
        corner: Where its upper left corner lies; it may reach beyond the paper.
    """
    (height, width), (west, top) = ink.shape, corner
    rows = slice(max(top, 0), max(0, min(top + height, picture.shape[0])))
    columns = slice(max(west, 0), max(0, min(west + width, picture.shape[1])))
    part = picture[rows, columns]
    if part.size:
        inside = ink[rows.start - top : rows.stop - top, columns.start - west : columns.stop - west]
        part[:] = (part * (1 - inside)).astype(np.uint8)


def _stroke(places: Line, width: float) -> tuple[NDArray[np.float32], tuple[int, int]]:
    """A stroke without unevenness, and where its upper left corner lies."""
    room = int(width) + 3
    low = np.floor(places.min(axis=0)).astype(int) - room
    size = np.ceil(places.max(axis=0)).astype(int) + room - low
    # Drawn larger, because OpenCV's lines are whole dots wide
    large = np.zeros((size[1] * _LARGER, size[0] * _LARGER), np.uint8)
    points = np.round((places - low) * _LARGER * _FINE).astype(np.int32)
    thickness = max(1, round(width * _LARGER))
    cv2.polylines(large, [points], False, (255,), thickness, cv2.LINE_AA, 4)  # noqa: FBT003
    layer = cv2.resize(large, (int(size[0]), int(size[1])), interpolation=cv2.INTER_AREA)
    return np.asarray(layer / 255, np.float32), (int(low[0]), int(low[1]))


def _draw_line(picture: Picture, places: Line, width: float, darkness: float, grain: float) -> None:
    ink, corner = _stroke(places, width)
    ink *= np.float32(min(darkness, 1))
    if grain > 0.02:
        source = np.random.default_rng(int(places.sum() * _FINE) & 0xFFFF)
        coarse = source.random((ink.shape[0] // 2 + 1, ink.shape[1] // 2 + 1)).astype(np.float32)
        rough = cv2.resize(coarse, ink.shape[::-1], interpolation=cv2.INTER_LINEAR)
        ink *= 1 - np.float32(grain) * rough
    multiply(picture, ink, corner)


def _whiten(picture: Picture, places: Line, width: int) -> None:
    """What is darker than the fluid vanishes."""
    layer = np.zeros_like(picture)
    points = np.round(places * _FINE).astype(np.int32)
    cv2.polylines(layer, [points], False, (_FLUID,), width, cv2.LINE_AA, 4)  # noqa: FBT003
    np.maximum(picture, layer, out=picture)
