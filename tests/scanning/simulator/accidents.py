"""What happens to a sheet of paper before it is scanned."""

from collections.abc import Callable

import cv2
import numpy as np

from tests.scanning.drawn_ballots import Picture
from tests.scanning.simulator.hands import Rng
from tests.scanning.simulator.ink import DOTS

Accident = Callable[[Picture, Rng], Picture | None]
"""Changes the picture of the paper; returns where nothing of the paper is seen any more, not 0, or None."""
_WHITE = 255


def fold(picture: Picture, rng: Rng) -> None:
    """A crease across, up and down or aslant, darker than the paper."""
    height, width = picture.shape
    first, last = rng.uniform(0.2, 0.8, 2)
    if rng.random() < 0.6:
        start, end = (0, round(first * height)), (width, round(last * height))
    else:
        start, end = (round(first * width), 0), (round(last * width), height)
    layer = np.zeros_like(picture)
    cv2.line(layer, start, end, (_WHITE,), int(rng.integers(1, 5)), cv2.LINE_AA)
    shade = _soften(layer, rng.uniform(0.8, 3))
    cv2.subtract(picture, _scale(shade, rng.uniform(0.06, 0.55)), dst=picture)


def stain(picture: Picture, rng: Rng) -> None:
    """Coffee, a wet finger: soft blots, somewhere."""
    layer = np.zeros((picture.shape[0] // 8, picture.shape[1] // 8), np.uint8)
    for _ in range(int(rng.integers(1, 4))):
        place = rng.uniform(0, 1, 2) * layer.shape[::-1]
        axes = tuple(int(side) for side in rng.uniform(5, 40, 2))
        turned, shade = float(rng.uniform(0, 180)), float(rng.uniform(0.1, 0.6)) * _WHITE
        width = -1 if rng.random() < 0.6 else 2
        cv2.ellipse(layer, (int(place[0]), int(place[1])), axes, turned, 0, 360, (shade,), width)
    soft = cv2.resize(_soften(layer, 2), picture.shape[::-1], interpolation=cv2.INTER_LINEAR)
    _darken(picture, np.asarray(soft, np.uint8), 1.0)


def stamp(picture: Picture, rng: Rng) -> None:
    """A round seal, grey as red ink scans, anywhere on the boxes too."""
    height, width = picture.shape
    layer = np.zeros_like(picture)
    middle = (int(rng.uniform(0.3, 0.9) * width), int(rng.uniform(0.2, 0.9) * height))
    radius = int(rng.uniform(0.07, 0.1) * width)
    cv2.circle(layer, middle, radius, (_WHITE,), 8, cv2.LINE_AA)
    cv2.circle(layer, middle, radius // 3, (_WHITE,), 5, cv2.LINE_AA)
    start = (middle[0] - radius + 20, middle[1] + radius // 2)
    cv2.putText(layer, "A * B * C", start, cv2.FONT_HERSHEY_SIMPLEX, 1.2, (_WHITE,), 5)
    _darken(picture, layer, rng.uniform(0.25, 0.6))


def press_finger(picture: Picture, rng: Rng) -> None:
    """A fingerprint in ink, on the boxes: curved ridges half a millimetre apart."""
    layer = np.zeros_like(picture)
    middle = (int(rng.uniform(0.5, 0.92) * picture.shape[1]), int(rng.uniform(0.2, 0.9) * picture.shape[0]))
    turned = float(rng.uniform(0, 180))
    for ridge in np.arange(0.6, rng.uniform(6, 9), 1.0):
        axes = (int(ridge * DOTS * 1.4), int(ridge * DOTS))
        first = float(rng.uniform(0, 360))
        cv2.ellipse(layer, middle, axes, turned, first, first + float(rng.uniform(180, 330)), (_WHITE,), 3,
                    cv2.LINE_AA)  # fmt: skip
    _darken(picture, _soften(layer, 1.0), rng.uniform(0.15, 0.6))


def staple(picture: Picture, rng: Rng) -> None:
    """A staple across a row, perhaps across two, and its shadow."""
    start = rng.uniform((0.5, 0.2), (0.85, 0.88)) * picture.shape[::-1]
    angle = rng.uniform(-0.6, 0.6)
    end = start + np.array([np.cos(angle), np.sin(angle)]) * rng.uniform(8, 12) * DOTS
    first, last = ((round(place[0]), round(place[1])) for place in (start, end))
    cv2.line(picture, (first[0] + 2, first[1] + 3), (last[0] + 2, last[1] + 3), (170,), 4, cv2.LINE_AA)
    cv2.line(picture, first, last, (int(rng.integers(50, 130)),), 4, cv2.LINE_AA)


def punch(picture: Picture, rng: Rng) -> Picture:
    """Two holes, black on a scan, at a margin; of a sheet put into the punch askew, in the boxes."""
    covered = np.zeros_like(picture)
    height, width = picture.shape
    side = rng.choice((0.035, 0.95, 0.88), p=(0.5, 0.3, 0.2))
    grey = int(rng.integers(0, 90))
    for place in (0.35, 0.65):
        cv2.circle(covered, (int(side * width), int(place * height)), int(0.014 * width), (_WHITE,), -1)
    picture[covered > 0] = grey
    return covered


def tear(picture: Picture, rng: Rng) -> Picture:
    """A corner gone."""
    covered = np.zeros_like(picture)
    height, width = picture.shape
    corner = rng.integers(2, size=2) * (width, height)
    inside = np.where(corner > 0, -1, 1) * rng.uniform(0.08, 0.16, 2) * width
    triangle = (corner + np.array([(0, 0), (inside[0], 0), (0, inside[1])])).astype(np.int32)
    cv2.fillPoly(covered, [triangle], (_WHITE,))
    picture[covered > 0] = _WHITE
    return covered


def hold(picture: Picture, rng: Rng) -> Picture:
    """A thumb at the edge, which holds the sheet for a photograph."""
    covered = np.zeros_like(picture)
    height, width = picture.shape
    is_side = rng.random() < 0.7
    edge = (width * rng.integers(2), rng.uniform(0.2, 0.9) * height)
    place = edge if is_side else (rng.uniform(0.2, 0.9) * width, height)
    reach = (
        (rng.uniform(12, 40), rng.uniform(8, 11)) if is_side else (rng.uniform(8, 11), rng.uniform(12, 40))
    )
    axes = tuple(int(side * DOTS) for side in reach)
    cv2.ellipse(covered, (int(place[0]), int(place[1])), axes, 0, 0, 360, (_WHITE,), -1)
    picture[covered > 0] = int(rng.integers(90, 190))
    return covered


def _soften(layer: Picture, dots: float) -> Picture:
    return np.asarray(cv2.GaussianBlur(layer, (0, 0), dots), np.uint8)


def _scale(layer: Picture, share: float) -> Picture:
    return np.asarray(cv2.convertScaleAbs(layer, alpha=share), np.uint8)


def _darken(picture: Picture, layer: Picture, share: float) -> None:
    """Multiply by how much of the light a layer lets through."""
    cv2.multiply(picture, 255 - _scale(layer, share), dst=picture, scale=1 / 255)
