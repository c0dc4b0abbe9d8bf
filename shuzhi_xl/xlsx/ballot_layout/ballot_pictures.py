"""The corner marks and the code on a page of a ballot (测评票的定位标记和编码)."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from shuzhi_xl.rules.scanning.page_layout import PrintedArea
from shuzhi_xl.sheets.outgoing.paper_ballots import CODE_PICTURE, MARK_PICTURES
from shuzhi_xl.xlsx.read.canonical_values import RefusedError

_QUIET: Final = 1 / 8
"""Share of a corner mark's picture that is white on each side: one of its eight squares."""
_LEAST: Final = 1.0
"""Millimetres that a box, a mark and a code have at least each way."""

_SLACK: Final = 0.5
"""Millimetres that pictures may overlap boxes: programs round the places of pictures when they save."""


class BallotPictures(NamedTuple):
    """Where the marks and the code of a page lie, in millimetres (定位标记、编码).

    Attributes:
        marks: The black squares of the corner marks, without the white around them, by number.
        code: The whole picture of the code.
    """

    marks: Mapping[int, PrintedArea]
    code: PrintedArea


def find_ballot_pictures(
    pictures: Mapping[str, PrintedArea], sheet: str, boxes: Sequence[PrintedArea]
) -> BallotPictures:
    """Find the marks and the code among the pictures of a page.

    Args:
        pictures: Where pictures lie, by name.
        sheet: Title of the sheet, for the sentence.
        boxes: Where the boxes lie.

    Raises:
        RefusedError: One is missing or too small, lies on a box, or the marks are not at four corners
            around the boxes (``scan_layout_picture_…``).
    """
    for name in (*MARK_PICTURES, CODE_PICTURE):
        if name not in pictures or is_empty(pictures[name]):
            raise RefusedError("scan_layout_picture_missing", sheet=sheet, name=name)
        if any(_overlap(pictures[name], box) for box in boxes):
            raise RefusedError("scan_layout_picture_moved", sheet=sheet, name=name)
    places = [pictures[name] for name in MARK_PICTURES]
    for name, is_at_corner in zip(MARK_PICTURES, _are_at_corners(places, boxes), strict=True):
        if not is_at_corner:
            raise RefusedError("scan_layout_picture_moved", sheet=sheet, name=name)
    return BallotPictures(dict(enumerate(map(_without_quiet, places))), pictures[CODE_PICTURE])


def _are_at_corners(
    marks: Sequence[PrintedArea], boxes: Sequence[PrintedArea]
) -> tuple[bool, bool, bool, bool]:
    """Whether each mark, clockwise from the upper left, is beyond all boxes at its own corner."""
    start, end = min(box.left for box in boxes) + _SLACK, max(box.right for box in boxes) - _SLACK
    top, bottom = min(box.top for box in boxes) + _SLACK, max(box.bottom for box in boxes) - _SLACK
    return (
        marks[0].right <= start and marks[0].bottom <= top,
        marks[1].left >= end and marks[1].bottom <= top,
        marks[2].left >= end and marks[2].top >= bottom,
        marks[3].right <= start and marks[3].top >= bottom,
    )


def _without_quiet(picture: PrintedArea) -> PrintedArea:
    across, down = (picture.right - picture.left) * _QUIET, (picture.bottom - picture.top) * _QUIET
    return PrintedArea(
        picture.left + across, picture.top + down, picture.right - across, picture.bottom - down
    )


def is_empty(area: PrintedArea) -> bool:
    """Whether an area is hidden or too small for anything to be seen in it."""
    return area.right - area.left < _LEAST or area.bottom - area.top < _LEAST


def _overlap(first: PrintedArea, second: PrintedArea) -> bool:
    return (
        first.left < second.right - _SLACK
        and second.left < first.right - _SLACK
        and first.top < second.bottom - _SLACK
        and second.top < first.bottom - _SLACK
    )
