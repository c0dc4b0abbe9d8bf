"""The whole page, upright and where the layout has it, however it was scanned."""

from collections.abc import Sequence

import cv2
import numpy as np

from shuzhi_xl.scanning.alignment.align_page import align_page
from shuzhi_xl.scanning.alignment.upright_page import draw_upright
from tests.scanning.drawn_ballots import DrawnPage, Picture


def shown(page: DrawnPage, picture: Picture) -> tuple[Picture, tuple[float, float]]:
    aligned = align_page(picture, None, {page.layout.code: page.layout}.get)
    jpeg, size = draw_upright(aligned)
    grey = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_GRAYSCALE)
    assert grey is not None
    assert len(jpeg) < 200_000
    return np.asarray(grey, np.uint8), size


def test_a_page_upside_down_is_shown_as_one_that_is_not(drawn_pages: Sequence[DrawnPage]) -> None:
    page = drawn_pages[0]
    upright, size = shown(page, page.picture)
    turned, turned_size = shown(page, np.ascontiguousarray(np.rot90(page.picture, 2)))
    assert size == turned_size
    assert float(np.abs(upright.astype(float) - turned).mean()) < 3


def test_each_box_lies_where_its_millimetres_say(drawn_pages: Sequence[DrawnPage]) -> None:
    """A box that is blackened on the paper is black in the picture, from the page's corner on."""
    page = drawn_pages[0]
    box = page.layout.rows[-1].boxes[2]
    white, (width, height) = shown(page, page.picture)
    dots = white.shape[1] / width
    assert abs(white.shape[0] / height - dots) < 0.01
    inside = white[round((box.top + 1) * dots) : round((box.bottom - 1) * dots)]
    inside = inside[:, round((box.left + 1) * dots) : round((box.right - 1) * dots)]
    assert inside.mean() > 240
    # The lines of the box are within half a millimetre of its edge
    edge = white[round(box.top * dots) - 3 : round(box.top * dots) + 4]
    assert edge[:, round((box.left + 2) * dots) : round((box.right - 2) * dots)].min(axis=0).max() < 180
