"""What was read on one scanned page (读票结果): measured by `scanning`, judged by these rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Refusal(StrEnum):
    """Why a page of a picture of 测评票 is not read."""

    NO_BALLOT = "no_ballot"
    """Neither corner marks nor a code: another paper."""
    BLANK = "blank"
    """A blank back side."""
    CODE_UNREADABLE = "code_unreadable"
    TWO_PAGES = "two_pages"
    """More than one page on the picture."""
    CORNER_MISSING = "corner_missing"
    """A mark is missing, and what is left does not place every box for certain."""
    NOT_FLAT = "not_flat"
    """The marks or lines do not fit one plane: curled, folded, moved while scanned."""
    SCALE = "scale"
    """Printed too small, or too few dots to the inch."""
    STREAK = "streak"
    """A streak or a fold runs through the boxes."""
    UNKNOWN_LAYOUT = "unknown_layout"
    """A code of ours, whose ballots are not those last issued."""
    BROKEN = "broken"
    """The file or the page is damaged, or no picture at all."""
    ENCRYPTED = "encrypted"
    """The file opens with a password only."""
    TOO_MANY = "too_many"
    """The file has more pages than any meeting's ballots."""
    TOO_LARGE = "too_large"
    """The picture has more dots than any scan of a page."""
    TOO_HEAVY = "too_heavy"
    """Reading it takes too long or too much memory."""


class BoxReading(NamedTuple):
    """What was measured in and around one box (测评票), after the printed lines were taken away.

    Attributes:
        ink: First method: ink inside, weighted by darkness, in square millimetres of full black.
        around: The same beside the table, next to this box.
        extent: Second method: greater side of the area around this box's own mark, in millimetres.
        density: Share of that area that is inked, 0 to 1; a filled or struck-out box is near 1.
        length: Millimetres that the pen has gone.
        ends: Places where it began or ended: two of a tick, four of a cross, none of a circle.
        loops: Areas that it goes around.
        width: Millimetres of its stroke where it is wide.
        level: Millimetres of the longest nearly level line through it.
        margin: Millimetres from its middle to the nearer side of its box.
        straight: Not 0 where it is one straight line.
        edge: Not 0 where it reaches the line to the row below, whose mark may have such a tail.
        parted: Not 0 where it touches a mark of another row, from which it was parted.
    """

    ink: float
    around: float
    extent: float = 0.0
    density: float = 0.0
    length: float = 0.0
    ends: float = 0
    loops: float = 0
    width: float = 0.0
    level: float = 0.0
    margin: float = 0.0
    straight: float = 0
    edge: float = 0
    parted: float = 0


@dataclass(frozen=True)
class RowReading:
    """What was measured in a row of boxes (测评票).

    Attributes:
        boxes: In the order of the grades.
        signs: What about the picture makes the row doubtful, as codes of `wording/scanning`: a stroke that
            belongs to two boxes, a line through the row, ink that is no stroke.
    """

    boxes: Sequence[BoxReading]
    signs: Sequence[str] = ()


@dataclass(frozen=True)
class RowVerdict:
    """What a row is taken for (测评票).

    Attributes:
        grade: Position of the one marked box in the order of the grades; None where none is for certain.
        doubts: Why a person decides (codes of `wording/scanning`); none for a row that is accepted.
    """

    grade: int | None
    doubts: Sequence[str] = ()


@dataclass(frozen=True)
class PageReading:
    """What was read on one page of a picture file (测评票).

    Attributes:
        file: The file, relative to the year's folder of scans.
        index: Number of the page in the file, from 1.
        digest: SHA-256 of the page's picture, by which decisions of a person find it again.
        code: What its code says; blank where none was read.
        refusal: Why it is not read; None for a page that is.
        rows: Its rows of boxes, from the top; none for one that is not read.
        verdicts: What each row is taken for.
        signature: The strokes in its boxes, small, to tell a sheet that was scanned twice.
        pictures: Pictures (PNG) of doubtful rows, by position.
        number_picture: Picture (PNG) of the 票号 written by hand; empty where there is none.
        measures: What else was measured, such as dots to the inch, scale and skew, for the report.
    """

    file: str
    index: int
    digest: str
    code: str = ""
    refusal: Refusal | None = None
    rows: Sequence[RowReading] = ()
    verdicts: Sequence[RowVerdict] = ()
    signature: bytes = b""
    pictures: Mapping[int, bytes] = field(default_factory=dict)
    number_picture: bytes = b""
    measures: Mapping[str, float] = field(default_factory=dict)
