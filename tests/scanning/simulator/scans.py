"""What printers, copiers, scanners and telephones make of a page."""

from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.scanning.drawn_ballots import Picture
from tests.scanning.simulator.hands import Rng


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


def scan_upside_down(picture: Picture, rng: Rng) -> Picture:
    """Fed with its foot first."""
    return scan_clean(np.ascontiguousarray(picture[::-1, ::-1]), rng)


def scan_landscape(picture: Picture, rng: Rng) -> Picture:
    """Fed with its long side first, one way or the other."""
    return scan_clean(np.ascontiguousarray(np.rot90(picture, 1 + 2 * int(rng.integers(2)))), rng)


def scan_coarse(picture: Picture, rng: Rng) -> Picture:
    """At 150 dots to the inch."""
    small = cv2.resize(picture, None, fx=0.75, fy=0.75, interpolation=cv2.INTER_AREA)
    return scan_clean(np.asarray(small, np.uint8), rng)


def scan_fine(picture: Picture, rng: Rng, scale: float = 1.5) -> Picture:
    """At 300 dots to the inch; printed lines are no sharper than at 200, but have the dots and the noise."""
    large = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    return scan_clean(np.asarray(large, np.uint8), rng)


def scan_very_fine(picture: Picture, rng: Rng) -> Picture:
    """At 600 dots to the inch."""
    return scan_fine(picture, rng, 3.0)


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


def scan_streaked(picture: Picture, rng: Rng) -> Picture:
    """Dust on the glass: a line down the page."""
    streaked = scan_clean(picture, rng)
    column = int(rng.uniform(0.05, 0.95) * picture.shape[1])
    width = int(rng.integers(1, 6))
    part = streaked[:, column : column + width]
    streaked[:, column : column + width] = np.minimum(part, np.uint8(rng.integers(60, 235)))
    return streaked


def scan_two(picture: Picture, rng: Rng) -> Picture:
    """Two sheets at once: beside each other on the glass, or one upon the other, 36 to 71 mm lower.

    Less, and the upper marks of the one beneath are covered: then the other is simply a whole page.
    """
    if rng.random() < 0.3:
        return scan_clean(np.hstack([picture, picture]), rng)
    height = picture.shape[0]
    moved = int(rng.uniform(0.12, 0.24) * height)
    stack = picture.copy()
    stack[moved:] = picture[: height - moved]
    return scan_clean(stack, rng)


def scan_back(picture: Picture, rng: Rng) -> Picture:
    """The blank back side, through which the front may shine."""
    shine = np.float32(rng.uniform(0.0, 0.12))
    paper = 255 - (255 - cv2.GaussianBlur(picture[:, ::-1], (0, 0), 2).astype(np.float32)) * shine
    return scan_clean(paper.astype(np.uint8), rng)
