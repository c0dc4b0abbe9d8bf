"""The whole page upright as a person looks at it (扶正的整页)."""

from typing import Final

import cv2

from shuzhi_xl.rules.scanning.page_layout import PageLayout, PrintedArea
from shuzhi_xl.scanning.alignment.align_page import AlignedPicture

_DOTS: Final = 5.0
"""Dots to the millimetre: printed at half its size, about 250 to the inch."""
_QUALITY: Final = 70
_MARGIN: Final = 3.0
"""Millimetres of paper beyond what is printed."""


def draw_upright(aligned: AlignedPicture) -> tuple[bytes, tuple[float, float]]:
    """Draw a page upright.

    Returns:
        A grey JPEG, from the upper left corner of the print area on; its width and height in millimetres of
        the page as the layout has it.
    """
    area = _find_area(aligned.layout)
    grey = aligned.placement.cut(aligned.picture, area, _DOTS)
    height, width = grey.shape
    _, jpeg = cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    return jpeg.tobytes(), (width / _DOTS, height / _DOTS)


def _find_area(layout: PageLayout) -> PrintedArea:
    """From the upper left corner of the print area to below the last of what is printed."""
    boxes = [box for row in layout.rows for box in row.boxes]
    areas = [*layout.marks.values(), layout.code_area, *boxes]
    right, bottom = max(area.right for area in areas), max(area.bottom for area in areas)
    return PrintedArea(0, 0, right + _MARGIN, bottom + _MARGIN)
