"""A simulated page as a picture, with what is true of its rows and what they were taken for."""

from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np

from shuzhi_xl.rules.scanning.judge_rows import judge_rows
from shuzhi_xl.rules.scanning.page_layout import PrintedArea
from shuzhi_xl.rules.scanning.page_reading import RowVerdict
from shuzhi_xl.scanning.alignment.align_page import AlignedPicture, align_page
from shuzhi_xl.scanning.alignment.aligned_page import PageRefused
from shuzhi_xl.scanning.boxes.measure_rows import measure_rows
from tests.scanning.bench.batches import Bench
from tests.scanning.simulator.rows import MarkedRow

_DOTS: Final = 6.0
"""Dots to the millimetre of the picture."""
_RIGHT, _DOUBTFUL, _WRONG = (0, 150, 0), (0, 140, 255), (0, 0, 255)
"""Blue, green, red."""


def show_page(bench: Bench, number: int, path: Path) -> str:
    """Draw a page of a run upright, with verdicts; one that is refused as it was scanned.

    Args:
        path: Takes the picture.

    Returns:
        What the page is, and for each row what is true and what it was taken for.
    """
    page = bench.simulator().make((bench.seed, number))
    layout = page.paper.layout
    lines = [f"{page.damage}, {page.paper.printing}, {page.hall} hall, hand {page.hand}"]
    try:
        aligned = align_page(page.picture, page.stated, {layout.code: layout}.get)
    except PageRefused as refused:
        cv2.imwrite(str(path), page.picture)
        return "\n".join([*lines, f"refused: {refused.refusal}"])
    rows = measure_rows(aligned.page).rows
    verdicts = judge_rows(rows)
    picture = _draw_upright(aligned)
    for order, (truth, row, verdict) in enumerate(zip(page.rows, rows, verdicts, strict=True)):
        _draw_verdict(picture, aligned.layout.rows[order].boxes, truth, verdict)
        boxes = "; ".join(", ".join(f"{value:.2f}" for value in box) for box in row.boxes)
        lines.append(f"{order + 1} {truth.kind} {truth.grade} -> {verdict.grade} {verdict.doubts} [{boxes}]")
    cv2.imwrite(str(path), picture)
    return "\n".join(lines)


def _draw_upright(aligned: AlignedPicture) -> Any:
    marks = aligned.layout.marks
    area = PrintedArea(0, 0, marks[2].right + 2, marks[2].bottom + 2)
    return cv2.cvtColor(aligned.placement.cut(aligned.picture, area, _DOTS), cv2.COLOR_GRAY2BGR)


def _draw_verdict(picture: Any, boxes: Any, truth: MarkedRow, verdict: RowVerdict) -> None:
    is_right = verdict.grade == truth.grade
    colour = _DOUBTFUL if verdict.doubts else _RIGHT if is_right else _WRONG
    for grade, shrunk, line in ((truth.grade, 1.5, 1), (verdict.grade, 0.7, 3)):
        if grade is not None:
            sides = np.array(boxes[grade]) + np.array([1, 1, -1, -1]) * shrunk
            west, top, east, bottom = (round(float(side) * _DOTS) for side in sides)
            cv2.rectangle(picture, (west, top), (east, bottom), colour, line)
    text = ", ".join([truth.kind, *verdict.doubts])
    place = (round(30 * _DOTS), round((boxes[0].bottom - 1) * _DOTS))
    cv2.putText(picture, text, place, cv2.FONT_HERSHEY_SIMPLEX, 0.5, colour, 1, cv2.LINE_AA)
