"""What happens to paper: whatever lies over the boxes, no row is taken for what its voter has not marked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import pytest

from shuzhi_xl.rules.scanning.judge_rows import judge_rows
from shuzhi_xl.rules.scanning.page_reading import Refusal, RowVerdict
from shuzhi_xl.scanning.alignment.align_page import AlignedPicture, align_page
from shuzhi_xl.scanning.alignment.aligned_page import PageRefused
from shuzhi_xl.scanning.boxes.measure_rows import measure_rows
from tests.scanning.conftest import SCANNED_AT
from tests.scanning.drawn_ballots import Picture
from tests.scanning.pens import TICK, MarkedPage, scan

BLANK = 2
"""The row in which nothing is marked; the others have a tick each, in one box after another."""
PLACES = ((BLANK, 2), (9, 9 % 4), (16, 3))
"""Rows and boxes where something happens: the blank row, a marked box, an empty one of a marked row."""


@dataclass(frozen=True)
class Sheet:
    """A marked sheet on which something lies; places are in millimetres from the middle of a box."""

    marked: MarkedPage

    def dots(self, row: int, grade: int, across: float = 0.0, down: float = 0.0) -> tuple[int, int]:
        box = self.marked.plain.layout.rows[row].boxes[grade]
        place = ((box.left + box.right) / 2 + across, (box.top + box.bottom) / 2 + down)
        x, y = self.marked.plain.placement.to_picture(np.array([place]))[0]
        return round(float(x)), round(float(y))

    @property
    def picture(self) -> Picture:
        return self.marked.picture


Fault = Callable[[Sheet, int, int], None]
"""Happens to a box, by row and grade."""


def hole(tone: int) -> Fault:
    """Punched, 6 mm wide; what lies behind is pale or dark."""

    def punch(sheet: Sheet, row: int, grade: int) -> None:
        cv2.circle(sheet.picture, sheet.dots(row, grade), 24, (tone,), -1)

    return punch


def staple(sheet: Sheet, row: int, grade: int) -> None:
    ends = sheet.dots(row, grade, -5.5), sheet.dots(row, grade, 5.5, 1.0)
    cv2.line(sheet.picture, *ends, (40,), 4, cv2.LINE_AA)


def staple_holes(sheet: Sheet, row: int, grade: int) -> None:
    for across in (-5.5, 5.5):
        cv2.circle(sheet.picture, sheet.dots(row, grade, across), 3, (30,), -1, cv2.LINE_AA)


def specks(sheet: Sheet, row: int, grade: int) -> None:
    """Of toner, in a box."""
    for across, down in ((-3, -1), (3, 1)):
        cv2.circle(sheet.picture, sheet.dots(row, grade, across, down), 3, (30,), -1, cv2.LINE_AA)


def stamp(sheet: Sheet, row: int, grade: int) -> None:
    """A round seal 38 mm wide, through several rows, as red ink scans."""
    middle = sheet.dots(row, grade)
    seal = np.full_like(sheet.picture, 255)
    cv2.circle(seal, middle, 148, (120,), 9, cv2.LINE_AA)
    cv2.putText(seal, "*", (middle[0] - 60, middle[1] + 90), cv2.FONT_HERSHEY_SIMPLEX, 6, (120,), 14)
    sheet.picture[:] = np.minimum(sheet.picture, seal)


def fold(sheet: Sheet, row: int, grade: int) -> None:
    _, y = sheet.dots(row, grade, 0, 1)
    sheet.picture[y : y + 3] = np.minimum(sheet.picture[y : y + 3], 170)


def thumb(sheet: Sheet, row: int, grade: int) -> None:
    blot = np.zeros(sheet.picture.shape, np.float32)
    cv2.circle(blot, sheet.dots(row, grade), 45, (110,), -1)
    soft = cv2.GaussianBlur(blot, (0, 0), 14)
    sheet.picture[:] = np.clip(sheet.picture - soft, 0, 255).astype(np.uint8)


FAULTS: dict[str, tuple[Fault, Sequence[tuple[int, int]]]] = {
    "pale hole": (hole(245), PLACES),
    "dark hole": (hole(25), PLACES),
    "staple": (staple, PLACES),
    "staple holes": (staple_holes, PLACES),
    "specks": (specks, PLACES),
    "stamp": (stamp, PLACES),
    "fold": (fold, PLACES),
    "thumb": (thumb, PLACES),
}


def mark(page: AlignedPicture) -> Sheet:
    sheet = Sheet(MarkedPage(page, page.picture.copy()))
    for row in (row for row in range(20) if row != BLANK):
        sheet.marked.draw(row, row % 4, TICK)
    return sheet


def read(page: AlignedPicture, picture: Picture) -> Sequence[RowVerdict]:
    aligned = align_page(scan(picture), SCANNED_AT, {page.layout.code: page.layout}.get)
    return judge_rows(measure_rows(aligned.page).rows)


def accept(verdicts: Sequence[RowVerdict]) -> list[int]:
    """The rows that no person is asked about; each is what its voter has marked."""
    rows = [row for row, verdict in enumerate(verdicts) if not verdict.doubts]
    assert [verdicts[row].grade for row in rows] == [row % 4 for row in rows]
    assert BLANK not in rows
    return rows


@pytest.mark.parametrize("fault", FAULTS)
def test_no_row_is_taken_for_what_is_not_marked(plain_page: AlignedPicture, fault: str) -> None:
    sheet = mark(plain_page)
    happen, places = FAULTS[fault]
    for place in places:
        happen(sheet, *place)
    # What lies elsewhere is no reason to ask
    assert {5, 12, 13, 19} <= {*accept(read(plain_page, sheet.picture))}


def test_a_sheet_without_a_corner_is_read_as_one_with_it(plain_page: AlignedPicture) -> None:
    """Torn off, or folded over, so that the back of the paper is seen."""
    for tone in (255, 215):
        picture = mark(plain_page).picture
        cv2.fillPoly(picture, [np.array([(0, 0), (330, 0), (0, 330)])], (tone,))
        assert len(accept(read(plain_page, picture))) == 19


def test_a_slip_of_paper_over_the_boxes_refuses_the_page(plain_page: AlignedPicture) -> None:
    sheet = mark(plain_page)
    for row, _ in PLACES:
        corner, opposite = sheet.dots(row - 1, 0, -8, -4), sheet.dots(row + 1, 3, 8, 4)
        cv2.rectangle(sheet.picture, corner, opposite, (225,), -1)
        cv2.rectangle(sheet.picture, corner, opposite, (150,), 2)
    with pytest.raises(PageRefused) as refused:
        read(plain_page, sheet.picture)
    assert refused.value.refusal is Refusal.NOT_FLAT


@pytest.mark.parametrize("out", [(0, 260), (-420, 0)], ids=["below", "beside"])
def test_a_second_sheet_beneath_is_noticed_by_what_is_seen_of_it(
    plain_page: AlignedPicture, out: tuple[int, int]
) -> None:
    """Its marks or its code; one that is not seen at all is missed in the count of the ballots."""
    picture = mark(plain_page).picture
    height, width = picture.shape
    across, down = out
    stack = np.full((height + down, width - across), 255, np.uint8)
    stack[down:, :width] = picture
    stack[:height, -across:] = picture
    with pytest.raises(PageRefused) as refused:
        read(plain_page, stack)
    assert refused.value.refusal is Refusal.TWO_PAGES
