"""The code of a ballot's page on a picture (二维码)."""

from collections.abc import Iterator
from typing import Final

import cv2
import numpy as np
import zxingcpp

from shuzhi_xl.scanning.alignment.aligned_page import Grey

_LARGE: Final = 2600


def read_codes(picture: Grey) -> frozenset[str]:
    """Read the codes on a picture; more than one where two pages are on it."""
    formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    for view in _views(picture):
        codes = zxingcpp.read_barcodes(view, formats=formats)
        if texts := frozenset(code.text for code in codes if code.text):
            return texts
    return frozenset()


def _views(picture: Grey) -> Iterator[Grey]:
    """The picture as it is, without specks, sharpened, and larger."""
    yield picture
    yield np.asarray(cv2.medianBlur(picture, 3), np.uint8)
    soft = cv2.GaussianBlur(picture, (0, 0), 2)
    yield np.asarray(cv2.addWeighted(picture, 2.0, soft, -1.0, 0), np.uint8)
    if max(picture.shape) < _LARGE:
        yield np.asarray(cv2.resize(picture, None, fx=1.7, fy=1.7, interpolation=cv2.INTER_CUBIC), np.uint8)
