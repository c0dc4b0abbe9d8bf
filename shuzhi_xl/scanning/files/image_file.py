"""A file of one or more pictures (扫描件): TIFF, JPEG, PNG, BMP."""

import math
from pathlib import Path
from typing import Any, Final

import numpy as np
from PIL import Image, ImageOps

from shuzhi_xl.rules.scanning.page_reading import Refusal
from shuzhi_xl.scanning.files.limits import LIMITS
from shuzhi_xl.scanning.files.picture import Picture, PictureRefused

_FORMATS: Final = ("TIFF", "JPEG", "PNG", "BMP", "MPO")
_STATED: Final = (100, 1300)
"""Dots to the inch that a scanner states; cameras state 72."""
# What a damaged file raises; Pillow has no error of its own for it
_DAMAGED: Final = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    TypeError,
    KeyError,
    OverflowError,
    RuntimeError,
)


class ImageFile:
    """A file of pictures.

    Args:
        path: Where it is.

    Attributes:
        pages: How many pictures it has.

    Raises:
        PictureRefused: It is broken, or no picture.
    """

    def __init__(self, path: Path) -> None:
        Image.MAX_IMAGE_PIXELS = None  # its size is looked at here, before anything is unpacked
        try:
            self._image: Any = Image.open(path, formats=_FORMATS)
            self.pages = int(getattr(self._image, "n_frames", 1)) if self._image.format == "TIFF" else 1
        except _DAMAGED as error:
            raise PictureRefused(Refusal.BROKEN) from error

    def read(self, index: int) -> Picture:
        """Read a picture.

        Args:
            index: Its number, from 1.

        Raises:
            PictureRefused: It is too large or broken.
        """
        try:
            self._image.seek(index - 1)
            width, height = self._image.size
            if width * height > LIMITS.dots:
                raise PictureRefused(Refusal.TOO_LARGE)
            self._image.draft("L", _reduced(width, height))
            grey = _to_grey(self._image)
            picture = ImageOps.exif_transpose(_shrink(grey))
        except _DAMAGED as error:
            raise PictureRefused(Refusal.BROKEN) from error
        return Picture(np.array(picture, np.uint8), _stated(self._image, picture.size, (width, height)))

    def close(self) -> None:
        """Close it."""
        self._image.close()


def _reduced(width: int, height: int) -> tuple[int, int]:
    """The size below which Pillow, which can halve a JPEG while it unpacks it, is not to go."""
    scale = min(1.0, LIMITS.side / max(width, height))
    return math.ceil(width * scale), math.ceil(height * scale)


def _to_grey(image: Any) -> Any:
    if image.mode.startswith(("I", "F")):
        values = np.asarray(image, np.float64)
        most = 65535 if values.max(initial=0) > 255 else 255
        return Image.fromarray((values / most * 255).clip(0, 255).astype(np.uint8))
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        clear = image.convert("RGBA")
        paper = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(paper, clear).convert("L")
    return image.convert("L")


def _shrink(grey: Any) -> Any:
    scale = LIMITS.side / max(grey.size)
    if scale >= 1:
        return grey
    size = tuple(max(1, round(side * scale)) for side in grey.size)
    small = grey.resize(size, Image.Resampling.BOX, reducing_gap=2.0)
    small.info.update(grey.info)
    return small


def _stated(image: Any, size: tuple[int, int], original: tuple[int, int]) -> float | None:
    """Dots to the inch of the picture as it is now, where a scanner has stated them."""
    if image.format != "TIFF" or "dpi" not in image.info:
        return None
    across, down = (float(value) for value in image.info["dpi"])
    if not _STATED[0] <= across <= _STATED[1] or across != down:
        return None
    return across * max(size) / max(original)
