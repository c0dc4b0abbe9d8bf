"""A page of a file, opened, aligned and drawn upright (抽查)."""

from collections.abc import Mapping
from pathlib import Path

import cv2

from shuzhi_xl.rules.scanning.audit_content import PagePicture
from shuzhi_xl.rules.scanning.page_layout import PageLayout
from shuzhi_xl.scanning.alignment.align_page import align_page
from shuzhi_xl.scanning.alignment.aligned_page import PageRefused
from shuzhi_xl.scanning.alignment.upright_page import draw_upright
from shuzhi_xl.scanning.files.open_page import FileRefused, open_page


def draw_page(path: Path, page: int, layouts: Mapping[str, PageLayout]) -> PagePicture | None:
    """Draw a page upright; None where it cannot be read.

    Args:
        path: The file.
        page: Number of the page in it, from 1.
        layouts: Layouts by code.
    """
    cv2.setNumThreads(1)
    try:
        opened = open_page(path, page)
        aligned = align_page(opened.picture, opened.stated, layouts.get)
    except (FileRefused, PageRefused):
        return None
    picture, size = draw_upright(aligned)
    return PagePicture(picture, size, aligned.layout.code, "", opened.digest)
