"""Single pages, drawn upright by a child process."""

import io
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
from PIL import Image

from shuzhi_xl.scanning.files.open_page import open_page
from shuzhi_xl.scanning.reading.page_pictures import read_page_pictures
from shuzhi_xl.wording.scanning.audit import UNREADABLE
from tests.scanning.drawn_ballots import DrawnPage


def test_each_page_is_drawn_or_unreadable(drawn_pages: Sequence[DrawnPage], tmp_path: Path) -> None:
    """Upside down, broken, not there: the rest goes on, in order."""
    sheets = drawn_pages[:2]
    images = [Image.fromarray(np.ascontiguousarray(np.rot90(page.at(200), 2))) for page in sheets]
    scan, broken, absent = tmp_path / "会场.pdf", tmp_path / "坏.jpg", tmp_path / "没有.pdf"
    images[0].save(scan, "PDF", save_all=True, append_images=images[1:], resolution=200)
    broken.write_bytes(b"\xff\xd8 no picture")
    layouts = {page.layout.code: page.layout for page in sheets}
    pages = [(scan, 2), (broken, 1), (absent, 1), (scan, 1)]
    with closing(read_page_pictures([(path, path.name, page) for path, page in pages], layouts)) as pictures:
        shown = list(pictures)
    codes = [page.layout.code for page in sheets]
    assert [picture.code for picture in shown] == [codes[1], "", "", codes[0]]
    assert [picture.missing for picture in shown] == ["", UNREADABLE, UNREADABLE, ""]
    for picture, number in ((shown[0], 2), (shown[3], 1)):
        assert picture.digest == open_page(scan, number).digest
        image = Image.open(io.BytesIO(picture.picture))
        assert abs(image.width / image.height - picture.size[0] / picture.size[1]) < 0.01
