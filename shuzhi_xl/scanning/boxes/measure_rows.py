"""Measuring the rows of a page: ink and strokes of every box, and what makes a row doubtful (读票)."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from shuzhi_xl.rules.scanning.page_reading import BoxReading, RowReading
from shuzhi_xl.scanning.alignment.aligned_page import AlignedPage, Place, place_of
from shuzhi_xl.scanning.boxes.ink import find_ink, measure_ink
from shuzhi_xl.scanning.boxes.signatures import make_signature
from shuzhi_xl.scanning.boxes.strokes import StrokeMap, extent_of, find_strokes

_OWN: Final = 0.72
"""Share of a stroke in boxes from which it belongs to the box that has it."""
_TAIL: Final = 0.30
"""Share of a stroke well inside another box up to which it is a tail there."""
_TAIL_REACH: Final = 4.0
"""Millimetres that a tail may reach into another box."""
_TAIL_DARKNESS: Final = 0.55
"""Darkness of a tail against that of its stroke, at least; a paler one may be a mark of its own."""


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
    all_ink, strokes = find_ink(page), find_strokes(page)
    owners, tails, shared = _assign(strokes, page)
    # A tail is ink of the box that it comes from, and makes no mark where it ends
    ink = np.where(_is_tail(strokes, tails, page), np.float32(0), all_ink)
    amounts = measure_ink(np.asarray(ink, np.float32), page)
    width = len(page.boxes[0])
    rows = []
    for order, row in enumerate(page.boxes):
        boxes = [
            _measure_box(strokes, owners == order * width + grade, amounts[order, grade], page.dots)
            for grade in range(len(row))
        ]
        rows.append(RowReading(boxes, tuple(_list_signs(page, shared, order, width))))
    return MeasuredPage(rows, make_signature(all_ink, page))


def _assign(
    strokes: StrokeMap, page: AlignedPage
) -> tuple[NDArray[np.int64], Sequence[tuple[int, int]], set[int]]:
    """The box of each stroke (-1 for none), tails as stroke and box, and boxes that share a stroke."""
    owners = np.full(len(strokes.areas), -1, np.int64)
    tails: list[tuple[int, int]] = []
    shared: set[int] = set()
    for stroke in range(1, len(strokes.areas)):
        inside = strokes.inside[stroke]
        touched = [int(box) for box in np.flatnonzero(inside)]
        if not touched:
            continue
        main = int(inside.argmax())
        owners[stroke] = main
        beside = [box for box in touched if box != main]
        is_own = inside[main] >= _OWN * inside.sum()
        if is_own and all(_ends_in(strokes, stroke, box, page) for box in beside):
            tails += [(stroke, box) for box in beside]
        else:
            shared.update(touched)
    return owners, tails, shared


def _ends_in(strokes: StrokeMap, stroke: int, box: int, page: AlignedPage) -> bool:
    """Whether a stroke only ends in a box: little of it, and not far inside."""
    if strokes.deep[stroke, box] > _TAIL * strokes.inside[stroke].max():
        return False
    place = _place_of_box(page, box)
    within = strokes.labels[place] == stroke
    down, across = np.flatnonzero(within.any(axis=1)), np.flatnonzero(within.any(axis=0))
    height, width = within.shape
    reach_down = min(down[-1] + 1, height - down[0])
    reach_across = min(across[-1] + 1, width - across[0])
    if min(reach_down, reach_across) > _TAIL_REACH * page.dots:
        return False
    is_stroke = strokes.labels == stroke
    return float(page.darkness[place][within].mean()) >= _TAIL_DARKNESS * float(
        page.darkness[is_stroke].mean()
    )


def _is_tail(strokes: StrokeMap, tails: Sequence[tuple[int, int]], page: AlignedPage) -> NDArray[np.bool_]:
    """Dots of tails in the boxes where they end."""
    dots = np.zeros(strokes.labels.shape, np.bool_)
    for stroke, box in tails:
        place = _place_of_box(page, box)
        dots[place] |= strokes.labels[place] == stroke
    return dots


def _place_of_box(page: AlignedPage, box: int) -> Place:
    """Where a box is, by its number in the order of rows and grades."""
    row, grade = divmod(box, len(page.boxes[0]))
    return place_of(page.boxes[row][grade])


def _measure_box(
    strokes: StrokeMap, is_own: NDArray[np.bool_], amounts: NDArray[np.float64], dots: float
) -> BoxReading:
    ink, around = (float(amount) for amount in amounts)
    members = np.flatnonzero(is_own)
    if not len(members):
        return BoxReading(ink, around, 0.0, 0.0, 0.0)
    west, top, east, bottom = (int(side) for side in extent_of(strokes, members.tolist()))
    width, height = (east - west) / dots, (bottom - top) / dots
    area = float(strokes.areas[members].sum()) / dots**2
    shapes = np.isin(strokes.labels[top:bottom, west:east], members)
    return BoxReading(ink, around, _stroke_length(shapes, dots), max(width, height), area / (width * height))


def _stroke_length(shapes: NDArray[np.bool_], dots: float) -> float:
    """Length of strokes in millimetres: half of their outline's."""
    framed = np.pad(shapes, 1)
    edges = (framed[1:, :] != framed[:-1, :]).sum() + (framed[:, 1:] != framed[:, :-1]).sum()
    # Steps of a slanting outline are longer than the outline
    return float(edges) / 2 / dots * 0.8


def _list_signs(page: AlignedPage, shared: set[int], order: int, width: int) -> Iterator[str]:
    if order in page.crossed:
        yield "crossed"
    if any(order * width <= box < (order + 1) * width for box in shared):
        yield "shared"
