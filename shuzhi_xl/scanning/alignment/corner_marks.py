"""The corner marks of a ballot on a picture (四角的黑块)."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from shuzhi_xl.scanning.alignment.aligned_page import Grey

Corners = NDArray[np.float64]
"""The four corners of a mark, 4 × 2 dots, clockwise from the upper left as it was printed."""
_MARKS: Final = 4
_SEARCHED: Final = 1400
"""Dots of the longer side of the picture in which marks are looked for first; at 150 dpi a mark has 40."""
_NEARBY: Final = 5


def find_marks(picture: Grey) -> Mapping[int, list[Corners]]:
    """Find corner marks by their number; more than one of a number where two pages are on the picture."""
    places: dict[int, list[Corners]] = {}
    for view, scale in _views(picture):
        for number, corners in _detect(view):
            if not any(_is_near(corners / scale, earlier) for earlier in places.get(number, [])):
                places.setdefault(number, []).append(corners / scale)
        if len(places) == _MARKS:
            break
    return {number: [_refine(picture, corners) for corners in earlier] for number, earlier in places.items()}


def _views(picture: Grey) -> Iterator[tuple[Grey, float]]:
    """The picture made smaller, as it is, without specks, and larger."""
    scale = _SEARCHED / max(picture.shape)
    if scale < 1:
        yield _resize(picture, scale), scale
    yield picture, 1.0
    yield np.asarray(cv2.medianBlur(picture, _NEARBY), np.uint8), 1.0
    if scale > 1 / 3:
        yield _resize(picture, 1.5), 1.5


def _resize(picture: Grey, scale: float) -> Grey:
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=how), np.uint8)


@cache
def _detector() -> Any:
    settings = cv2.aruco.DetectorParameters()
    settings.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_SUBPIX
    return cv2.aruco.ArucoDetector(cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50), settings)


def _detect(view: Grey) -> Iterator[tuple[int, Corners]]:
    corners, numbers, _ = _detector().detectMarkers(view)
    for number, quad in zip([] if numbers is None else numbers.ravel(), corners, strict=True):
        if number < _MARKS:
            yield int(number), quad.reshape(4, 2).astype(float)


def _is_near(corners: Corners, earlier: Corners) -> bool:
    size = np.linalg.norm(earlier[0] - earlier[2])
    return bool(np.linalg.norm(corners.mean(0) - earlier.mean(0)) < size / 2)


def _refine(picture: Grey, corners: Corners) -> Corners:
    """Corners to fractions of a dot, on the picture as it is."""
    room = max(2, round(float(np.linalg.norm(corners[0] - corners[2])) / 20))
    points = corners.reshape(-1, 1, 2).astype(np.float32)
    stop = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 20, 0.03)
    refined = cv2.cornerSubPix(picture, points, (room, room), (-1, -1), stop).reshape(4, 2).astype(float)
    return refined if np.abs(refined - corners).max() <= 2 * room else corners
