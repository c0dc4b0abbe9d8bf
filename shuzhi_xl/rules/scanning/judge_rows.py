"""What each row of a scanned page is taken for (测评票); accepted only where two methods agree."""

from collections.abc import Sequence
from enum import Enum, auto

from shuzhi_xl.rules.scanning.hands import Hand, compare_mark, describe_hand
from shuzhi_xl.rules.scanning.page_reading import BoxReading, RowReading, RowVerdict
from shuzhi_xl.rules.scanning.thresholds import THRESHOLDS, ReadingThresholds


class _State(Enum):
    """What a box is by one method."""

    EMPTY = auto()
    UNSURE = auto()
    MARKED = auto()


def judge_rows(rows: Sequence[RowReading], thresholds: ReadingThresholds = THRESHOLDS) -> list[RowVerdict]:
    """Judge the rows of a page of a 测评票.

    A row is accepted if just one box is marked and all others are empty, by its ink as by its shapes, and
    nothing about it is unlike the rest of the page. All others, blank ones too, are for a person.

    Args:
        rows: As measured.
        thresholds: From when a box is empty or marked.
    """
    marks = [mark for row in rows if (mark := _single_mark(row, thresholds))]
    hand = describe_hand(marks, thresholds)
    return [_judge_row(row, hand, thresholds) for row in rows]


def _judge_row(row: RowReading, hand: Hand | None, thresholds: ReadingThresholds) -> RowVerdict:
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
        doubts += compare_mark(row.boxes[grade], hand, thresholds)
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
