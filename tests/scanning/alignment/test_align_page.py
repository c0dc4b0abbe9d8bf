"""A page is found however it lies on its picture, and refused where its boxes are not certain."""

from collections.abc import Callable, Sequence

import cv2
import numpy as np
import pytest

from shuzhi_xl.rules.scanning.page_reading import Refusal
from shuzhi_xl.scanning.alignment.align_page import AlignedPicture, align_page
from shuzhi_xl.scanning.alignment.aligned_page import PageRefused
from tests.scanning.drawn_ballots import DrawnBallots, DrawnPage, Picture

Change = Callable[[Picture], Picture]


def align(page: DrawnPage, picture: Picture, stated: float | None = 200) -> AlignedPicture:
    return align_page(picture, stated, {page.layout.code: page.layout}.get)


def refusal(page: DrawnPage, picture: Picture, stated: float | None = 200) -> Refusal:
    with pytest.raises(PageRefused) as refused:
        align(page, picture, stated)
    return refused.value.refusal


def turn(degrees: float) -> Change:
    def turned(picture: Picture) -> Picture:
        height, width = picture.shape
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 0.95)
        return np.asarray(cv2.warpAffine(picture, matrix, (width, height), borderValue=255), np.uint8)

    return turned


def on_its_side(picture: Picture) -> Picture:
    return np.ascontiguousarray(np.rot90(picture))


def photograph(picture: Picture) -> Picture:
    """Seen from the side, in uneven light, on a dark table."""
    height, width = picture.shape
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    places = corners + np.array([(130, 120), (-60, 60), (-20, -30), (40, -90)], np.float32)
    plane = cv2.getPerspectiveTransform(corners, places)
    flat = cv2.warpPerspective(picture, plane, (width, height), borderValue=70)
    light = np.linspace(0.5, 1, width)[None] * np.linspace(1, 0.8, height)[:, None]
    return np.asarray(flat * light, np.uint8)


def curl(picture: Picture) -> Picture:
    height, width = picture.shape
    down, across = np.mgrid[0:height, 0:width].astype(np.float32)
    x = across + 6 * np.sin(down / height * 3.1)
    y = down + 8 * np.sin(across / width * 3.1)
    return np.asarray(cv2.remap(picture, x, y, cv2.INTER_LINEAR, borderValue=255), np.uint8)


def fax(picture: Picture) -> Picture:
    return np.asarray(np.where(picture < 150, 0, 255), np.uint8)


@pytest.mark.parametrize(
    "change",
    [turn(0), turn(3), turn(-2.5), on_its_side, turn(178), photograph, curl, fax],
    ids=["straight", "skewed", "skewed back", "on its side", "upside down", "photograph", "curled", "fax"],
)
def test_boxes_are_where_their_lines_are(drawn_ballots: DrawnBallots, change: Change) -> None:
    for page in (*drawn_ballots.as_libreoffice, drawn_ballots.as_excel[0]):
        aligned = align(page, change(page.at(200)), None).page
        assert aligned.measures["off"] < 0.1
        # Between the lines there is nothing but paper: no line is anywhere but under the mask
        top, bottom = round(aligned.boxes[0][0].top), round(aligned.boxes[-1][0].bottom)
        west, east = round(aligned.boxes[0][0].left), round(aligned.boxes[0][-1].right)
        inside = np.where(aligned.lines, 0, aligned.darkness)[top:bottom, west:east]
        assert inside.max() < 0.25
        assert aligned.darkness[aligned.lines].mean() > 0.1
        assert aligned.crossed == []


@pytest.mark.parametrize("dpi", [150, 200, 300])
def test_any_number_of_dots_that_offices_scan_with(drawn_ballots: DrawnBallots, dpi: int) -> None:
    small, large = drawn_ballots.as_libreoffice[0], drawn_ballots.as_excel[0]
    for page, scale, stretch in ((small, 0.935, 1.19), (large, 1.0, 1.0)):
        measures = align(page, page.at(dpi), dpi).page.measures
        assert measures["scale"] == pytest.approx(scale, abs=0.01)
        assert measures["stretch"] == pytest.approx(stretch, abs=0.01)


def test_a_missing_corner_is_made_up_for_by_the_printed_lines(small_pages: Sequence[DrawnPage]) -> None:
    page = small_pages[0]
    torn = page.at(200)
    torn[:300, :200] = 255
    assert align(page, torn).page.measures["off"] < 0.1
    torn[:300, -200:] = 255
    assert refusal(page, torn) is Refusal.CORNER_MISSING


def test_a_fold_is_noticed_in_its_rows(small_pages: Sequence[DrawnPage]) -> None:
    page = small_pages[0]
    folded = page.at(200)
    folded[800:803] = np.minimum(folded[800:803], 200)
    assert align(page, folded).page.crossed == [2]


def test_pages_that_are_not_certain_are_refused(small_pages: Sequence[DrawnPage]) -> None:
    page = small_pages[0]
    plain = page.at(200)
    streaked = plain.copy()
    streaked[:, 1300:1303] = np.minimum(streaked[:, 1300:1303], 225)
    assert refusal(page, streaked) is Refusal.STREAK
    assert refusal(page, np.hstack([plain, plain]), None) is Refusal.TWO_PAGES
    assert refusal(page, page.at(90), 90) is Refusal.SCALE
    assert refusal(page, plain, 500) is Refusal.SCALE
    assert refusal(page, np.full_like(plain, 240)) is Refusal.BLANK
    assert refusal(small_pages[1], plain) is Refusal.UNKNOWN_LAYOUT
    hidden = plain.copy()
    hidden[1960:, 1000:1500] = 255
    assert refusal(page, hidden) is Refusal.CODE_UNREADABLE
    text = np.full_like(plain, 255)
    cv2.putText(text, "minutes of a meeting", (100, 400), cv2.FONT_HERSHEY_SIMPLEX, 4, (0,), 12)
    assert refusal(page, text) is Refusal.NO_BALLOT


def test_a_page_whose_halves_do_not_fit_is_refused(small_pages: Sequence[DrawnPage]) -> None:
    page = small_pages[0]
    moved = page.at(200)
    moved[1200:] = np.roll(moved[1200:], 14, axis=1)
    assert refusal(page, moved) is Refusal.NOT_FLAT
