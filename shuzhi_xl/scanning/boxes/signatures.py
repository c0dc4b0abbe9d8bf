"""The strokes of a page made small, by which a sheet that was scanned twice is noticed (重复扫描)."""

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np

from shuzhi_xl.scanning.alignment.aligned_page import AlignedPage, Darkness, place_of

_WIDE, _HIGH = 16, 8
"""Dots of a box in a signature."""
_ALIKE: Final = 0.95
"""Likeness from which two pages look like one sheet: that has 0.99, filled boxes of one hand 0.82."""
_LEAST: Final = 40.0
"""Sum of a signature below which a page has too few strokes to be compared."""


def make_signature(ink: Darkness, page: AlignedPage) -> bytes:
    """The ink of every box in 16 × 8 dots, row by row: rows × 4 × 128 bytes."""
    soft = cv2.GaussianBlur(ink, (0, 0), 0.4 * page.dots)
    boxes = [
        cv2.resize(
            soft[place_of(box)],
            (_WIDE, _HIGH),
            interpolation=cv2.INTER_AREA,
        )
        for row in page.boxes
        for box in row
    ]
    return np.clip(np.stack(boxes) * 255 * 3, 0, 255).astype(np.uint8).tobytes()


def compare_signatures(signatures: Sequence[bytes]) -> list[tuple[int, int, float]]:
    """Pairs of pages of one layout that look like one sheet.

    Args:
        signatures: Of pages with the same boxes.

    Returns:
        Positions of both, the first below the second, and their likeness, 0 to 1. Pages with hardly any
        stroke are in no pair: of them a picture cannot tell.
    """
    if not signatures:
        return []
    strokes = np.stack([np.frombuffer(signature, np.uint8) for signature in signatures]).astype(np.float32)
    sums = strokes.sum(axis=1)
    sizes = np.linalg.norm(strokes, axis=1)
    alike = (strokes @ strokes.T) / np.maximum(np.outer(sizes, sizes), 1)
    alike[sums < _LEAST * 255] = 0
    first, second = np.nonzero(np.triu(alike, 1) >= _ALIKE)
    return [
        (int(page), int(copy), float(alike[page, copy])) for page, copy in zip(first, second, strict=True)
    ]
