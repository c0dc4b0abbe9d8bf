"""Opening a file by what it contains, never by its name (扫描件)."""

import hashlib
from pathlib import Path
from typing import Final, Protocol

from shuzhi_xl.rules.scanning.page_reading import Refusal
from shuzhi_xl.scanning.files.image_file import ImageFile
from shuzhi_xl.scanning.files.limits import LIMITS
from shuzhi_xl.scanning.files.pdf_file import PdfFile
from shuzhi_xl.scanning.files.picture import Picture, PictureRefused

_PDF: Final = b"%PDF-"
_HEAD: Final = 1024


class PictureFile(Protocol):
    """An open file of pictures."""

    @property
    def pages(self) -> int:
        """How many pages it has."""

    def read(self, index: int) -> Picture:
        """A page by its number, from 1; raises `PictureRefused`."""

    def close(self) -> None:
        """Close it."""


def open_file(path: Path) -> PictureFile:
    """Open a file of pictures.

    Raises:
        PictureRefused: It is none, it is broken or encrypted, or has too many pages.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError as error:
        raise PictureRefused(Refusal.BROKEN) from error
    # A scanner may write a few bytes of its own before a PDF begins
    file: PictureFile = PdfFile(path) if _PDF in head else ImageFile(path)
    if not 0 < file.pages <= LIMITS.pages:
        file.close()
        raise PictureRefused(Refusal.TOO_MANY if file.pages else Refusal.BROKEN)
    return file


def digest_of(path: Path) -> str:
    """SHA-256 of a file: 64 hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
