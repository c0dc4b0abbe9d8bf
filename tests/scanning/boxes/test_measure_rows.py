"""Marks of many kinds: read where they are clear, left to a person where they are not."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from shuzhi_xl.rules.scanning.judge_rows import judge_rows
from shuzhi_xl.rules.scanning.page_reading import RowVerdict
from shuzhi_xl.scanning.alignment.align_page import AlignedPicture, align_page
from shuzhi_xl.scanning.boxes.measure_rows import MeasuredPage, measure_rows
from shuzhi_xl.scanning.boxes.signatures import compare_signatures
from tests.scanning.conftest import SCANNED_AT
from tests.scanning.pens import CIRCLE, CROSS, SCRIBBLE, STRIKE, TICK, MarkedPage, Pen, Points, scan

Draw = Callable[[MarkedPage, int], None]
"""Draws in a row."""


def start(page: AlignedPicture) -> MarkedPage:
    return MarkedPage(page, page.picture.copy())


def measure(marked: MarkedPage, seed: int = 1) -> MeasuredPage:
    layout = marked.plain.layout
    picture = scan(marked.picture, seed)
    return measure_rows(align_page(picture, SCANNED_AT, {layout.code: layout}.get).page)


def read(marked: MarkedPage, seed: int = 1) -> list[RowVerdict]:
    return judge_rows(measure(marked, seed).rows)


@pytest.mark.parametrize(
    "pen", [Pen(), Pen(20, 0.9), Pen(150, 0.3), Pen(200, 0.5)], ids=["ball", "felt", "fine", "pencil"]
)
@pytest.mark.parametrize("shapes", [(TICK,), CROSS, (CIRCLE,)], ids=["tick", "cross", "circle"])
def test_clear_marks_are_read(plain_page: AlignedPicture, shapes: Sequence[Points], pen: Pen) -> None:
    marked = start(plain_page)
    for row in range(20):
        marked.draw(row, row % 4, *shapes, pen=pen, size=4 + row / 6, at=(row % 5 - 2, row % 3 - 1))
    verdicts = read(marked)
    accepted = [row for row in range(20) if not verdicts[row].doubts]
    assert [verdicts[row].grade for row in accepted] == [row % 4 for row in accepted]
    # The widest pen runs over the edge of some boxes
    assert len(accepted) >= (18 if pen.width < 0.8 else 5)


def test_long_ticks_may_end_in_a_neighbour_s_box(plain_page: AlignedPicture) -> None:
    marked = start(plain_page)
    for row in range(20):
        marked.draw(row, row % 4, TICK, size=9 + row / 8)
    assert read(marked) == [RowVerdict(row % 4) for row in range(20)]


def two_marks(marked: MarkedPage, row: int) -> None:
    marked.draw(row, 0, TICK)
    marked.draw(row, 2, TICK)


def corrected(marked: MarkedPage, row: int) -> None:
    marked.draw(row, 0, TICK, SCRIBBLE)
    marked.draw(row, 1, TICK)


def struck_out(marked: MarkedPage, row: int) -> None:
    marked.draw(row, 1, TICK, SCRIBBLE)


def faint_second(marked: MarkedPage, row: int) -> None:
    marked.draw(row, 0, TICK)
    marked.draw(row, 3, TICK, pen=Pen(215, 0.3), size=3)


def between(marked: MarkedPage, row: int) -> None:
    marked.draw(row, 1, TICK, at=(9.0, 0))


def between_rows(marked: MarkedPage, row: int) -> None:
    marked.draw(row, 1, TICK, at=(0, 4.6))


def faint_below_a_tail(marked: MarkedPage, row: int) -> None:
    """The tick of the row below ends just under a faint mark."""
    marked.draw(row, 2, TICK, pen=Pen(205, 0.3), size=3, at=(3.0, 1.5))
    marked.draw(row + 1, 2, TICK, size=9)


def dot(marked: MarkedPage, row: int) -> None:
    marked.draw(row, 1, ((0, 0), (0.1, 0)), size=5, pen=Pen(60, 0.8))


@pytest.mark.parametrize(
    "odd",
    [
        lambda _marked, _row: None,
        two_marks, corrected, struck_out, faint_second, between, between_rows, dot,
    ],
    ids=["blank", "two", "corrected", "struck", "faint second", "between", "between rows", "dot"],
)  # fmt: skip
def test_what_is_not_clear_is_for_a_person(plain_page: AlignedPicture, odd: Draw) -> None:
    marked = start(plain_page)
    for row in (*range(8), *range(10, 20)):
        marked.draw(row, row % 4, TICK)
    odd(marked, 8)
    verdicts = read(marked)
    assert verdicts[8].doubts
    accepted = [row for row in range(20) if not verdicts[row].doubts]
    assert [verdicts[row].grade for row in accepted] == [row % 4 for row in accepted]


def test_a_faint_mark_beside_a_tail_is_not_swallowed(plain_page: AlignedPicture) -> None:
    marked = start(plain_page)
    for row in (*range(8), *range(11, 20)):
        marked.draw(row, row % 4, TICK)
    faint_below_a_tail(marked, 8)
    verdict = read(marked)[8]
    assert verdict.doubts or verdict.grade == 2


def test_a_line_through_a_mark_is_noticed(plain_page: AlignedPicture) -> None:
    marked = start(plain_page)
    for row in range(20):
        marked.draw(row, row % 4, TICK)
    marked.draw(8, 0, STRIKE, size=9)
    assert read(marked)[8].doubts


def test_a_filled_box_among_ticks_is_for_a_person(plain_page: AlignedPicture) -> None:
    marked = start(plain_page)
    for row in range(20):
        marked.draw(row, row % 4, SCRIBBLE if row == 8 else TICK, pen=Pen(40, 0.8))
    verdicts = read(marked)
    assert "heavy" in verdicts[8].doubts
    assert sum(not verdict.doubts for verdict in verdicts) >= 17


def test_who_fills_all_boxes_is_read(plain_page: AlignedPicture) -> None:
    marked = start(plain_page)
    for row in range(20):
        marked.draw(row, row % 4, SCRIBBLE, pen=Pen(40, 0.8))
    assert read(marked) == [RowVerdict(row % 4) for row in range(20)]


def test_marks_of_two_rows_that_touch_are_both_read(plain_page: AlignedPicture) -> None:
    marked = start(plain_page)
    for row in (*range(9), *range(11, 20)):
        marked.draw(row, row % 4, TICK, size=7)
    marked.draw(9, 0, TICK, size=7, at=(0, 0.9))
    marked.draw(10, 0, TICK, size=7, at=(-4.6, -0.45))
    assert any(box.parted for box in measure(marked).rows[9].boxes)
    assert read(marked)[9:11] == [RowVerdict(0), RowVerdict(0)]


def test_a_mark_between_boxes_that_touches_another_row_is_for_a_person(
    plain_page: AlignedPicture,
) -> None:
    marked = start(plain_page)
    for row in (*range(9), *range(11, 20)):
        marked.draw(row, row % 4, TICK, size=7)
    marked.draw(9, 0, TICK, size=7, at=(7.5, 0.9))
    marked.draw(10, 0, TICK, size=7, at=(2.9, -0.45))
    assert read(marked)[9].doubts


def test_crosses_that_touch_are_for_a_person(plain_page: AlignedPicture) -> None:
    """Two arms reach the line from either side: it may be one stroke that goes over it and back."""
    marked = start(plain_page)
    for row in (*range(9), *range(11, 20)):
        marked.draw(row, row % 4, *CROSS, size=6.5)
    marked.draw(9, 0, *CROSS, size=7.5, at=(0, 0.5))
    marked.draw(10, 0, *CROSS, size=5.5, at=(6.3, -1.5))
    assert all("shared" in verdict.doubts for verdict in read(marked)[9:11])


def test_half_a_cross_is_no_mark_of_the_row_below(plain_page: AlignedPicture) -> None:
    marked = start(plain_page)
    for row in (*range(9), *range(11, 20)):
        marked.draw(row, row % 4, *CROSS, size=6.5)
    marked.draw(9, 0, *CROSS, size=9, at=(0, 4.2))
    assert all(verdict.doubts for verdict in read(marked)[9:11])


def test_a_mark_that_begins_beside_the_table_is_for_a_person(plain_page: AlignedPicture) -> None:
    marked = start(plain_page)
    for row in range(20):
        marked.draw(row, 0, TICK, at=(-9.5, 0) if row == 8 else (0, 0))
    verdicts = read(marked)
    assert "outside" in verdicts[8].doubts
    assert sum(not verdict.doubts for verdict in verdicts) == 19


def test_a_sheet_that_is_scanned_twice_is_alike_and_another_is_not(plain_page: AlignedPicture) -> None:
    marked, different = start(plain_page), start(plain_page)
    rng = np.random.default_rng(5)
    for row in range(20):
        for copy in (marked, different):
            place = (float(rng.normal(0, 1.2)), float(rng.normal(0, 0.8)))
            copy.draw(row, 0, TICK, size=float(rng.uniform(4.5, 6.5)), at=place)
    signatures = [measure(marked, 1).signature, measure(different, 2).signature, measure(marked, 3).signature]
    assert [(first, second) for first, second, _ in compare_signatures(signatures)] == [(0, 2)]
    blank = measure(start(plain_page)).signature
    assert compare_signatures([blank, blank]) == []
    assert compare_signatures([]) == []
