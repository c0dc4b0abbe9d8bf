"""The tone of the paper (纸色), and how dark ink is against it."""

from typing import Final

import cv2
import numpy as np

from shuzhi_xl.scanning.alignment.aligned_page import Darkness, Grey

_STEP: Final = 4
"""Dots that are one in the small picture by which the paper's tone is found."""
_STROKE_MM: Final = 5.0
"""Widest ink that is no shade of the paper."""


def measure_darkness(picture: Grey, dots: float) -> Darkness:
    """How dark each dot is against the paper around it; uneven light and tinted paper are evened out.

    Args:
        picture: A grey picture.
        dots: Dots to the millimetre.
    """
    height, width = picture.shape
    small = cv2.resize(picture, (-(-width // _STEP), -(-height // _STEP)), interpolation=cv2.INTER_AREA)
    side = round(_STROKE_MM * dots / _STEP) | 1
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    paper = cv2.blur(cv2.medianBlur(paper, 5), (side, side))
    whole = cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR).astype(np.float32)
    return np.clip(1 - picture / np.maximum(whole, 24), 0, 1).astype(np.float32)
