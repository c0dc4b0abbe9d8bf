"""A page that somebody has marked and something has damaged, with what is true of each of its rows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from shuzhi_xl.rules.scanning.page_layout import PageLayout
from shuzhi_xl.scanning.alignment.align_page import AlignedPicture, align_page
from tests.scanning.drawn_ballots import DrawnPage, Picture
from tests.scanning.simulator.damage import DAMAGES, SHARES
from tests.scanning.simulator.hands import Rng, make_hand
from tests.scanning.simulator.real_strokes import RealStrokes
from tests.scanning.simulator.rows import KINDS, PLAIN, MarkedRow, Strokes, mark_row

_DPI = 200
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
        damage: Name of what was done to it.
        hand: The shape of its marks.
        rows: What is true of its rows.
    """

    picture: Picture
    damage: str
    hand: str
    rows: Sequence[MarkedRow]


def _kinds(damage: str) -> dict[str, float]:
    """Shares of the kinds of rows; faint ones become plain where pale ink is wiped out."""
    if damage not in _HARD:
        return KINDS
    pale = KINDS["faint"] + KINDS["erased"]
    return {**KINDS, "one": KINDS["one"] + pale, "faint": 0.0, "erased": 0.0}


class Simulator:
    """Makes marked pages from a drawn one; the same seed gives the same page.

    Args:
        page: The page without marks.
        strokes: Real strokes to use in place of drawn ones.
    """

    def __init__(self, page: DrawnPage, strokes: RealStrokes | None = None) -> None:
        cv2.setNumThreads(1)
        self.layout: PageLayout = page.layout
        picture = page.at(_DPI)
        self._plain: AlignedPicture = align_page(picture, _DPI, {page.layout.code: page.layout}.get)
        self._strokes = strokes

    def make(self, seed: Sequence[int], damage: str = "") -> SimulatedPage:
        """Make a page.

        Args:
            seed: Numbers that tell it from all other pages.
            damage: What is done to it; blank for any.
        """
        rng = np.random.default_rng(seed)
        damage = damage or str(rng.choice([*SHARES], p=[*SHARES.values()]))
        hand = make_hand(rng)
        if damage in _HARD and hand.darkness < _VISIBLE:
            # What the scanner has lost, no reader finds: of pale ink on such pages nothing is claimed
            hand = replace(hand, darkness=_VISIBLE, grain=0.1)
        shares = PLAIN if rng.random() < 0.5 else _kinds(damage)
        rows = [mark_row(row.boxes, hand, shares, rng) for row in self.layout.rows]
        picture = self._plain.picture.copy()
        draw = self._strokes.paste if self._strokes else self._draw
        for row in rows:
            draw(picture, row.strokes, self._plain.placement, rng)
        return SimulatedPage(DAMAGES[damage](picture, rng), damage, hand.shape, rows)

    def _draw(self, picture: Picture, strokes: Strokes, _placement: object, rng: Rng) -> None:
        for line, hand in strokes:
            places = self._plain.placement.to_picture(line)
            pressure = hand.width * 7.9 * rng.uniform(0.85, 1.15)
            draw_line(
                picture, places, max(1, round(pressure)), hand.darkness, hand.grain * rng.uniform(0.5, 1)
            )


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
