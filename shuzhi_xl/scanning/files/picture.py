"""A page of a picture file (扫描件的一页), and its refusal."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from shuzhi_xl.rules.scanning.page_reading import Refusal


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
