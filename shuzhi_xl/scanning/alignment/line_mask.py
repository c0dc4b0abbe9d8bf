"""Dots that are printed lines and no paper (表格线): as wide as the page's own lines are blurred."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from shuzhi_xl.rules.scanning.page_layout import PrintedArea
from shuzhi_xl.scanning.alignment.aligned_page import Darkness

_NARROWEST, _WIDEST = 0.4, 1.1
"""Millimetres from the middle of a line that are no paper, at least and at most."""
_PAPER: Final = 0.03
"""Darkness from which a dot beside a line is still the line's blur."""
_MOST_LINES: Final = 0.9
"""Share of lines that are covered whole; the rest have a mark along them."""


def draw_lines(darkness: Darkness, boxes: Sequence[Sequence[PrintedArea]], dots: float) -> NDArray[np.bool_]:
    """Draw the lines around the boxes of a page, with the room that their blur takes.

    Args:
        darkness: Of the region of the boxes.
        boxes: In dots.
        dots: Dots to the millimetre.
    """
    lines = np.zeros(darkness.shape, np.bool_)
    across, down = (_measure_blur(darkness, boxes, dots, is_upright=flag) for flag in (True, False))
    for box in (box for row in boxes for box in row):
        west, top, east, bottom = box
        for x in (west, east):
            lines[round(top - down) : round(bottom + down), round(x - across) : round(x + across)] = True
        for y in (top, bottom):
            lines[round(y - down) : round(y + down), round(west - across) : round(east + across)] = True
    return lines


def _measure_blur(
    darkness: Darkness, boxes: Sequence[Sequence[PrintedArea]], dots: float, *, is_upright: bool
) -> float:
    """Dots from the middle of a line to where paper begins."""
    room = round(_WIDEST * dots)
    profiles = [*_profiles(darkness, boxes, room, is_upright=is_upright)]
    dark = np.quantile(np.stack(profiles), _MOST_LINES, axis=0) > _PAPER
    reach = max((abs(place - room) for place in np.flatnonzero(dark)), default=0)
    return float(min(room, max(_NARROWEST * dots, reach + 1)))


def _profiles(
    darkness: Darkness, boxes: Sequence[Sequence[PrintedArea]], room: int, *, is_upright: bool
) -> Iterator[NDArray[np.float32]]:
    """Darkness across each line, which a stroke over it does not change."""
    for west, top, east, bottom in (box for row in boxes for box in row):
        start, end = (top, bottom) if is_upright else (west, east)
        inner = 0.2 * (end - start)
        along = slice(round(start + inner), round(end - inner))
        for line in (west, east) if is_upright else (top, bottom):
            beside = slice(round(line) - room, round(line) + room + 1)
            strip = darkness[along, beside] if is_upright else darkness[beside, along].T
            yield np.median(strip, axis=0)
