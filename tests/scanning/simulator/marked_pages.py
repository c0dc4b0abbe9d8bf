"""A page that somebody has marked and something has damaged, with what is true of each of its rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from shuzhi_xl.rules.scanning.page_layout import PrintedArea
from shuzhi_xl.scanning.alignment.align_page import align_page
from shuzhi_xl.scanning.alignment.placement import corners_of
from tests.scanning.drawn_ballots import DrawnPage, Picture
from tests.scanning.simulator.damage import DAMAGES, Damage
from tests.scanning.simulator.hands import Hand, Rng, make_hand
from tests.scanning.simulator.ink import DOTS, DPI, draw_marking
from tests.scanning.simulator.real_strokes import RealStrokes
from tests.scanning.simulator.rows import KINDS, PLAIN, MarkedRow, Marking, mark_row

Draw = Callable[[Picture, Marking, Rng], None]
ORDERLY = 0.5
"""Share of pages from orderly halls; on the others is more of what is difficult than in any hall."""
_LIBREOFFICE = 0.15
"""Share of pages printed by LibreOffice."""
_VISIBLE = 0.6
_COVERED = 0.2
"""Share of a box from which a row cannot be read by anybody."""


class PaperPage:
    """A page on paper, before anybody has marked it.

    Args:
        page: The page as drawn.

    Attributes:
        picture: At `DPI` dots to the inch.
        layout: Where the page has its boxes.
        printing: How high its rows are, in words.
        boxes: By row and grade, in millimetres of the paper, in which hands and pens are measured too.
    """

    def __init__(self, page: DrawnPage) -> None:
        self.layout, self.printing = page.layout, page.printing
        plain = align_page(page.at(DPI), DPI, {page.layout.code: page.layout}.get)
        self.picture = plain.picture
        self.boxes: Sequence[Sequence[PrintedArea]] = [
            [
                PrintedArea(*np.concatenate(plain.placement.to_picture(corners_of(box))[[0, 2]]) / DOTS)
                for box in row.boxes
            ]
            for row in page.layout.rows
        ]


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
        hall: "orderly" or "hard".
        hand: The shape of its marks.
        rows: What is true of its rows.
    """

    picture: Picture
    stated: float | None
    paper: PaperPage
    damage: str
    hall: str
    hand: str
    rows: Sequence[MarkedRow]


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
        self._strokes = strokes

    def make(self, seed: Sequence[int], name: str = "") -> SimulatedPage:
        """Make a page.

        Args:
            seed: Numbers that tell it from all other pages.
            name: Name of what is done to it; blank for any.
        """
        rng = np.random.default_rng(seed)
        paper = self._papers[-1 if rng.random() < _LIBREOFFICE else 0]
        name = name or str(rng.choice([*DAMAGES], p=[damage.share for damage in DAMAGES.values()]))
        hall = "orderly" if rng.random() < ORDERLY else "hard"
        hand, draw = self._choose_hand(DAMAGES[name], rng)
        shares = PLAIN if hall == "orderly" else _list_kinds(DAMAGES[name])
        rows = [mark_row(boxes, hand, shares, rng) for boxes in paper.boxes]
        picture = paper.picture.copy()
        for marking in (marking for row in rows for marking in row.markings):
            draw(picture, marking, rng)
        return _scan(paper, picture, rows, (name, hall, hand.shape), rng)

    def _choose_hand(self, damage: Damage, rng: Rng) -> tuple[Hand, Draw]:
        hand = make_hand(rng)
        if damage.is_hard and hand.darkness < _VISIBLE:
            # What the scanner has lost, no reader finds: of pale ink on such pages nothing is claimed
            hand = replace(hand, darkness=_VISIBLE, grain=0.1)
        if self._strokes is None:
            return hand, draw_marking
        writer = self._strokes.choose(rng)
        return replace(hand, shape=writer.shape), self._strokes.pen(writer)


def _list_kinds(damage: Damage) -> dict[str, float]:
    """Shares of the kinds of rows; faint ones become plain where pale ink is wiped out."""
    if not damage.is_hard:
        return KINDS
    pale = KINDS["faint"] + KINDS["erased"]
    return {**KINDS, "one": KINDS["one"] + pale, "faint": 0.0, "erased": 0.0}


def _scan(
    paper: PaperPage, picture: Picture, rows: Sequence[MarkedRow], names: tuple[str, str, str], rng: Rng
) -> SimulatedPage:
    """What becomes of a marked page, and which of its rows nobody can read any more."""
    damage = DAMAGES[names[0]]
    covered = damage.accident(picture, rng) if damage.accident else None
    if damage.hides:
        rows = [_hide(row) for row in rows]
    elif covered is not None:
        rows = [
            _hide(row) if max(_share(covered, box) for box in boxes) > _COVERED else row
            for row, boxes in zip(rows, paper.boxes, strict=True)
        ]
    scanned = damage.scan(picture, rng)
    stated = damage.stated[int(rng.integers(len(damage.stated)))]
    return SimulatedPage(scanned, stated, paper, *names, rows)


def _hide(row: MarkedRow) -> MarkedRow:
    return replace(row, kind="hidden", grade=None)


def _share(covered: Picture, box: PrintedArea) -> float:
    west, top, east, bottom = (round(side * DOTS) for side in box)
    return float((covered[top:bottom, west:east] > 0).mean())
