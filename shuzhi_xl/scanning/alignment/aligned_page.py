"""A page of a ballot laid over its layout: the paper around its boxes, every box where the layout has it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shuzhi_xl.rules.scanning.page_layout import PrintedArea
from shuzhi_xl.rules.scanning.page_reading import Refusal

Grey = NDArray[np.uint8]
"""A grey picture of height × width dots, 0 black to 255 white."""
Darkness = NDArray[np.float32]
"""Darkness against the paper around, height × width dots, 0 paper to 1 black."""

Place = tuple[slice, slice]
"""Rows and columns of an array of dots."""


@dataclass(frozen=True)
class AlignedPage:
    """The part of a page that has the boxes, and some paper around it.

    Attributes:
        darkness: How dark each dot is; unevenly lit paper has been evened out.
        dots: Dots to the millimetre.
        boxes: By row and grade the box inside its printed lines' middles, in dots.
        lines: Where printed lines are, height × width, with some room for blur.
        crossed: Positions of rows through which a line runs, such as a fold.
        measures: What was measured on the way: dots to the inch, scale, skew, greatest shift in millimetres.
    """

    darkness: Darkness
    dots: float
    boxes: Sequence[Sequence[PrintedArea]]
    lines: NDArray[np.bool_]
    crossed: Sequence[int]
    measures: Mapping[str, float]

    @property
    def table(self) -> Place:
        """Where all boxes are together."""
        first, last = self.boxes[0][0], self.boxes[-1][-1]
        return place_of(PrintedArea(first.left, first.top, last.right, last.bottom))


def place_of(box: PrintedArea, room: float = 0.0) -> Place:
    """Where a box is in an array of dots.

    Args:
        box: In dots.
        room: Dots at each side that are left out.
    """
    rows = slice(round(box.top + room), round(box.bottom - room))
    return rows, slice(round(box.left + room), round(box.right - room))


class PageRefused(Exception):  # noqa: N818 -- the picture's fault
    """A page cannot be read for certain.

    Args:
        refusal: Why.
        code: What its code says; blank where none was read.
    """

    def __init__(self, refusal: Refusal, code: str = "") -> None:
        super().__init__(refusal)
        self.refusal = refusal
        self.code = code
