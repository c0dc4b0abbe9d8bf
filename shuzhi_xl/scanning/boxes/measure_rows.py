"""Measuring the rows of a page: ink and strokes of every box, and what makes rows doubtful (读票)."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from shuzhi_xl.rules.scanning.page_reading import BoxReading, RowReading
from shuzhi_xl.scanning.alignment.aligned_page import AlignedPage
from shuzhi_xl.scanning.boxes.ink import find_ink, measure_ink
from shuzhi_xl.scanning.boxes.marks import Mark, find_mark
from shuzhi_xl.scanning.boxes.owners import find_owners
from shuzhi_xl.scanning.boxes.pen_paths import measure_path
from shuzhi_xl.scanning.boxes.pieces import is_straight
from shuzhi_xl.scanning.boxes.signatures import make_signature
from shuzhi_xl.scanning.boxes.strokes import find_strokes


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
    strokes = find_strokes(page)
    owned = find_owners(strokes, page)
    # A tail is ink of the box that it comes from, and makes no mark where it ends
    amounts = measure_ink(np.where(owned.is_tail, np.float32(0), all_ink), page)
    width = len(page.boxes[0])
    rows = []
    for order in range(len(page.boxes)):
        boxes = [
            _measure_box(
                BoxReading(*amounts[order, number % width].tolist()),
                find_mark(strokes, owned, number, page),
                page.dots,
            )._replace(edge=number in owned.at_edge, parted=number in owned.parted)
            for number in range(order * width, (order + 1) * width)
        ]
        rows.append(RowReading(boxes, tuple(_list_signs(page, owned.shared, order, width))))
    return MeasuredPage(rows, make_signature(all_ink, page))


def _measure_box(inked: BoxReading, mark: Mark | None, dots: float) -> BoxReading:
    if mark is None:
        return inked
    return inked._replace(
        extent=max(mark.dots.shape) / dots,
        density=float(mark.dots.mean()),
        straight=is_straight(mark.dots, dots),
        margin=mark.margin,
        **measure_path(mark.dots, dots)._asdict(),
    )


def _list_signs(page: AlignedPage, shared: set[int], order: int, width: int) -> Iterator[str]:
    if order in page.crossed:
        yield "crossed"
    if any(order * width <= box < (order + 1) * width for box in shared):
        yield "shared"
