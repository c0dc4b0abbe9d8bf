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
        level: As of a `BoxReading`, and so `straight`.
    """

    ink: float
    extent: float
    density: float
    width: float
    darkness: float
    ends: float
    knots: float
    level: float
    straight: float


def count_knots(mark: BoxReading) -> float:
    """How intricate a mark of a 测评票 is: 1 for a tick or circle, 2 for a cross; a line through adds 1."""
    return mark.ends / 2 + mark.loops


def describe_hand(marks: Sequence[BoxReading], thresholds: ReadingThresholds) -> Hand | None:
    """How the marks of a page (测评票) usually are; None where it has too few."""
    if len(marks) < thresholds.context:
        return None
    return Hand(
        median(mark.ink for mark in marks),
        median(mark.extent for mark in marks),
        median(mark.density for mark in marks),
        median(mark.width for mark in marks),
        median(map(_measure_darkness, marks)),
        median(mark.ends for mark in marks),
        median(map(count_knots, marks)),
        median(mark.level for mark in marks),
        median(mark.straight for mark in marks),
    )


def compare_mark(mark: BoxReading, hand: Hand | None, thresholds: ReadingThresholds) -> Iterator[str]:
    """What makes a mark of a 测评票 doubtful (存疑), by itself or beside the others of its page.

    Yields:
        Codes of `wording/scanning`.
    """
    if mark.around > thresholds.outside * mark.ink:
        yield "outside"
    if mark.extent and mark.margin < thresholds.margin:
        yield "aside"
    if _is_scattered(mark):
        yield "specks"
    if hand is None:
        yield "few"
        return
    yield from _compare_size(mark, hand, thresholds)
    fills = _fills_boxes(hand, thresholds)
    # Zigzags are never the same, and one that is struck out looks like the rest to anybody
    if not fills and (_is_intricate(mark, hand) or (mark.parted and _is_simple(mark, hand))):
        yield "unlike"
    wider, stronger = thresholds.wider, thresholds.stronger
    if fills:
        wider, stronger = thresholds.filled_wider, thresholds.filled_stronger
    ink, width = mark.ink / hand.ink, (mark.width - thresholds.pressure) / hand.width
    strength = ink * width**2
    if ink > thresholds.heavy or width > wider or strength > stronger:
        yield "heavy"
    is_dash = bool(mark.straight) and not hand.straight
    if mark.level > thresholds.level * hand.level and (is_dash or strength > thresholds.level_strength):
        yield "struck"


def _compare_size(mark: BoxReading, hand: Hand, thresholds: ReadingThresholds) -> Iterator[str]:
    size = mark.extent / hand.extent
    if mark.extent > thresholds.extent_large or not thresholds.smaller <= size <= thresholds.larger:
        yield "large"
    if _measure_darkness(mark) < thresholds.paler * hand.darkness:
        yield "pale"
    if mark.edge and mark.straight and not hand.straight and size < 1:
        yield "tail"


def _measure_darkness(mark: BoxReading) -> float:
    """Ink to the millimetre of the pen's way."""
    return mark.ink / max(mark.length, 1.0)


def _is_scattered(mark: BoxReading) -> bool:
    """Whether it is specks apart from each other: no stroke is shorter than the mark that it makes."""
    return mark.length < mark.extent / 2 and mark.density < _SOLID


def _fills_boxes(hand: Hand, thresholds: ReadingThresholds) -> bool:
    """Whether somebody fills boxes: with blots as wide as a mark is large, or with zigzags."""
    is_blot = hand.width >= thresholds.blot * hand.extent
    is_zigzag = hand.knots > _CROSS + 0.25 and hand.density >= thresholds.zigzag
    return is_blot or is_zigzag


def _is_intricate(mark: BoxReading, hand: Hand) -> bool:
    """Whether a mark has more ends or loops than the page's, as one that is struck out.

    Ends come in twos. Where marks are circles, one may have an end beside its loop.
    """
    more = 0.5 if hand.ends <= 1 else 0.25
    return mark.ends > max(2, 2 * ceil(hand.ends / 2)) or count_knots(mark) > hand.knots + more


def _is_simple(mark: BoxReading, hand: Hand) -> bool:
    """Whether a mark is less than the page's marks are: half of one."""
    return count_knots(mark) < hand.knots - 0.5 or mark.extent < hand.extent / 2
