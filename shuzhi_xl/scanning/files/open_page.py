"""One page of a picture file as grey dots (扫描件的一页): PDF, TIFF, JPEG, PNG and BMP, within limits."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

_POINTS: Final = 72
_PDF_MAGIC: Final = b"%PDF-"
_HEAD: Final = 1024
_FORMATS: Final = ("TIFF", "JPEG", "PNG", "BMP")


@dataclass(frozen=True)
class FileLimits:
    """What is opened at most (文件的限度).

    Attributes:
        size: Bytes of a file.
        pages: Pages of a file.
        dots: Dots of a page; an A3 sheet at 600 to the inch has 70 million.
        dots_per_inch: Dots to the inch at which a page of a PDF is drawn.
    """

    size: int = 2_000_000_000
    pages: int = 2_000
    dots: int = 120_000_000
    dots_per_inch: int = 200


class FileFault(StrEnum):
    """Why a file or a page of it is not opened."""

    BROKEN = "broken"
    ENCRYPTED = "encrypted"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_LARGE = "too_large"
    NO_PICTURE = "no_picture"


class FileRefused(Exception):  # noqa: N818 -- the file's fault
    """A file or a page of it cannot be opened.

    Args:
        fault: Why.
    """

    def __init__(self, fault: FileFault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True)
class OpenedPage:
    """A page as it is in its file.

    Attributes:
        picture: Height × width dots, 0 black to 255 white.
        stated: Dots to the inch of the paper, as the file states; None where it does not.
        digest: SHA-256 of the page's picture; the same wherever the file lies.
    """

    picture: NDArray[np.uint8]
    stated: float | None
    digest: str


LIMITS: Final = FileLimits()


def count_pages(path: Path, limits: FileLimits = LIMITS) -> int:
    """Count the pages of a picture file; nothing of a page is unpacked.

    Raises:
        FileRefused: It cannot be opened, or has more than it may have.
    """
    if _is_pdf(path, limits):
        with _open_pdf(path) as document:
            pages = len(document)
    else:
        with _open_image(path) as image:
            pages = int(getattr(image, "n_frames", 1))
    if pages > limits.pages:
        raise FileRefused(FileFault.TOO_MANY_PAGES)
    return pages


def open_page(path: Path, number: int, limits: FileLimits = LIMITS) -> OpenedPage:
    """Open one page of a picture file.

    Args:
        path: The file.
        number: Number of the page, from 1.
        limits: What is opened at most.

    Raises:
        FileRefused: It cannot be opened, or is larger than it may be.
    """
    if number > count_pages(path, limits):
        raise FileRefused(FileFault.BROKEN)
    if _is_pdf(path, limits):
        with _open_pdf(path) as document:
            return _draw_pdf_page(document[number - 1], limits)
    with _open_image(path) as image:
        image.seek(number - 1)
        return _unpack_image(path, image, limits)


def _is_pdf(path: Path, limits: FileLimits) -> bool:
    try:
        with path.open("rb") as file:
            is_pdf = _PDF_MAGIC in file.read(_HEAD)
    except OSError as error:
        raise FileRefused(FileFault.BROKEN) from error
    if path.stat().st_size > limits.size:
        raise FileRefused(FileFault.TOO_LARGE)
    return is_pdf


@contextmanager
def _open_pdf(path: Path) -> Iterator[Any]:
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        is_locked = "assword" in str(error)
        raise FileRefused(FileFault.ENCRYPTED if is_locked else FileFault.BROKEN) from error
    try:
        yield document
    except pypdfium2.PdfiumError as error:
        raise FileRefused(FileFault.BROKEN) from error
    finally:
        document.close()


def _draw_pdf_page(page: Any, limits: FileLimits) -> OpenedPage:
    """A page of a PDF as it is shown, with all that lies on it."""
    scale = limits.dots_per_inch / _POINTS
    if page.get_width() * page.get_height() * scale**2 > limits.dots:
        raise FileRefused(FileFault.TOO_LARGE)
    bitmap = page.render(scale=scale, grayscale=True)
    picture = np.ascontiguousarray(bitmap.to_numpy().reshape(bitmap.height, -1)[:, : bitmap.width])
    return OpenedPage(picture, float(limits.dots_per_inch), _find_digest(page) or _digest_of(picture))


def _find_digest(page: Any) -> str:
    """Of the one image that a scanner's page is, as it is packed; blank for a page of anything else."""
    objects = list(page.get_objects(max_depth=2))
    if len(objects) != 1 or not isinstance(objects[0], pypdfium2.PdfImage):
        return ""
    # As packed, for what is drawn from it may differ from version to version of the library
    return hashlib.sha256(bytes(objects[0].get_data(decode_simple=False))).hexdigest()


@contextmanager
def _open_image(path: Path) -> Iterator[Any]:
    try:
        with Image.open(path, formats=_FORMATS) as image:
            yield image
    except UnidentifiedImageError as error:
        raise FileRefused(FileFault.NO_PICTURE) from error
    except Image.DecompressionBombError as error:
        raise FileRefused(FileFault.TOO_LARGE) from error
    # What Pillow raises for a damaged file is not one kind of error
    except (OSError, EOFError, SyntaxError, ValueError, TypeError, KeyError, IndexError) as error:
        raise FileRefused(FileFault.BROKEN) from error


def _unpack_image(path: Path, image: Any, limits: FileLimits) -> OpenedPage:
    if image.width * image.height > limits.dots:
        raise FileRefused(FileFault.TOO_LARGE)
    stated = image.info.get("dpi", (0, 0))[0]
    grey = _to_grey(ImageOps.exif_transpose(image))
    is_single = getattr(image, "n_frames", 1) == 1
    # The only picture of a file as it is packed, likewise; a page of several by its dots
    digest = hashlib.sha256(path.read_bytes()).hexdigest() if is_single else _digest_of(grey)
    return OpenedPage(grey, float(stated) if stated and stated > 1 else None, digest)


def _to_grey(image: Any) -> NDArray[np.uint8]:
    if image.mode.startswith("I;16") or image.mode in {"I", "F"}:
        return np.asarray(np.clip(np.asarray(image, np.float64) / 257, 0, 255), np.uint8)
    if "A" in image.mode or "transparency" in image.info:
        # What is transparent is paper
        layer = image.convert("RGBA")
        paper = Image.new("RGBA", layer.size, "white")
        image = Image.alpha_composite(paper, layer)
    return np.asarray(image.convert("L"), np.uint8)


def _digest_of(picture: NDArray[np.uint8]) -> str:
    return hashlib.sha256(str(picture.shape).encode() + picture.tobytes()).hexdigest()
