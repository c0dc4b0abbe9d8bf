"""A picture of a page laid over the page's layout (对位), or the reason why it cannot be."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from shuzhi_xl.rules.scanning.page_layout import PageLayout, PrintedArea
from shuzhi_xl.rules.scanning.page_reading import Refusal
from shuzhi_xl.scanning.alignment.aligned_page import AlignedPage, Grey, PageRefused
from shuzhi_xl.scanning.alignment.corner_marks import Corners, find_marks
from shuzhi_xl.scanning.alignment.line_mask import draw_lines
from shuzhi_xl.scanning.alignment.page_codes import read_codes
from shuzhi_xl.scanning.alignment.paper_tone import measure_darkness
from shuzhi_xl.scanning.alignment.placement import Placement, fit_bend, place_by_marks
from shuzhi_xl.scanning.alignment.printed_lines import measure_lines
from shuzhi_xl.scanning.alignment.streaks import find_crossed_rows, has_streak

DOTS: Final = 8.0
"""Dots to the millimetre of an aligned page."""
_MARGIN: Final = 4.0
"""Millimetres of paper around the boxes."""
_BLANK: Final = 0.002
"""Share of dark dots up to which a side is blank."""


@dataclass(frozen=True)
class AlignmentLimits:
    """Beyond what a page is refused (对位的限度).

    Attributes:
        corners: Millimetres that the corners of marks may lie off one plane.
        fewest_dots: Fewest dots to the inch.
        scales: Least and greatest scale of printing.
        stretch: Greatest ratio of the scales across and down; programs differ in the widths of columns.
        lines: Least share of printed lines that must be seen, with four marks and with three.
        shift: Millimetres that 98 in 100 lines may lie off after the bend of the paper is taken away.
    """

    corners: float = 2.0
    fewest_dots: float = 110
    scales: tuple[float, float] = (0.6, 1.25)
    stretch: float = 1.35
    lines: tuple[float, float] = (0.6, 0.8)
    shift: float = 0.5


@dataclass(frozen=True)
class AlignedPicture:
    """A picture and how a page of a ballot lies on it.

    Attributes:
        picture: The picture, perhaps made smaller.
        placement: How the page lies on it.
        layout: The page's layout.
        page: The paper around the boxes.
    """

    picture: Grey
    placement: Placement
    layout: PageLayout
    page: AlignedPage


def align_page(
    picture: Grey,
    stated: float | None,
    find_layout: Callable[[str], PageLayout | None],
    limits: AlignmentLimits = AlignmentLimits(),
) -> AlignedPicture:
    """Lay a picture over the layout that its code names.

    Args:
        picture: A page as scanned or photographed, turned in any way.
        stated: Dots to the inch of the paper, as the file states; None for a photograph.
        find_layout: The layout of a code, if it is one of those issued.
        limits: Beyond what it is refused.

    Raises:
        PageRefused: It cannot be read for certain.
    """
    marks, layout = _identify(picture, find_layout)
    placement, off = place_by_marks(marks, layout)
    if off > limits.corners:
        raise PageRefused(Refusal.NOT_FLAT, layout.code)
    measures = _measure_scale(placement, stated)
    _check_scale(measures, limits, layout.code)
    picture, placement = _reduce(picture, placement)
    placement, bent = _follow_lines(picture, placement, layout, limits, len(marks))
    page = _cut_page(picture, placement, layout, {**measures, "corners": off, **bent})
    if has_streak(page.darkness, page.lines, page.boxes, DOTS):
        raise PageRefused(Refusal.STREAK, layout.code)
    return AlignedPicture(picture, placement, layout, page)


def _identify(
    picture: Grey, find_layout: Callable[[str], PageLayout | None]
) -> tuple[Mapping[int, Corners], PageLayout]:
    """The corner marks by number, and the layout that the code names."""
    marks, codes = find_marks(picture), read_codes(picture)
    code = next(iter(codes), "")
    if not codes and len(marks) < 2:
        is_blank = float((picture < np.median(picture) * 0.7).mean()) < _BLANK
        raise PageRefused(Refusal.BLANK if is_blank else Refusal.NO_BALLOT)
    if len(codes) > 1 or any(len(places) > 1 for places in marks.values()):
        raise PageRefused(Refusal.TWO_PAGES, code if len(codes) == 1 else "")
    if not codes:
        raise PageRefused(Refusal.CODE_UNREADABLE)
    layout = find_layout(code)
    if layout is None:
        raise PageRefused(Refusal.UNKNOWN_LAYOUT, code)
    if len(marks) < 3:
        raise PageRefused(Refusal.CORNER_MISSING, code)
    return {number: places[0] for number, places in marks.items()}, layout


def _measure_scale(placement: Placement, stated: float | None) -> dict[str, float]:
    points = placement.to_picture(np.array([(80.0, 100.0), (120, 100), (80, 140)]))
    across, down = (float(np.linalg.norm(points[i] - points[0])) / 40 for i in (1, 2))
    turned = float(np.degrees(np.arctan2(*(points[1] - points[0])[::-1])))
    scale = {"scale": (across + down) / 2 * 25.4 / stated} if stated else {}
    return {"dots_per_inch": (across + down) / 2 * 25.4, "stretch": across / down, "turned": turned, **scale}


def _check_scale(measures: Mapping[str, float], limits: AlignmentLimits, code: str) -> None:
    least, greatest = limits.scales
    is_printed_wrong = not least <= measures.get("scale", 1.0) <= greatest
    if measures["dots_per_inch"] < limits.fewest_dots or is_printed_wrong:
        raise PageRefused(Refusal.SCALE, code)
    if max(measures["stretch"], 1 / measures["stretch"]) > limits.stretch:
        raise PageRefused(Refusal.NOT_FLAT, code)


def _reduce(picture: Grey, placement: Placement) -> tuple[Grey, Placement]:
    """A picture with many dots made smaller, so that none of its dots is left out when it is cut."""
    scale = DOTS * 25.4 * 1.2 / placement.dots_per_inch
    if scale >= 0.9:
        return picture, placement
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.uint8), placement.enlarge(scale)


def _follow_lines(
    picture: Grey, placement: Placement, layout: PageLayout, limits: AlignmentLimits, marks: int
) -> tuple[Placement, dict[str, float]]:
    """Bend the placement so that the boxes' printed lines are where the layout has them."""
    region = _region(layout)
    darkness = measure_darkness(placement.cut(picture, region, DOTS), DOTS)
    lines = measure_lines(darkness, DOTS, region[:2], layout.rows)
    share = len(lines.points) / lines.sought
    if share < limits.lines[0 if marks == 4 else 1]:
        raise PageRefused(Refusal.NOT_FLAT, layout.code)
    bend = fit_bend(lines.points, lines.shifts)
    bent = Placement(placement.plane, bend)
    off = np.nanmax(np.abs(lines.shifts - bent.shift_at(lines.points)), axis=1)
    worst = float(np.quantile(off, 0.98))
    if worst > limits.shift:
        raise PageRefused(Refusal.NOT_FLAT, layout.code)
    return bent, {"lines": share, "shift": float(np.nanmax(np.abs(lines.shifts))), "off": worst}


def _cut_page(
    picture: Grey, placement: Placement, layout: PageLayout, measures: Mapping[str, float]
) -> AlignedPage:
    region = _region(layout)
    darkness = measure_darkness(placement.cut(picture, region, DOTS), DOTS)
    boxes = [[_to_dots(box, region) for box in row.boxes] for row in layout.rows]
    lines = draw_lines(darkness, boxes, DOTS)
    crossed = find_crossed_rows(darkness, lines, boxes, DOTS)
    return AlignedPage(darkness, DOTS, boxes, lines, crossed, measures)


def _region(layout: PageLayout) -> PrintedArea:
    boxes = [box for row in layout.rows for box in row.boxes]
    return PrintedArea(
        min(box.left for box in boxes) - _MARGIN,
        min(box.top for box in boxes) - _MARGIN,
        max(box.right for box in boxes) + _MARGIN,
        max(box.bottom for box in boxes) + _MARGIN,
    )


def _to_dots(box: PrintedArea, region: PrintedArea) -> PrintedArea:
    return PrintedArea(
        (box.left - region.left) * DOTS,
        (box.top - region.top) * DOTS,
        (box.right - region.left) * DOTS,
        (box.bottom - region.top) * DOTS,
    )
