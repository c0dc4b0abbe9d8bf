"""A mark is doubtful beside the others of its page: struck out, overwritten, erased or half of another."""

import pytest

from shuzhi_xl.rules.scanning.hands import Hand, compare_mark, count_knots, describe_hand
from shuzhi_xl.rules.scanning.page_reading import BoxReading
from shuzhi_xl.rules.scanning.thresholds import THRESHOLDS

TICK = BoxReading(3.0, 0.0, extent=6.0, density=0.2, length=10.0, ends=2, width=0.6, level=2.0, margin=8.0)
CROSS = TICK._replace(ends=4, length=14.0)
CIRCLE = TICK._replace(ends=0, loops=1)
ZIGZAG = BoxReading(9.0, 0.0, extent=6.0, density=0.5, length=24.0, ends=7, loops=2, width=0.8, margin=8.0)
BLOT = BoxReading(16.0, 0.0, extent=6.0, density=0.7, length=5.0, ends=2, width=3.0, margin=8.0)


def describe(*marks: BoxReading) -> Hand | None:
    return describe_hand(marks, THRESHOLDS)


def compare(mark: BoxReading, usual: BoxReading) -> list[str]:
    """The doubts about a mark on a page of nine that are as usual."""
    return [*compare_mark(mark, describe(mark, *[usual] * 9), THRESHOLDS)]


def test_knots_tell_ticks_and_circles_from_crosses() -> None:
    assert [count_knots(mark) for mark in (TICK, CIRCLE, CROSS)] == [1, 1, 2]


@pytest.mark.parametrize(
    "usual", [TICK, CIRCLE, CROSS, ZIGZAG, BLOT], ids=["tick", "circle", "cross", "zigzag", "blot"]
)
def test_what_is_as_usual_is_not_doubtful(usual: BoxReading) -> None:
    assert compare(usual, usual) == []


@pytest.mark.parametrize(
    ("mark", "usual", "doubts"),
    [
        pytest.param(TICK._replace(ends=4), TICK, ["unlike"], id="a tick with a line"),
        pytest.param(TICK._replace(loops=1), TICK, ["unlike"], id="a tick with a loop"),
        pytest.param(CIRCLE._replace(ends=2, loops=2), CIRCLE, ["unlike"], id="a circle with a line"),
        pytest.param(CROSS._replace(ends=6), CROSS, ["unlike"], id="a cross with a line"),
        pytest.param(BLOT, TICK, ["heavy"], id="a tick that is scribbled over"),
        pytest.param(TICK._replace(width=1.0), TICK, ["heavy"], id="a tick that is overwritten"),
        pytest.param(TICK._replace(ink=4.5, width=0.78), TICK, ["heavy"], id="more ink and wider"),
        pytest.param(TICK._replace(level=5.0, width=0.82), TICK, ["struck"], id="a level line through it"),
        pytest.param(TICK._replace(level=5.0, straight=1), TICK, ["struck"], id="a dash"),
        pytest.param(TICK._replace(extent=2.0), TICK, ["large"], id="much smaller"),
        pytest.param(TICK._replace(edge=1, straight=1, extent=4.0), TICK, ["tail"], id="another row's tail"),
        pytest.param(TICK._replace(extent=13.0), TICK, ["large"], id="much larger"),
        pytest.param(TICK._replace(ink=1.0), TICK, ["pale"], id="as if erased"),
        pytest.param(TICK._replace(around=1.2), TICK, ["outside"], id="half beside the table"),
        pytest.param(TICK._replace(length=0.5), TICK, ["specks"], id="two specks"),
        pytest.param(TICK._replace(margin=1.0), TICK, ["aside"], id="on the line between two boxes"),
        pytest.param(TICK._replace(parted=1), CROSS, ["unlike"], id="half a cross"),
        pytest.param(CROSS._replace(parted=1, extent=2.5), CROSS, ["unlike"], id="a small part of one"),
        pytest.param(ZIGZAG._replace(ink=20.0), ZIGZAG, ["heavy"], id="much more than other zigzags"),
    ],
)  # fmt: skip
def test_what_is_unlike_the_others_is_doubtful(
    mark: BoxReading, usual: BoxReading, doubts: list[str]
) -> None:
    assert compare(mark, usual) == doubts


def test_zigzags_are_never_the_same() -> None:
    assert compare(ZIGZAG._replace(ends=11, loops=0), ZIGZAG) == []


def test_a_mark_that_touches_another_row_s_is_accepted_if_it_is_like_the_rest() -> None:
    assert compare(TICK._replace(parted=1), TICK) == []


def test_a_line_from_below_is_a_mark_where_marks_are_lines() -> None:
    line = TICK._replace(straight=1)
    assert compare(line._replace(edge=1, extent=5.0), line) == []


def test_with_too_few_marks_to_compare_all_are_doubtful() -> None:
    assert describe(TICK, TICK, TICK) is None
    assert [*compare_mark(TICK, None, THRESHOLDS)] == ["few"]
    assert [*compare_mark(TICK._replace(around=2.0), None, THRESHOLDS)] == ["outside", "few"]
