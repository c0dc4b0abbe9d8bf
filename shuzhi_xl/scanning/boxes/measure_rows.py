"""Measuring the rows of a page: ink and strokes of every box, and what makes rows doubtful (读票)."""

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from shuzhi_xl.rules.scanning.page_layout import PrintedArea
from shuzhi_xl.rules.scanning.page_reading import BoxReading, RowReading
from shuzhi_xl.scanning.alignment.aligned_page import AlignedPage, Place
from shuzhi_xl.scanning.boxes.ink import find_ink, measure_ink
from shuzhi_xl.scanning.boxes.owners import OwnedStrokes, find_owners
from shuzhi_xl.scanning.boxes.pen_paths import join_across, measure_path
from shuzhi_xl.scanning.boxes.signatures import make_signature
from shuzhi_xl.scanning.boxes.strokes import find_strokes, line_width

_BEYOND: Final = 12.0
"""Millimetres around a box in which its mark is looked at."""


class MeasuredPage(NamedTuple):
    """What was measured on a page.

    Attributes:
        rows: From the top.
        signature: The strokes in its boxes, small.
    """

    rows: Sequence[RowReading]
    signature: bytes


def measure_rows(page: AlignedPage) -> MeasuredPage:
    """Measure every box by two methods, and notice what makes rows doubtful."""
    all_ink = find_ink(page)
    owned = find_owners(find_strokes(page), page)
    # A tail is ink of the box that it comes from, and makes no mark where it ends
    amounts = measure_ink(np.where(owned.is_tail, np.float32(0), all_ink), page)
    width = len(page.boxes[0])
    rows = []
    for order, row in enumerate(page.boxes):
        boxes = [
            _measure_box(owned, order * width + grade, box, amounts[order, grade], page)
            for grade, box in enumerate(row)
        ]
        rows.append(RowReading(boxes, tuple(_list_signs(page, owned.shared, order, width))))
    return MeasuredPage(rows, make_signature(all_ink, page))


def _measure_box(
    owned: OwnedStrokes, number: int, box: PrintedArea, amounts: NDArray[np.float64], page: AlignedPage
) -> BoxReading:
    ink, around = (float(amount) for amount in amounts)
    room = _BEYOND * page.dots
    top, start = max(0, round(box.top - room)), max(0, round(box.left - room))
    window = slice(top, round(box.bottom + room)), slice(start, round(box.right + room))
    owner = owned.owners[window] == number
    strokes = np.zeros((0, 0), np.uint8)
    if owner.any():
        frame = _frame(owner)
        strokes = join_across(owner[frame], page.lines[window][frame], line_width(page), page.dots)
    if not strokes.any():
        return BoxReading(ink, around)
    mark = strokes[_frame(strokes)]
    path = measure_path(mark, page.dots)
    return BoxReading(
        ink, around, max(mark.shape) / page.dots, float(mark.mean()), *path, number in owned.parted
    )


def _frame(dots: NDArray[Any]) -> Place:
    """The rows and columns around all dots that are not 0, of which there are some."""
    rows, columns = np.flatnonzero(dots.any(axis=1)), np.flatnonzero(dots.any(axis=0))
    return slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)


def _list_signs(page: AlignedPage, shared: set[int], order: int, width: int) -> Iterator[str]:
    if order in page.crossed:
        yield "crossed"
    if any(order * width <= box < (order + 1) * width for box in shared):
        yield "shared"
