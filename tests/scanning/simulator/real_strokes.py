"""Strokes of real pens from a folder that is not the project's (MARKS=): `ink.tsv`, and pictures in `ink`."""

import csv
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.scanning.drawn_ballots import Picture
from tests.scanning.simulator.hands import Rng
from tests.scanning.simulator.rows import Strokes

_DOTS = 7.9


class RealStrokes:
    """Pastes a real mark where a drawn one would be; a page has the marks of one writer.

    Args:
        folder: Has `ink.tsv` (file, kind, dpi, writer …) and the pictures, 255 where there is no ink.
    """

    def __init__(self, folder: Path) -> None:
        with (folder / "ink.tsv").open(encoding="utf-8") as lines:
            rows = [row for row in csv.DictReader(lines, delimiter="\t") if row["kind"] != "stray"]
        self._folder = folder / "ink"
        self._by_writer: dict[str, list[str]] = {}
        for row in rows:
            self._by_writer.setdefault(row["writer"], []).append(row["file"])
        self._inks: dict[str, NDArray[np.float32]] = {}

    def paste(self, picture: Picture, strokes: Strokes, rng: Rng) -> None:
        """Paste a mark of some writer where each stroke has its middle, in its size and darkness."""
        for line, hand in strokes:
            writers = [*self._by_writer]
            writer = writers[hash((hand.size, hand.slant)) % len(writers)]
            files = self._by_writer[writer]
            ink = self._read(files[int(rng.integers(len(files)))])
            size = max(float(np.ptp(line, axis=0).max()), 1.0) * _DOTS
            scale = size / max(ink.shape)
            turned = cv2.resize(
                ink, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
            )
            middle = (line.min(axis=0) + line.max(axis=0)) / 2 * _DOTS
            _multiply(picture, np.clip(turned, 0, 1) * np.float32(min(1.0, 0.3 + hand.darkness)), middle)

    def _read(self, name: str) -> NDArray[np.float32]:
        if name not in self._inks:
            grey = cv2.imread(str(self._folder / name), cv2.IMREAD_GRAYSCALE)
            self._inks[name] = np.asarray(1 - np.asarray(grey, np.float32) / 255, np.float32)
        return self._inks[name]


def _multiply(picture: Picture, ink: NDArray[np.float32], middle: NDArray[np.float64]) -> None:
    height, width = ink.shape
    top, start = round(middle[1] - height / 2), round(middle[0] - width / 2)
    first, last = max(top, 0), min(top + height, picture.shape[0])
    west, east = max(start, 0), min(start + width, picture.shape[1])
    if first < last and west < east:
        part = picture[first:last, west:east]
        part[:] = (part * (1 - ink[first - top : last - top, west - start : east - start])).astype(np.uint8)
