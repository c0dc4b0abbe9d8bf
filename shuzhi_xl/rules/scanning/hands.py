"""How the marks of a page of a 测评票 usually are, and what makes one of them doubtful."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median
from typing import Final

from shuzhi_xl.rules.scanning.page_reading import BoxReading
from shuzhi_xl.rules.scanning.thresholds import ReadingThresholds

_SOLID: Final = 0.6
"""Density from which a mark is a blot, through which no stroke can be followed."""
_CROSS: Final = 2.0
"""Knots of a cross."""


@dataclass(frozen=True)
class Hand:
    """How somebody marks a 测评票: the medians of a page's marks.

    Attributes:
        ink: As of a `BoxReading`, and so `extent`, `density` and `width`.
        darkness: Ink to the millimetre of the pen's way.
        ends: Places where the pen begins or ends.
        knots: See `count_knots`.
        spread: Median difference from `knots`.
    """

    ink: float
    extent: float
    density: float
    width: float
    darkness: float
    ends: float
    knots: float
    spread: float


def count_knots(mark: BoxReading) -> float:
    """How intricate a mark of a 测评票 is: 1 for a tick or circle, 2 for a cross; a line through adds 1."""
    return mark.ends / 2 + mark.loops


def describe_hand(marks: Sequence[BoxReading], thresholds: ReadingThresholds) -> Hand | None:
    """How the marks of a page (测评票) usually are; None where it has too few."""
    if len(marks) < thresholds.context:
        return None
    knots = median(map(count_knots, marks))
    return Hand(
        median(mark.ink for mark in marks),
        median(mark.extent for mark in marks),
        median(mark.density for mark in marks),
        median(mark.width for mark in marks),
        median(map(_measure_darkness, marks)),
        median(mark.ends for mark in marks),
        knots,
        median(abs(count_knots(mark) - knots) for mark in marks),
    )


def compare_mark(mark: BoxReading, hand: Hand | None, thresholds: ReadingThresholds) -> Iterator[str]:
    """What makes a mark of a 测评票 doubtful (存疑), by itself or beside the others of its page.

    Yields:
        Codes of `wording/scanning`.
    """
    if mark.around > thresholds.outside * mark.ink:
        yield "outside"
    if _is_scattered(mark):
        yield "specks"
    if hand is None:
        yield "few"
        return
    if mark.extent > min(thresholds.larger * hand.extent, thresholds.extent_large):
        yield "large"
    if _measure_darkness(mark) < thresholds.paler * hand.darkness:
        yield "pale"
    if _fills_boxes(hand, thresholds):
        # Zigzags are never the same, and one that is struck out looks like the rest to anybody
        wider, stronger = thresholds.filled_wider, thresholds.filled_stronger
    else:
        wider = thresholds.wider
        stronger = thresholds.stronger if hand.knots < _CROSS - 0.5 else thresholds.cross_stronger
        if _is_intricate(mark, hand) or (mark.parted and _is_simple(mark, hand)):
            yield "unlike"
    ink, width = mark.ink / hand.ink, mark.width / hand.width
    if ink > thresholds.heavy or width > wider or ink * width > stronger:
        yield "heavy"


def _measure_darkness(mark: BoxReading) -> float:
    """Ink to the millimetre of the pen's way."""
    return mark.ink / max(mark.length, 1.0)


def _is_scattered(mark: BoxReading) -> bool:
    """Whether it is specks apart from each other: no stroke is shorter than the mark that it makes."""
    return mark.length < mark.extent / 2 and mark.density < _SOLID


def _fills_boxes(hand: Hand, thresholds: ReadingThresholds) -> bool:
    """Whether somebody fills boxes: with blots as wide as a mark is large, or with zigzags never alike."""
    is_blot = hand.width >= thresholds.blot * hand.extent
    is_zigzag = hand.knots > _CROSS + 0.5 or hand.spread >= 0.5
    return is_blot or (is_zigzag and hand.density >= thresholds.zigzag)


def _is_intricate(mark: BoxReading, hand: Hand) -> bool:
    """Whether a mark has more ends or loops than the page's, as one that is struck out; ends come in twos."""
    return mark.ends > max(2, 2 * ceil(hand.ends / 2)) or count_knots(mark) > hand.knots + 0.25


def _is_simple(mark: BoxReading, hand: Hand) -> bool:
    """Whether a mark is less than the page's marks are: half of one."""
    return count_knots(mark) < hand.knots - 0.5 or mark.extent < hand.extent / 2
