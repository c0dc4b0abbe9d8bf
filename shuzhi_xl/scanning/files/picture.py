"""A page of a picture file (扫描件的一页), and what is refused before it fills the memory."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from shuzhi_xl.rules.scanning.page_reading import Refusal


@dataclass(frozen=True)
class PictureLimits:
    """Beyond what a file is not opened (图片的限度).

    Attributes:
        pages: Pages of a file.
        dots: Dots of a page; A3 at 600 to the inch has 70 million.
        side: Dots of the longer side with which a page is worked on; A4 at 220 to the inch has 2,573.
    """

    pages: int = 2_000
    dots: int = 120_000_000
    side: int = 2_600


LIMITS = PictureLimits()


class Picture(NamedTuple):
    """A page as a grey picture.

    Attributes:
        grey: Height × width, 0 black to 255 white; no side is longer than the limit.
        stated: Dots to the inch of the paper, as the file states; None where it states none to rely on.
    """

    grey: NDArray[np.uint8]
    stated: float | None


class PictureRefused(Exception):  # noqa: N818 -- the file's fault
    """A file or one of its pages is not opened.

    Args:
        refusal: Why.
    """

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal)
        self.refusal = refusal
