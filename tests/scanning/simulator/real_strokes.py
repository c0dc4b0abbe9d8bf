"""Marks of real pens from a folder that is not the project's (MARKS=): `ink.tsv`, and pictures in `ink`."""

import csv
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.scanning.drawn_ballots import Picture
from tests.scanning.simulator.hands import Rng
from tests.scanning.simulator.ink import DOTS, draw_marking, multiply
from tests.scanning.simulator.rows import Marking

_CROSSES = 0.8
"""Share of pages with crosses and the like; the others have filled boxes, which are most of the folder."""
_KINDS = {"scribble": ("corrected", "scribbled"), "dash": ("stray",)}
"""Kinds of the folder that are pasted for a scribble and a dash; where it has none they are drawn."""


class Writer(NamedTuple):
    """Somebody whose marks a page has.

    Attributes:
        shape: "cross" or "filled".
        files: His marks.
    """

    shape: str
    files: Sequence[str]


class RealStrokes:
    """Pastes one real mark for each that would be drawn; a page has the marks of one writer.

    Args:
        folder: Has `ink.tsv` (file, kind, dpi, writer …) and the pictures, 255 where there is no ink.
    """

    def __init__(self, folder: Path) -> None:
        with (folder / "ink.tsv").open(encoding="utf-8") as lines:
            rows = [*csv.DictReader(lines, delimiter="\t")]
        self._folder = folder / "ink"
        self._others = {
            kind: [row["file"] for row in rows if row["kind"] in kinds] for kind, kinds in _KINDS.items()
        }
        marks = [row for row in rows if row["kind"] in {"cross", "line", "faint", "filled"}]
        self._writers = [_gather(marks, is_filled=is_filled) for is_filled in (False, True)]
        self._inks: dict[str, NDArray[np.float32]] = {}

    def choose(self, rng: Rng) -> Writer:
        """Somebody for a page."""
        writers = self._writers[0 if rng.random() < _CROSSES else 1]
        return writers[int(rng.integers(len(writers)))]

    def pen(self, writer: Writer) -> Callable[[Picture, Marking, Rng], None]:
        """What draws the markings of a writer."""

        def paste(picture: Picture, marking: Marking, rng: Rng) -> None:
            files = writer.files if marking.kind == "mark" else self._others.get(marking.kind)
            if files:
                self._paste(picture, files[int(rng.integers(len(files)))], marking, rng)
            else:
                draw_marking(picture, marking, rng)

        return paste

    def _paste(self, picture: Picture, file: str, marking: Marking, rng: Rng) -> None:
        """A mark as large as the one that would be drawn, most of its ink in the middle, turned a little."""
        ink = self._read(file)
        places = np.concatenate(marking.lines) * DOTS
        low, high = places.min(axis=0), places.max(axis=0)
        scale = max(float((high - low).max()), 0.5 * DOTS) / max(ink.shape)
        side = round(max(ink.shape) * scale * 2) + 4
        # Around the middle of its ink: a mark with a long tail does not lie where its tail ends
        middle = np.array([(ink.sum(axis=axis) * np.arange(ink.shape[1 - axis])).sum() for axis in (0, 1)])
        middle /= ink.sum()
        matrix = cv2.getRotationMatrix2D((middle[0], middle[1]), float(rng.normal(0, 6)), scale)
        matrix[:, 2] += side / 2 - middle
        how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        turned = cv2.warpAffine(ink, matrix, (side, side), flags=how)
        darkness = np.float32(min(1.0, 1.15 * marking.hand.darkness))
        west, top = np.round((low + high - side) / 2).astype(int)
        multiply(picture, np.asarray(np.clip(turned, 0, 1) * darkness, np.float32), (int(west), int(top)))

    def _read(self, name: str) -> NDArray[np.float32]:
        if name not in self._inks:
            grey = cv2.imread(str(self._folder / name), cv2.IMREAD_GRAYSCALE)
            self._inks[name] = np.asarray(1 - np.asarray(grey, np.float32) / 255, np.float32)
        return self._inks[name]


def _gather(rows: Sequence[dict[str, str]], *, is_filled: bool) -> Sequence[Writer]:
    files: dict[str, list[str]] = {}
    for row in rows:
        if (row["kind"] == "filled") is is_filled:
            files.setdefault(row["writer"], []).append(row["file"])
    return [Writer("filled" if is_filled else "cross", marks) for marks in files.values()]
