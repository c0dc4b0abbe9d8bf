"""To which box a stroke belongs (笔画归哪一格): tails end in a neighbour's box, touching marks are parted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from shuzhi_xl.scanning.alignment.aligned_page import AlignedPage
from shuzhi_xl.scanning.boxes.pieces import Piece, look_at_piece, place_of_box
from shuzhi_xl.scanning.boxes.strokes import StrokeMap, line_width

_OWN: Final = 0.72
"""Share of a stroke in boxes from which it belongs to the box that has it."""
_OWN_BESIDE: Final = 0.80
"""That share where it goes well into a box of the same row."""
_OWN_LONG: Final = 0.55
"""That share where all the rest are straight tails in other rows, and it is no line itself."""
_TOUCH: Final = 1.0
"""Millimetres up to which it only touches a box, whose edge blurs it, and square millimetres there."""
_FACING: Final = 0.6
"""Millimetres more than a line's width that one stroke may be shifted on its way across the line."""
_TAIL: Final = 0.30
"""Share of a stroke well inside another box up to which it is a tail there, whatever it looks like."""
_TAIL_REACH: Final = 4.0
"""Millimetres that such a tail may reach into another box."""
_LONG_REACH: Final = 7.0
"""Millimetres that a straight tail may reach into the box above or below."""
_TAIL_DARKNESS: Final = 0.55
"""Darkness of a tail against that of its stroke, at least; a paler one may be a mark of its own."""
_MARK: Final = 2.0
"""Millimetres that a mark of its own reaches into its box, at least."""


@dataclass(frozen=True)
class OwnedStrokes:
    """Strokes and their boxes.

    Attributes:
        owners: The box of each dot of a stroke by its number, -1 for none, height × width.
        is_tail: Dots of strokes in the boxes where they only end, height × width.
        shared: Boxes with a stroke of which it is not certain whose it is.
        parted: Boxes with a mark that touches one of another row.
        at_edge: Boxes with a stroke of their own that reaches the line to the row below.
    """

    owners: NDArray[np.int32]
    is_tail: NDArray[np.bool_]
    shared: set[int]
    parted: set[int]
    at_edge: set[int]


def find_owners(strokes: StrokeMap, page: AlignedPage) -> OwnedStrokes:
    """Find the box of every stroke; what two rows share is parted where both parts are marks."""
    main = np.where(strokes.inside.any(axis=1), strokes.inside.argmax(axis=1), -1).astype(np.int32)
    owned = OwnedStrokes(main[strokes.labels], np.zeros(strokes.labels.shape, np.bool_), set(), set(), set())
    touched = (strokes.inside > 0).sum(axis=1)
    for stroke in np.flatnonzero(touched > 1):
        _settle(strokes, int(stroke), page, owned)
    for stroke in np.flatnonzero(touched == 1):
        box = int(main[stroke])
        piece = look_at_piece(strokes, int(stroke), box, page)
        owned.at_edge.update([box] if piece.lower else [])
    return owned


def _settle(strokes: StrokeMap, stroke: int, page: AlignedPage, owned: OwnedStrokes) -> None:
    """Tell the tails and marks of a stroke that touches several boxes."""
    boxes = [int(box) for box in np.flatnonzero(strokes.inside[stroke])]
    pieces = {box: look_at_piece(strokes, stroke, box, page) for box in boxes}
    gap = line_width(page) / page.dots + _FACING
    shared = _SharedStroke(
        strokes.inside[stroke], strokes.deep[stroke], pieces, len(page.boxes[0]), gap, page.dots
    )
    marks = shared.find_marks()
    if not marks:
        owned.shared.update(boxes)
        return
    for box in boxes:
        place = place_of_box(page, box)
        within = strokes.labels[place] == stroke
        if box not in marks:
            owned.is_tail[place] |= within
        elif len(marks) > 1:
            owned.owners[place][within] = box
            owned.parted.add(box)


@dataclass(frozen=True)
class _SharedStroke:
    """A stroke that touches several boxes.

    Attributes:
        inside: Its dots in each box.
        deep: Those well inside.
        pieces: By box.
        width: Boxes of a row.
        gap: Millimetres between two places at a line that may be one stroke's.
        dots: Dots to the millimetre.
    """

    inside: NDArray[np.int64]
    deep: NDArray[np.int64]
    pieces: Mapping[int, Piece]
    width: int
    gap: float
    dots: float

    @property
    def main(self) -> int:
        """The box that has most of it."""
        return int(self.inside.argmax())

    def find_marks(self) -> list[int]:
        """The boxes in which it is a mark; in all others it ends. None where that is not certain."""
        marks = [box for box in self.pieces if box == self.main or not self._ends_in(box)]
        if marks != [self.main]:
            rest = [box for box in self.pieces if box not in marks]
            return marks if self._are_marks(marks) and all(map(self._touches, rest)) else []
        if self.pieces[self.main].is_straight and not all(self._is_end(box) for box in self.pieces):
            # The way up of a tick whose corner is in another box
            return []
        share = self.inside[self.main] / self.inside.sum()
        return marks if share >= self._find_least_share() else []

    def _is_end(self, box: int) -> bool:
        return self.pieces[box].is_straight or self._touches(box)

    def _find_least_share(self) -> float:
        """The share that it needs in its main box, the others being where it ends."""
        rest = [box for box in self.pieces if box != self.main and not self._touches(box)]
        if any(self._is_beside(box) for box in rest):
            return _OWN_BESIDE
        is_tick = all(map(self._ends_straight, rest)) and not self.pieces[self.main].is_straight
        return _OWN_LONG if is_tick else _OWN

    def _is_beside(self, box: int) -> bool:
        return box // self.width == self.main // self.width

    def _ends_in(self, box: int) -> bool:
        return self._touches(box) or self._ends_soon(box) or self._ends_straight(box)

    def _touches(self, box: int) -> bool:
        area = self.inside[box] / self.dots**2
        return bool(self.pieces[box].reach <= _TOUCH and area <= _TOUCH)

    def _ends_soon(self, box: int) -> bool:
        """Whether it only ends in a box: little of it, and not far inside."""
        is_little = self.deep[box] <= _TAIL * self.inside[self.main]
        return bool(is_little) and self.pieces[box].reach <= _TAIL_REACH and self._is_as_dark(box)

    def _ends_straight(self, box: int) -> bool:
        """Whether it ends in a box of another row as one straight line."""
        piece = self.pieces[box]
        is_line = piece.is_straight and len(piece.upper) + len(piece.lower) == 1
        return is_line and not self._is_beside(box) and piece.reach <= _LONG_REACH and self._is_as_dark(box)

    def _is_as_dark(self, box: int) -> bool:
        darkness = sum(piece.darkness * self.inside[place] for place, piece in self.pieces.items())
        return bool(self.pieces[box].darkness >= _TAIL_DARKNESS * darkness / self.inside.sum())

    def _are_marks(self, boxes: Sequence[int]) -> bool:
        """Whether its pieces are marks, each below the last, which touch at most once."""
        for above, below in pairwise(boxes):
            if below - above != self.width or self._count_passages(above, below) > 1:
                return False
        pieces = [self.pieces[box] for box in boxes]
        return all(piece.reach >= _MARK and not piece.is_straight for piece in pieces)

    def _count_passages(self, above: int, below: int) -> int:
        """Places where it may pass from a box to the one below; what goes over and back has two."""
        lower, upper = self.pieces[above].lower, self.pieces[below].upper
        facing = sum(abs(end - start) <= self.gap for end in lower for start in upper)
        return max(facing, min(len(lower), len(upper)))
