"""Marks drawn on a page with a pen: plain shapes at places in millimetres."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from shuzhi_xl.scanning.alignment.align_page import AlignedPicture
from tests.scanning.drawn_ballots import Picture

Points = Sequence[tuple[float, float]]
TICK: Points = ((-0.5, 0.0), (-0.1, 0.45), (0.6, -0.55))
STRIKE: Points = ((-0.8, 0.1), (0.8, -0.1))
CROSS: Sequence[Points] = (((-0.5, -0.5), (0.5, 0.5)), ((0.5, -0.5), (-0.5, 0.5)))
CIRCLE: Points = tuple((0.5 * np.cos(angle), 0.5 * np.sin(angle)) for angle in np.linspace(0, 6.28, 24))
SCRIBBLE: Points = tuple((-0.5 + step / 16, 0.45 * (-1) ** step) for step in range(17))


@dataclass(frozen=True)
class Pen:
    """A pen: how dark and how wide its line is, in millimetres."""

    grey: int = 50
    width: float = 0.4


@dataclass(frozen=True)
class MarkedPage:
    """A page on which marks are drawn; `picture` changes."""

    plain: AlignedPicture
    picture: Picture

    def draw(self, row: int, grade: int, *shapes: Points, pen: Pen = Pen(), size: float = 6.0,
             at: tuple[float, float] = (0.0, 0.0)) -> None:  # fmt: skip
        """Draw shapes in a box.

        Args:
            size: Millimetres of the shape's unit.
            at: Millimetres of its middle from that of the box.
        """
        box = self.plain.layout.rows[row].boxes[grade]
        middle = np.array([(box.left + box.right) / 2 + at[0], (box.top + box.bottom) / 2 + at[1]])
        width = max(1, round(pen.width * self.plain.placement.dots_per_mm(box)))
        for shape in shapes:
            places = self.plain.placement.to_picture(middle + np.array(shape) * size)
            line: NDArray[np.int32] = np.round(places * 16).astype(np.int32)
            cv2.polylines(self.picture, [line], False, (pen.grey,), width, cv2.LINE_AA, 4)  # noqa: FBT003


def scan(picture: Picture, seed: int = 1) -> Picture:
    """What a scanner makes of a page: a little soft, with noise."""
    noise = np.random.default_rng(seed).standard_normal(picture.shape, np.float32) * 4
    soft = np.asarray(cv2.GaussianBlur(picture, (0, 0), 0.7), np.float32)
    return np.asarray(np.clip(soft + noise, 0, 255), np.uint8)
