"""Beyond what a picture file is refused before it fills the memory (图片的限度)."""

from dataclasses import dataclass
from typing import Final


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


LIMITS: Final = PictureLimits()
