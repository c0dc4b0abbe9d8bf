"""Two pages of a paper ballot, drawn by LibreOffice, and their layouts."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
import pypdfium2
from numpy.typing import NDArray

from shuzhi_xl.rules.scanning.page_layout import PageLayout
from shuzhi_xl.sheets.outgoing.paper_ballots import BallotLine
from shuzhi_xl.xlsx.ballot_layout.page_layouts import read_page_layouts
from shuzhi_xl.xlsx.fill.paper_ballots import fill_paper_ballots
from tests.pictures.drawing import to_pdf
from tests.xlsx.fill.test_paper_ballots import PAPER, content

Picture = NDArray[np.uint8]
DPI: Final = 300
_ROWS: Final = (20, 7)


@dataclass(frozen=True)
class DrawnPage:
    """A page as printed, at `DPI` dots to the inch, without any mark."""

    picture: Picture
    layout: PageLayout

    def at(self, dpi: int) -> Picture:
        """The page at fewer dots to the inch."""
        scale = dpi / DPI
        return shrink(self.picture, scale)


def shrink(picture: Picture, scale: float) -> Picture:
    """A picture made smaller."""
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.uint8)


def draw_ballots(folder: Path) -> list[DrawnPage]:
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
    document: Any = pypdfium2.PdfDocument(pdf)
    # The first page is 印制说明
    pictures = [
        document[place].render(scale=DPI / 72, grayscale=True).to_numpy()
        for place in range(1, len(_ROWS) + 1)
    ]
    document.close()
    layouts = read_page_layouts(book.read_bytes())
    return [
        DrawnPage(picture.reshape(picture.shape[:2]).copy(), layout)
        for picture, layout in zip(pictures, layouts, strict=True)
    ]
