"""A page that somebody has marked and something has damaged, with what is true of each of its rows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from shuzhi_xl.rules.scanning.page_layout import PageLayout, PrintedArea
from shuzhi_xl.scanning.alignment.align_page import align_page
from shuzhi_xl.scanning.alignment.placement import corners_of
from tests.scanning.drawn_ballots import INCH, DrawnPage, Picture
from tests.scanning.simulator.damage import DAMAGES, SHARES
from tests.scanning.simulator.hands import Hand, Rng, make_hand
from tests.scanning.simulator.real_strokes import RealStrokes
from tests.scanning.simulator.rows import KINDS, PLAIN, MarkedRow, Strokes, mark_row

DPI = 200
ORDERLY = 0.5
"""Share of pages from orderly halls; on the others is more of what is difficult than in any hall."""
_LIBREOFFICE = 0.15
"""Share of pages printed by LibreOffice."""
_HARD = ("black and white", "copied")
"""Damage that wipes out pale ink."""
_VISIBLE = 0.6
_FINE = 16
"""Parts of a dot to which strokes are drawn."""


@dataclass(frozen=True)
class SimulatedPage:
    """A page as it is scanned.

    Attributes:
        picture: What the scanner gives.
        layout: Where its boxes are.
        printing: Which program has printed it.
        row_height: How high they are, in millimetres.
        hall: "orderly" or "hard".
        damage: Name of what was done to it.
        hand: The shape of its marks.
        rows: What is true of its rows.
    """

    picture: Picture
    layout: PageLayout
    printing: str
    row_height: float
    hall: str
    damage: str
    hand: str
    rows: Sequence[MarkedRow]


class PaperPage:
    """A page on paper, before anybody has marked it.

    Args:
        page: The page as drawn.

    Attributes:
        picture: At `DPI` dots to the inch.
        boxes: By row and grade, in millimetres of the paper, in which hands and pens are measured too.
    """

    def __init__(self, page: DrawnPage) -> None:
        self.layout, self.printing = page.layout, page.printing
        plain = align_page(page.at(DPI), DPI, {page.layout.code: page.layout}.get)
        self.picture = plain.picture
        self.boxes: Sequence[Sequence[PrintedArea]] = [
            [
                PrintedArea(*np.concatenate(plain.placement.to_picture(corners_of(box))[[0, 2]]) * INCH / DPI)
                for box in row.boxes
            ]
            for row in page.layout.rows
        ]


def _kinds(damage: str) -> dict[str, float]:
    """Shares of the kinds of rows; faint ones become plain where pale ink is wiped out."""
    if damage not in _HARD:
        return KINDS
    pale = KINDS["faint"] + KINDS["erased"]
    return {**KINDS, "one": KINDS["one"] + pale, "faint": 0.0, "erased": 0.0}


class Simulator:
    """Makes marked pages from drawn ones; the same seed gives the same page.

    Args:
        pages: A page without marks as Excel prints it; for a share of pages of LibreOffice's also as that
            prints it.
        strokes: Real strokes to use in place of drawn ones.
    """

    def __init__(self, pages: Sequence[DrawnPage], strokes: RealStrokes | None = None) -> None:
        cv2.setNumThreads(1)
        self._papers = [PaperPage(page) for page in pages]
        self._draw = strokes.paste if strokes else draw_strokes

    def make(self, seed: Sequence[int], damage: str = "") -> SimulatedPage:
        """Make a page.

        Args:
            seed: Numbers that tell it from all other pages.
            damage: What is done to it; blank for any.
        """
        rng = np.random.default_rng(seed)
        paper = self._papers[-1 if rng.random() < _LIBREOFFICE else 0]
        damage = damage or str(rng.choice([*SHARES], p=[*SHARES.values()]))
        hand = _make_visible_hand(damage, rng)
        hall = "orderly" if rng.random() < ORDERLY else "hard"
        shares = PLAIN if hall == "orderly" else _kinds(damage)
        rows = [mark_row(boxes, hand, shares, rng) for boxes in paper.boxes]
        picture = paper.picture.copy()
        for row in rows:
            self._draw(picture, row.strokes, rng)
        scanned = DAMAGES[damage](picture, rng)
        first = paper.boxes[0][0]
        return SimulatedPage(
            scanned, paper.layout, paper.printing, first.bottom - first.top, hall, damage, hand.shape, rows
        )


def _make_visible_hand(damage: str, rng: Rng) -> Hand:
    hand = make_hand(rng)
    if damage in _HARD and hand.darkness < _VISIBLE:
        # What the scanner has lost, no reader finds: of pale ink on such pages nothing is claimed
        return replace(hand, darkness=_VISIBLE, grain=0.1)
    return hand


def draw_strokes(picture: Picture, strokes: Strokes, rng: Rng) -> None:
    """Draw strokes with their pens, pressed more or less."""
    dots = DPI / INCH
    for line, hand in strokes:
        width = max(1, round(hand.width * dots * rng.uniform(0.85, 1.15)))
        draw_line(picture, line * dots, width, hand.darkness, hand.grain * rng.uniform(0.5, 1))


def draw_line(picture: Picture, places: np.ndarray, width: int, darkness: float, grain: float) -> None:
    """Draw a line with uneven ink, which darkens what is beneath."""
    low = np.maximum(np.floor(places.min(axis=0)).astype(int) - width - 2, 0)
    high = np.minimum(np.ceil(places.max(axis=0)).astype(int) + width + 3, picture.shape[::-1])
    if (high <= low).any():
        return
    layer = np.zeros((high[1] - low[1], high[0] - low[0]), np.uint8)
    points = np.round((places - low) * _FINE).astype(np.int32)
    cv2.polylines(layer, [points], False, (255,), width, cv2.LINE_AA, 4)  # noqa: FBT003
    ink = layer.astype(np.float32) / 255 * np.float32(min(darkness, 1))
    if grain > 0.02:
        coarse = np.random.default_rng(int(points.sum()) & 0xFFFF).random(
            (ink.shape[0] // 2 + 1, ink.shape[1] // 2 + 1)
        )
        rough = cv2.resize(coarse.astype(np.float32), ink.shape[::-1], interpolation=cv2.INTER_LINEAR)
        ink *= 1 - np.float32(grain) * rough
    part = picture[low[1] : high[1], low[0] : high[0]]
    part[:] = (part * (1 - ink)).astype(np.uint8)
