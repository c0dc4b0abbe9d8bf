"""First method: ink in a box, weighted by how dark it is (墨量)."""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from shuzhi_xl.rules.scanning.page_layout import PrintedArea
from shuzhi_xl.scanning.alignment.aligned_page import AlignedPage, Darkness

_LEAST: Final = 0.06
"""Darkness up to which a dot is paper, whatever the noise."""
_NOISE: Final = 4.5
"""Times the paper's noise up to which a dot is paper."""
_BESIDE: Final = 1.8
"""Millimetres beside the table in which ink is measured too: printed words are further away."""
_LINE: Final = 1.2
"""Millimetres at the top and bottom there that a line of the table may take."""


def find_ink(page: AlignedPage) -> Darkness:
    """Take paper, noise and printed lines away from a page; the noise is that of its own paper.

    Returns:
        Height × width, 0 no ink to 1 black.
    """
    soft = np.asarray(cv2.GaussianBlur(page.darkness, (0, 0), 0.7), np.float32)
    table = page.table
    paper = soft[table][~page.lines[table]]
    middle = float(np.median(paper))
    noise = 1.4826 * float(np.median(np.abs(paper - middle)))
    floor = middle + max(_LEAST, _NOISE * noise)
    ink = np.where((soft > floor) & ~page.lines, page.darkness, np.float32(0))
    return np.asarray(ink, np.float32)


def measure_ink(ink: Darkness, page: AlignedPage) -> NDArray[np.float64]:
    """Ink inside each box, and beside the table next to those at its sides.

    Returns:
        Rows × grades × 2, in square millimetres of full black.
    """
    sums = np.asarray(cv2.integral(ink, sdepth=cv2.CV_64F), np.float64)
    inside = np.array([[_sum(sums, box) for box in row] for row in page.boxes])
    beside = np.zeros_like(inside)
    room, line = _BESIDE * page.dots, _LINE * page.dots
    for order, row in enumerate(page.boxes):
        top, bottom = row[0].top + line, row[0].bottom - line
        start, end = row[0].left, row[-1].right
        beside[order, 0] += _sum(sums, PrintedArea(start - room, top, start, bottom))
        beside[order, -1] += _sum(sums, PrintedArea(end, top, end + room, bottom))
    return np.stack([inside, beside], axis=2) / page.dots**2


def _sum(sums: NDArray[np.float64], box: PrintedArea) -> float:
    height, width = sums.shape[0] - 1, sums.shape[1] - 1
    start, end = max(0, round(box.left)), min(width, round(box.right))
    top, bottom = max(0, round(box.top)), min(height, round(box.bottom))
    return float(sums[bottom, end] - sums[top, end] - sums[bottom, start] + sums[top, start])
