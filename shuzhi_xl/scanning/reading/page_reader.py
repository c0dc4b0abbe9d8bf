"""A page read in the child process (读票): from the file to verdicts and the pictures of doubtful rows."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from shuzhi_xl.rules.scanning.judge_rows import judge_rows
from shuzhi_xl.rules.scanning.page_layout import PageLayout, PrintedArea
from shuzhi_xl.rules.scanning.page_reading import PageReading
from shuzhi_xl.scanning.alignment.align_page import AlignedPicture, align_page
from shuzhi_xl.scanning.alignment.aligned_page import Grey, PageRefused
from shuzhi_xl.scanning.alignment.upright_page import draw_upright
from shuzhi_xl.scanning.boxes.measure_rows import measure_rows
from shuzhi_xl.scanning.files.open_file import PictureFile, digest_of, open_file
from shuzhi_xl.scanning.files.picture import Picture, PictureRefused
from shuzhi_xl.scanning.reading.messages import UprightPage

_DOTS: Final = 5.0
"""Dots to the millimetre of the picture of a row."""
_GREYS: Final = 17
"""Steps between the 16 greys of such a picture, which compress well."""
_BESIDE: Final = 1.5
"""Millimetres above and below a row that its picture shows."""


class PageReader:
    """Reads pages of files; the file read last stays open for its next page.

    Args:
        layouts: The pages of ballots that were issued, by code.
    """

    def __init__(self, layouts: Mapping[str, PageLayout]) -> None:
        cv2.setNumThreads(1)
        self._layouts = layouts
        self._path: Path | None = None
        self._file: PictureFile | None = None
        self._digest = ""

    def count(self, path: Path) -> int:
        """How many pages a file has.

        Raises:
            PictureRefused: It is not opened.
        """
        return self._open(path).pages

    def read(self, path: Path, name: str, index: int) -> PageReading:
        """Read a page.

        Args:
            path: Where the file is.
            name: How the clerk knows it.
            index: The page, from 1.
        """
        page = PageReading(name, index, "")
        try:
            picture = self._open(path).read(index)
            page = replace(page, digest=self._page_digest(index))
            return self._read_picture(page, picture)
        except PictureRefused as refused:
            return replace(page, refusal=refused.refusal)
        except PageRefused as refused:
            return replace(page, refusal=refused.refusal, code=refused.code)

    def draw(self, path: Path, index: int) -> UprightPage:
        """A page upright.

        Raises:
            PictureRefused: The page is not opened.
            PageRefused: It cannot be read.
        """
        picture = self._open(path).read(index)
        aligned = align_page(picture.grey, picture.stated, self._layouts.get)
        return UprightPage(*draw_upright(aligned), aligned.layout.code, self._page_digest(index))

    def _open(self, path: Path) -> PictureFile:
        if self._file is None or self._path != path:
            if self._file is not None:
                self._file.close()
            self._path, self._file = None, None
            self._file, self._digest = open_file(path), digest_of(path)
            self._path = path
        return self._file

    def _page_digest(self, index: int) -> str:
        """By file and page: the same picture has the same digest in every version of the program."""
        return hashlib.sha256(f"{self._digest} {index}".encode()).hexdigest()

    def _read_picture(self, page: PageReading, picture: Picture) -> PageReading:
        aligned = align_page(picture.grey, picture.stated, self._layouts.get)
        rows, signature = measure_rows(aligned.page)
        verdicts = judge_rows(rows)
        pictures = {
            order: _draw_row(aligned, order) for order, verdict in enumerate(verdicts) if verdict.doubts
        }
        number_area = aligned.layout.number_area
        number = (
            b""
            if number_area is None
            else _to_png(aligned.placement.cut(aligned.picture, number_area, _DOTS))
        )
        return replace(
            page,
            code=aligned.layout.code,
            rows=rows,
            verdicts=verdicts,
            signature=signature,
            pictures=pictures,
            number_picture=number,
            measures=aligned.page.measures,
        )


def _draw_row(aligned: AlignedPicture, order: int) -> bytes:
    """A row from its name to the last box, with the edges of its neighbours."""
    layout = aligned.layout
    boxes = layout.rows[order].boxes
    start = min(mark.right for mark in layout.marks.values())
    area = PrintedArea(start, boxes[0].top - _BESIDE, boxes[-1].right + _BESIDE, boxes[-1].bottom + _BESIDE)
    return _to_png(aligned.placement.cut(aligned.picture, area, _DOTS))


def _to_png(grey: Grey) -> bytes:
    coarse = np.asarray(grey // _GREYS * _GREYS, np.uint8)
    _, png = cv2.imencode(".png", coarse, [cv2.IMWRITE_PNG_COMPRESSION, 6])
    return png.tobytes()
