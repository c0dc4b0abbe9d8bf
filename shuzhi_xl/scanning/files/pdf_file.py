"""A PDF (扫描件), whose pages are drawn one by one."""

from pathlib import Path
from typing import Any, Final

import numpy as np
import pypdfium2
from pypdfium2.raw import FPDF_ERR_PASSWORD, FPDF_PAGEOBJ_IMAGE

from shuzhi_xl.rules.scanning.page_reading import Refusal
from shuzhi_xl.scanning.files.limits import LIMITS
from shuzhi_xl.scanning.files.picture import Picture, PictureRefused

_POINTS: Final = 72
_DPI: Final = 220
_KEPT: Final = 16
"""Pages after which the file is opened again: PDFium keeps the pictures of all that it has drawn."""
_PAPERS: Final = (190.0, 310.0)
"""Least and greatest side of a page that has the size of a sheet, in millimetres; a photograph has not."""


class PdfFile:
    """A PDF.

    Args:
        path: Where it is.

    Attributes:
        pages: How many pages it has.

    Raises:
        PictureRefused: It is broken or encrypted.
    """

    def __init__(self, path: Path) -> None:
        self._path, self._count = path, 0
        try:
            self._document: Any = pypdfium2.PdfDocument(path)
            self.pages = len(self._document)
        except pypdfium2.PdfiumError as error:
            is_locked = getattr(error, "err_code", None) == FPDF_ERR_PASSWORD
            raise PictureRefused(Refusal.ENCRYPTED if is_locked else Refusal.BROKEN) from error

    def read(self, index: int) -> Picture:
        """Draw a page.

        Args:
            index: Its number, from 1.

        Raises:
            PictureRefused: The page is broken, or a picture on it is too large.
        """
        try:
            self._forget_pages()
            page = self._document[index - 1]
            _refuse_bombs(page)
            width, height = page.get_size()
            scale = min(_DPI / _POINTS, LIMITS.side / max(width, height, 1))
            bitmap = page.render(scale=scale, grayscale=True, rev_byteorder=False)
            grey = bitmap.to_numpy()
            grey = np.ascontiguousarray(grey.reshape(grey.shape[:2]))
            page.close()
        except (pypdfium2.PdfiumError, ValueError) as error:
            raise PictureRefused(Refusal.BROKEN) from error
        sides = [side / _POINTS * 25.4 for side in (width, height)]
        is_sheet = _PAPERS[0] <= min(sides) and max(sides) <= _PAPERS[1]
        return Picture(grey, scale * _POINTS if is_sheet else None)

    def close(self) -> None:
        """Close it."""
        self._document.close()

    def _forget_pages(self) -> None:
        self._count += 1
        if self._count % _KEPT == 0:
            self._document.close()
            self._document = pypdfium2.PdfDocument(self._path)


def _refuse_bombs(page: Any) -> None:
    """Look at the size that each picture on a page states, before drawing it unpacks them."""
    for picture in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE]):
        width, height = picture.get_px_size()
        if width * height > LIMITS.dots:
            raise PictureRefused(Refusal.TOO_LARGE)
