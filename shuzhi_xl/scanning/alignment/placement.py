"""From millimetres on a page to dots of a picture (定位)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from shuzhi_xl.rules.scanning.page_layout import PageLayout, PrintedArea
from shuzhi_xl.scanning.alignment.aligned_page import Grey
from shuzhi_xl.scanning.alignment.corner_marks import Corners

Points = NDArray[np.float64]
"""Places, n × 2: across and down."""
_INCH: Final = 25.4
_CELL: Final = 16
"""Dots of a result between which places follow from their neighbours'."""


@dataclass(frozen=True)
class Placement:
    """How a page lies on a picture.

    Attributes:
        plane: 3 × 3, from millimetres on the page to dots of the picture.
        bend: 2 × 6, what is added to a place on the page before, in millimetres, by the terms of `_terms`.
    """

    plane: NDArray[np.float64]
    bend: NDArray[np.float64]

    def to_picture(self, points: Points) -> Points:
        """Dots of the picture of places on the page."""
        moved = points + self.shift_at(points)
        return np.asarray(cv2.perspectiveTransform(moved[None].astype(np.float64), self.plane)[0], np.float64)

    def shift_at(self, points: Points) -> NDArray[np.float64]:
        """How far places on the page are shifted by the bend, n × 2 millimetres."""
        return np.asarray(_terms(points) @ self.bend.T, np.float64)

    def cut(self, picture: Grey, area: PrintedArea, dots: float) -> Grey:
        """An area of the page as a picture of its own.

        Args:
            picture: The picture.
            area: The area in millimetres.
            dots: Dots to the millimetre of the result.
        """
        width, height = round((area.right - area.left) * dots), round((area.bottom - area.top) * dots)
        columns, rows = -(-width // _CELL) + 2, -(-height // _CELL) + 2
        across, down = np.meshgrid(np.arange(columns) - 0.5, np.arange(rows) - 0.5)
        points = (
            np.array([area.left, area.top]) + np.stack([across, down], axis=-1).reshape(-1, 2) * _CELL / dots
        )
        coarse = self.to_picture(points).astype(np.float32).reshape(rows, columns, 2) - np.float32(0.5)
        fine = cv2.resize(coarse, (columns * _CELL, rows * _CELL), interpolation=cv2.INTER_LINEAR)
        places = fine[_CELL : _CELL + height, _CELL : _CELL + width]
        how, border = cv2.INTER_LINEAR, cv2.BORDER_REPLICATE
        return np.asarray(
            cv2.remap(picture, places[..., 0], places[..., 1], how, borderMode=border), np.uint8
        )

    def enlarge(self, scale: float) -> "Placement":
        """The same placement on the picture enlarged by a scale."""
        return Placement(np.diag([scale, scale, 1.0]) @ self.plane, self.bend)

    def dots_per_mm(self, area: PrintedArea) -> float:
        """Dots of the picture to a millimetre of the page, in the middle of an area."""
        middle = np.array([(area.left + area.right) / 2, (area.top + area.bottom) / 2])
        ends = self.to_picture(middle + np.array([(0, 0), (10, 0), (0, 10)]))
        return float((np.linalg.norm(ends[1] - ends[0]) + np.linalg.norm(ends[2] - ends[0])) / 20)

    @property
    def dots_per_inch(self) -> float:
        """Dots of the picture to an inch of the page."""
        return self.dots_per_mm(PrintedArea(80, 100, 120, 160)) * _INCH


def place_by_marks(marks: Mapping[int, Corners], layout: PageLayout) -> tuple[Placement, float]:
    """Lay a page over its picture by its corner marks.

    Args:
        marks: The corners of three or four marks, by number.
        layout: Where the marks are printed.

    Returns:
        The placement, and how far in millimetres the corners lie from where it has them, at most.
    """
    printed = np.concatenate([corners_of(layout.marks[number]) for number in marks])
    dots = np.concatenate([*marks.values()])
    plane, _ = cv2.findHomography(printed, dots)
    if plane is None:
        return Placement(np.eye(3), np.zeros((2, 6))), float("inf")
    back = cv2.perspectiveTransform(dots[None], np.linalg.inv(plane))[0]
    placement = Placement(np.asarray(plane, np.float64), np.zeros((2, 6)))
    return placement, float(np.abs(back - printed).max())


def corners_of(area: PrintedArea) -> Points:
    """The corners of an area, clockwise from the upper left."""
    return np.array(
        [(area.left, area.top), (area.right, area.top), (area.right, area.bottom), (area.left, area.bottom)]
    )


def fit_bend(points: Points, shifts: NDArray[np.float64]) -> NDArray[np.float64]:
    """The bend (2 × 6) by which places on the page are shifted, by least squares without the worst tenth."""
    trusted = np.ones(len(points), bool)
    bend = np.zeros((2, 6))
    for _ in range(3):
        for axis in (0, 1):
            usable = trusted & ~np.isnan(shifts[:, axis])
            bend[axis] = np.linalg.lstsq(_terms(points[usable]), shifts[usable, axis], rcond=None)[0]
        errors = np.nanmax(np.abs(shifts - _terms(points) @ bend.T), axis=1)
        trusted = errors <= max(0.1, float(np.quantile(errors, 0.9)))
    return bend


def _terms(points: Points) -> NDArray[np.float64]:
    """The six terms of a bend at each point, of places in tenths of a metre."""
    x, y = points[:, 0] / 100, points[:, 1] / 100
    return np.stack([np.ones_like(x), x, y, x * y, x * x, y * y], axis=1)
