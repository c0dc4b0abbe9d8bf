"""What each row of a scanned page is taken for (测评票); accepted only where two methods agree."""

from collections.abc import Iterator, Sequence
from enum import Enum, auto
from statistics import median
from typing import NamedTuple

from shuzhi_xl.rules.scanning.page_reading import BoxReading, RowReading, RowVerdict
from shuzhi_xl.rules.scanning.thresholds import THRESHOLDS, ReadingThresholds


class _State(Enum):
    """What a box is by one method."""

    EMPTY = auto()
    UNSURE = auto()
    MARKED = auto()


class _Hand(NamedTuple):
    """How the marks of a page usually are."""

    ink: float
    extent: float
    ratio: float


def judge_rows(rows: Sequence[RowReading], thresholds: ReadingThresholds = THRESHOLDS) -> list[RowVerdict]:
    """Judge the rows of a page of a 测评票.

    A row is accepted if just one box is marked and all others are empty, by its ink as by its shapes, and
    nothing about it is unlike the rest of the page. All others, blank ones too, are for a person.

    Args:
        rows: As measured.
        thresholds: From when a box is empty or marked.
    """
    marks = [mark for row in rows if (mark := _single_mark(row, thresholds))]
    hand = _describe_hand(marks, thresholds)
    return [_judge_row(row, hand, thresholds) for row in rows]


def _judge_row(row: RowReading, hand: _Hand | None, thresholds: ReadingThresholds) -> RowVerdict:
    states = [(_state_by_ink(box, thresholds), _state_by_shape(box, thresholds)) for box in row.boxes]
    marked = [grade for grade, state in enumerate(states) if _State.MARKED in state]
    doubts = list(row.signs)
    doubts += ["two_marks"] if len(marked) > 1 else []
    if any(ink is not shape for ink, shape in states):
        doubts.append("methods_differ")
    if any(_State.UNSURE in state for state in states):
        doubts.append("unclear")
    if not marked and not doubts:
        doubts.append("blank")
    grade = marked[0] if len(marked) == 1 else None
    if grade is not None:
        doubts += _compare(row.boxes[grade], hand, thresholds)
    return RowVerdict(grade, tuple(doubts))


def _state_by_ink(box: BoxReading, thresholds: ReadingThresholds) -> _State:
    if box.ink <= thresholds.ink_empty:
        return _State.EMPTY
    return _State.MARKED if box.ink >= thresholds.ink_mark else _State.UNSURE


def _state_by_shape(box: BoxReading, thresholds: ReadingThresholds) -> _State:
    if box.extent <= thresholds.extent_empty:
        return _State.EMPTY
    return _State.MARKED if box.extent >= thresholds.extent_mark else _State.UNSURE


def _single_mark(row: RowReading, thresholds: ReadingThresholds) -> BoxReading | None:
    """The mark of a row in which just one box is marked by both methods."""
    marked = [
        box
        for box in row.boxes
        if _state_by_ink(box, thresholds) is _state_by_shape(box, thresholds) is _State.MARKED
    ]
    return marked[0] if len(marked) == 1 else None


def _describe_hand(marks: Sequence[BoxReading], thresholds: ReadingThresholds) -> _Hand | None:
    """How the marks of a page usually are; None where it has too few."""
    if len(marks) < thresholds.context:
        return None
    return _Hand(
        median(mark.ink for mark in marks),
        median(mark.extent for mark in marks),
        median(_ratio(mark) for mark in marks),
    )


def _ratio(mark: BoxReading) -> float:
    """Length of strokes for their size: about 1 for a line, 1.7 for a tick, 3 for a cross or a circle."""
    return mark.shape / mark.extent


def _compare(mark: BoxReading, hand: _Hand | None, thresholds: ReadingThresholds) -> Iterator[str]:
    """What makes a mark unlike the others of its page."""
    # A filled box and a mark that is scribbled over look the same, whatever the hand
    if mark.density >= thresholds.filled:
        yield "filled"
    if hand is None:
        yield "few"
        return
    if mark.extent > min(thresholds.larger * hand.extent, thresholds.extent_large):
        yield "large"
    if mark.ink > thresholds.heavy * hand.ink:
        yield "heavy"
    # Without strokes of its own a mark has no ratio, and the methods differ anyway
    relative = _ratio(mark) / hand.ratio if mark.extent else 1.0
    if not thresholds.shorter <= relative <= thresholds.longer:
        yield "unlike"
