"""Two pages of a paper ballot as two programs print them, and their layouts.

LibreOffice draws both. 宋体 is missing here, so columns, whose widths are counted in digits of that font,
come out a fifth too wide; to fit the page it prints everything smaller, and rows of 10 mm are 8.5 mm high.
Excel and WPS, which have the font, print the page in its own size. The reader must cope with either, but
offices have the larger rows, so pages are made from these unless a test says otherwise.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
import pypdfium2
from numpy.typing import NDArray

from shuzhi_xl.rules.scanning.page_layout import PageLayout, PrintedArea
from shuzhi_xl.scanning.alignment.corner_marks import find_marks
from shuzhi_xl.sheets.outgoing.paper_ballots import BallotLine
from shuzhi_xl.xlsx.ballot_layout.page_layouts import read_page_layouts
from shuzhi_xl.xlsx.fill.paper_ballots import fill_paper_ballots
from tests.pictures.drawing import to_pdf
from tests.xlsx.fill.test_paper_ballots import PAPER, content

Picture = NDArray[np.uint8]
DPI: Final = 300
PAPER_SIZE: Final = (210.0, 297.0)
INCH: Final = 25.4
_FINE: Final = 450
"""Dots to the inch of LibreOffice's drawing, more than of any page made from it."""
_ROWS: Final = (20, 7)


@dataclass(frozen=True)
class DrawnPage:
    """A page as printed, at `DPI` dots to the inch, without any mark.

    Attributes:
        printing: How high its rows are on paper.
    """

    picture: Picture
    layout: PageLayout
    printing: str

    def at(self, dpi: int) -> Picture:
        """The page at fewer dots to the inch."""
        scale = dpi / DPI
        return shrink(self.picture, scale)


def shrink(picture: Picture, scale: float) -> Picture:
    """A picture made smaller."""
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.uint8)


@dataclass(frozen=True)
class DrawnBallots:
    """A full page and one of seven rows in both printings."""

    as_excel: Sequence[DrawnPage]
    as_libreoffice: Sequence[DrawnPage]


def draw_ballots(folder: Path) -> DrawnBallots:
    """Draw a full page and one of seven rows.

    Args:
        folder: Takes the files on the way.
    """
    lines = [
        BallotLine(i, f"V{i:03}", f"第{i}村党支部", f"书记{i}", "总体评价") for i in range(1, _ROWS[0] + 1)
    ]
    pages = [
        replace(page, lines=lines[:count], code=f"SZ1-2015-UTY4-RRQ-{page.page:02}-NRNUFM-AK9YEX")
        for page, count in zip(content().pages, _ROWS, strict=False)
    ]
    book = folder / "测评票_H1.xlsx"
    book.write_bytes(fill_paper_ballots(PAPER, content(pages=pages)))
    (pdf,) = to_pdf([book], folder)
    drawings = [*zip(_render(pdf), read_page_layouts(book.read_bytes()), strict=True)]
    return DrawnBallots(
        [DrawnPage(_in_own_size(fine, layout), layout, "rows of 10 mm") for fine, layout in drawings],
        [DrawnPage(shrink(fine, DPI / _FINE), layout, "rows of 8.5 mm") for fine, layout in drawings],
    )


def _render(pdf: Path) -> list[Picture]:
    document: Any = pypdfium2.PdfDocument(pdf)
    # The first page is 印制说明
    pictures = [
        document[place].render(scale=_FINE / 72, grayscale=True).to_numpy()
        for place in range(1, len(_ROWS) + 1)
    ]
    document.close()
    return [picture.reshape(picture.shape[:2]).copy() for picture in pictures]


def _in_own_size(fine: Picture, layout: PageLayout) -> Picture:
    """A page printed in the size that its layout states, in the middle of the paper, as Excel prints it."""
    places = find_marks(fine)
    first, last = (places[number][0].mean(axis=0) for number in (0, 2))
    (west, top), (east, bottom) = (_middle(layout.marks[number]) for number in (0, 2))
    dots = DPI / INCH
    scale = np.array([east - west, bottom - top]) * dots / (last - first)
    large = cv2.resize(fine, None, fx=scale[0], fy=scale[1], interpolation=cv2.INTER_AREA)
    width, height = (round(side * dots) for side in PAPER_SIZE)
    middle = (first + last) / 2 * scale
    moved = np.array([(1.0, 0, round(width / 2 - middle[0])), (0, 1, round(height / 2 - middle[1]))])
    return np.asarray(cv2.warpAffine(large, moved, (width, height), borderValue=(255,)), np.uint8)


def _middle(area: PrintedArea) -> tuple[float, float]:
    return (area.left + area.right) / 2, (area.top + area.bottom) / 2
