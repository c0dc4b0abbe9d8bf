"""A row is accepted only where two methods agree on one mark and nothing about it is odd."""

from dataclasses import replace
from decimal import Decimal

import pytest

from shuzhi_xl.rules.scanning.judge_rows import judge_rows
from shuzhi_xl.rules.scanning.page_reading import BoxReading, RowReading, RowVerdict
from shuzhi_xl.rules.scanning.thresholds import THRESHOLDS, list_limits

EMPTY = BoxReading(0.0, 0.0)
TICK = BoxReading(3.0, 0.1, extent=6.0, density=0.2, length=10.0, ends=2, width=0.6, margin=8.0)
SMALL = BoxReading(0.15, 0.0, extent=1.4, density=0.3, length=1.5, ends=2, width=0.4, margin=8.0)


def row(*boxes: BoxReading, signs: tuple[str, ...] = ()) -> RowReading:
    return RowReading([*boxes, *[EMPTY] * (4 - len(boxes))], signs)


TICKED = row(EMPTY, TICK)


def judge(reading: RowReading, *rest: RowReading) -> RowVerdict:
    """The verdict on a row among ten others with ticks, or among those given."""
    return judge_rows([reading, *(rest or [TICKED] * 10)])[0]


def test_one_clear_mark_and_three_empty_boxes_are_accepted() -> None:
    assert judge(TICKED) == RowVerdict(1)
    assert judge(row(EMPTY, EMPTY, EMPTY, TICK)) == RowVerdict(3)


@pytest.mark.parametrize(
    ("reading", "grade", "doubts"),
    [
        (row(), None, ("blank",)),
        (row(TICK, TICK), None, ("two_marks",)),
        (row(SMALL), None, ("unclear",)),
        # Ink without a shape, and a shape without ink
        (row(TICK, EMPTY._replace(ink=0.5)), None, ("two_marks", "methods_differ")),
        (row(TICK._replace(ink=0.05, around=0.0)), 0, ("methods_differ", "pale")),
        (row(TICK, EMPTY._replace(ink=0.15)), 0, ("methods_differ", "unclear")),
        (row(TICK, signs=("shared",)), 0, ("shared",)),
        (row(TICK._replace(extent=19.0)), 0, ("large",)),
        (row(TICK._replace(ends=4)), 0, ("unlike",)),
        (row(TICK._replace(ink=8.0)), 0, ("heavy",)),
    ],
)
def test_whatever_is_odd_is_for_a_person(
    reading: RowReading, grade: int | None, doubts: tuple[str, ...]
) -> None:
    assert judge(reading) == RowVerdict(grade, doubts)


def test_with_too_few_marks_to_compare_all_are_for_a_person() -> None:
    assert judge(TICKED, TICKED, TICKED) == RowVerdict(1, ("few",))
    assert judge(TICKED, TICKED, TICKED, TICKED) == RowVerdict(1)


def test_limits_are_those_that_are_applied() -> None:
    assert judge_rows([TICKED], replace(THRESHOLDS, ink_mark=3.5))[0].doubts[:2] == (
        "methods_differ",
        "unclear",
    )
    limits = list_limits()
    assert len(limits) == 21
    assert limits[1][:2] == ("记号墨量下限", Decimal("0.2"))
