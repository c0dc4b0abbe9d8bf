"""What printers, copiers, scanners, telephones and hands do to a page."""

from collections.abc import Callable
from functools import cache
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.scanning.drawn_ballots import Picture
from tests.scanning.simulator.hands import Rng

Damage = Callable[[Picture, Rng], Picture]


@cache
def _noise() -> NDArray[np.int16]:
    """Noise made once, of which every page takes another part."""
    return np.asarray(np.random.default_rng(7).normal(0, 64, (3000, 3000)), np.int16)


def add_noise(picture: Picture, rng: Rng, strength: float) -> Picture:
    """Add noise of so many greys (one standard deviation)."""
    height, width = picture.shape
    top, start = (int(rng.integers(3000 - side)) if side < 3000 else 0 for side in (height, width))
    tile = _noise()[top : top + height, start : start + width]
    if tile.shape != picture.shape:
        tile = np.resize(tile, picture.shape)
    return np.clip(picture + tile * (strength / 64), 0, 255).astype(np.uint8)


def compress(picture: Picture, quality: int) -> Picture:
    """What JPEG makes of it."""
    _, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_GRAYSCALE), np.uint8)


def move(picture: Picture, rng: Rng, degrees: float, paper: int = 255) -> Picture:
    """Turned, printed a little smaller, moved."""
    height, width = picture.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, float(rng.uniform(0.94, 1.0)))
    moved = np.concatenate([matrix[:, :2], matrix[:, 2:] + rng.uniform(-12, 12, (2, 1))], axis=1)
    return np.asarray(cv2.warpAffine(picture, moved, (width, height), borderValue=paper), np.uint8)


def tone(picture: Picture, rng: Rng) -> Picture:
    """Paler or darker paper and ink."""
    greys = np.arange(256) / 255
    table = 255 * rng.uniform(0.9, 1.0) * greys ** rng.uniform(0.8, 1.25)
    return np.asarray(cv2.LUT(picture, np.clip(table, 0, 255).astype(np.uint8)), np.uint8)


def scan_clean(picture: Picture, rng: Rng) -> Picture:
    """An office scanner in order."""
    soft = cv2.GaussianBlur(move(picture, rng, float(rng.normal(0, 0.5))), (0, 0), rng.uniform(0.4, 0.9))
    noisy = add_noise(tone(np.asarray(soft, np.uint8), rng), rng, float(rng.uniform(1, 5)))
    return compress(noisy, int(rng.integers(75, 93)))


def scan_skewed(picture: Picture, rng: Rng) -> Picture:
    """Fed askew, perhaps upside down."""
    turned = move(picture, rng, float(rng.uniform(-3, 3)) + 180 * int(rng.integers(2)))
    return scan_clean(turned, rng)


def scan_coarse(picture: Picture, rng: Rng) -> Picture:
    """At 150 dots to the inch."""
    small = cv2.resize(picture, None, fx=0.75, fy=0.75, interpolation=cv2.INTER_AREA)
    return scan_clean(np.asarray(small, np.uint8), rng)


def scan_black_and_white(picture: Picture, rng: Rng) -> Picture:
    """As a fax: every dot black or white."""
    grey = scan_clean(picture, rng)
    return np.where(grey < rng.integers(140, 200), 0, 255).astype(np.uint8)


def copy_twice(picture: Picture, rng: Rng) -> Picture:
    """A copy of a copy: hard contrast, little toner, specks."""
    soft = np.asarray(cv2.GaussianBlur(picture, (0, 0), 1.1), np.float64)
    hard = np.clip((soft - 128) * 1.6 + 150, 0, 255)
    specks = rng.random(picture.shape) < 0.0002
    return scan_clean(np.where(specks, 60, hard).astype(np.uint8), rng)


def photograph(picture: Picture, rng: Rng) -> Picture:
    """By telephone: from the side, in uneven light, not quite sharp, the paper a little curled."""
    height, width = picture.shape
    down, across = np.mgrid[0:height:16, 0:width:16].astype(np.float32)
    bend = rng.uniform(-5, 5, 2)
    x = across + np.float32(bend[0]) * np.sin(down / height * np.float32(3.1))
    y = down + np.float32(bend[1]) * np.sin(across / width * np.float32(3.1))
    x, y = (cv2.resize(grid, (width, height), interpolation=cv2.INTER_LINEAR) for grid in (x, y))
    curled = cv2.remap(picture, x, y, cv2.INTER_LINEAR, borderValue=255)
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    room = np.array([(1, 1), (-1, 1), (-1, -1), (1, -1)]) * rng.uniform(20, 110, (4, 2))
    plane = cv2.getPerspectiveTransform(corners, (corners + room).astype(np.float32))
    flat = cv2.warpPerspective(curled, plane, (width, height), borderValue=int(rng.integers(40, 120)))
    light = cv2.resize(
        rng.uniform(0.55, 1.0, (3, 3)).astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC
    )
    shaded = np.clip(flat * np.clip(light, 0.45, 1.05), 0, 255).astype(np.uint8)
    soft = cv2.GaussianBlur(shaded, (0, 0), rng.uniform(0.6, 1.3))
    return compress(
        add_noise(np.asarray(soft, np.uint8), rng, float(rng.uniform(2, 6))), int(rng.integers(70, 92))
    )


def fold(picture: Picture, rng: Rng) -> Picture:
    """A crease across, up and down or aslant, darker or paler than the paper."""
    creased = picture.astype(np.float32)
    height, width = picture.shape
    ends = rng.uniform(0.2, 0.8, 2)
    is_level = rng.random() < 0.6
    start, end = (
        ((0, ends[0] * height), (width, ends[1] * height))
        if is_level
        else ((ends[0] * width, 0), (ends[1] * width, height))
    )
    layer = np.zeros_like(picture)
    cv2.line(
        layer,
        (round(start[0]), round(start[1])),
        (round(end[0]), round(end[1])),
        (255,),
        int(rng.integers(1, 5)),
        cv2.LINE_AA,
    )
    shade = cv2.GaussianBlur(layer, (0, 0), rng.uniform(0.8, 3)).astype(np.float32) / 255
    return scan_clean(np.clip(creased - shade * rng.uniform(15, 140), 0, 255).astype(np.uint8), rng)


def stain(picture: Picture, rng: Rng) -> Picture:
    """Coffee, a thumb: soft blots, somewhere."""
    layer = np.zeros((picture.shape[0] // 8, picture.shape[1] // 8), np.float32)
    for _ in range(int(rng.integers(1, 4))):
        place = rng.uniform(0, 1, 2) * layer.shape[::-1]
        axes = tuple(int(side) for side in rng.uniform(5, 40, 2))
        cv2.ellipse(
            layer,
            (int(place[0]), int(place[1])),
            axes,
            float(rng.uniform(0, 180)),
            0,
            360,
            (float(rng.uniform(0.1, 0.6)),),
            -1 if rng.random() < 0.6 else 2,
        )
    soft = cv2.resize(cv2.GaussianBlur(layer, (0, 0), 2), picture.shape[::-1], interpolation=cv2.INTER_LINEAR)
    return scan_clean(np.clip(picture * (1 - soft), 0, 255).astype(np.uint8), rng)


def stamp(picture: Picture, rng: Rng) -> Picture:
    """A round seal, grey as red ink scans, anywhere on the boxes too."""
    height, width = picture.shape
    layer = np.zeros_like(picture)
    middle = (int(rng.uniform(0.3, 0.9) * width), int(rng.uniform(0.2, 0.9) * height))
    radius = int(rng.uniform(0.07, 0.1) * width)
    cv2.circle(layer, middle, radius, (255,), 8, cv2.LINE_AA)
    cv2.circle(layer, middle, radius // 3, (255,), 5, cv2.LINE_AA)
    cv2.putText(
        layer,
        "A * B * C",
        (middle[0] - radius + 20, middle[1] + radius // 2),
        cv2.FONT_HERSHEY_SIMPLEX,
        1.2,
        (255,),
        5,
    )
    share = layer.astype(np.float32) / 255 * rng.uniform(0.25, 0.6)
    return scan_clean(np.clip(picture * (1 - share), 0, 255).astype(np.uint8), rng)


def punch(picture: Picture, rng: Rng) -> Picture:
    """Punched holes and a staple."""
    holed = picture.copy()
    height, width = picture.shape
    side = rng.choice((0.035, 0.95))
    for place in (0.35, 0.65):
        cv2.circle(
            holed,
            (int(side * width), int(place * height)),
            int(0.014 * width),
            (int(rng.integers(0, 90)),),
            -1,
        )
    start = (int(rng.uniform(0.03, 0.9) * width), int(rng.uniform(0.02, 0.2) * height))
    cv2.line(holed, start, (start[0] + int(0.05 * width), start[1] + 20), (60,), 5, cv2.LINE_AA)
    return scan_clean(holed, rng)


def tear(picture: Picture, rng: Rng) -> Picture:
    """A corner gone."""
    torn = picture.copy()
    height, width = picture.shape
    corner = rng.integers(2, size=2) * (width, height)
    inside = np.where(corner > 0, -1, 1) * rng.uniform(0.08, 0.16, 2) * width
    triangle = (corner + np.array([(0, 0), (inside[0], 0), (0, inside[1])])).astype(np.int32)
    cv2.fillPoly(torn, [triangle], (255,))
    return scan_clean(torn, rng)


def streak(picture: Picture, rng: Rng) -> Picture:
    """Dust on the glass: a line down the page."""
    streaked = scan_clean(picture, rng)
    column = int(rng.uniform(0.05, 0.95) * picture.shape[1])
    width = int(rng.integers(1, 6))
    part = streaked[:, column : column + width]
    streaked[:, column : column + width] = np.minimum(part, np.uint8(rng.integers(60, 235)))
    return streaked


DAMAGES: Final[dict[str, Damage]] = {
    "clean": scan_clean, "skewed": scan_skewed, "150 dpi": scan_coarse,
    "black and white": scan_black_and_white,
    "copied": copy_twice, "photograph": photograph, "fold": fold, "stain": stain, "stamp": stamp,
    "holes": punch, "torn": tear, "streak": streak,
}  # fmt: skip
"""By name."""
SHARES: Final = {
    "clean": 0.34, "skewed": 0.1, "150 dpi": 0.1, "black and white": 0.06, "copied": 0.06, "photograph": 0.14,
    "fold": 0.05, "stain": 0.05, "stamp": 0.04, "holes": 0.02, "torn": 0.02, "streak": 0.02,
}  # fmt: skip
