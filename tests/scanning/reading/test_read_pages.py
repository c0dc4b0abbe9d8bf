"""Whole files read by child processes: every page has its result, in order, whatever is beside it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from PIL import Image

from shuzhi_xl.rules.scanning.page_layout import PageLayout
from shuzhi_xl.rules.scanning.page_reading import PageReading, Refusal, RowVerdict
from shuzhi_xl.scanning.alignment.align_page import AlignedPicture
from shuzhi_xl.scanning.reading.messages import PageRequest, reading_from_bytes, reading_to_bytes
from shuzhi_xl.scanning.reading.page_pictures import read_page_pictures
from shuzhi_xl.scanning.reading.page_reader import PageReader
from shuzhi_xl.scanning.reading.read_pages import read_pages
from tests.scanning.drawn_ballots import DrawnPage
from tests.scanning.pens import TICK, MarkedPage


@pytest.fixture(scope="session")
def ticked(plain_page: AlignedPicture) -> Image.Image:
    """The full page with a tick in each row but the last."""
    marked = MarkedPage(plain_page, plain_page.picture.copy())
    for row in range(19):
        marked.draw(row, row % 4, TICK)
    return Image.fromarray(marked.picture)


@pytest.fixture(scope="session")
def folder(
    tmp_path_factory: pytest.TempPathFactory, ticked: Image.Image, drawn_pages: Sequence[DrawnPage]
) -> Path:
    folder = tmp_path_factory.mktemp("scans")
    second = Image.fromarray(drawn_pages[1].at(200))
    blank = Image.new("L", ticked.size, 250)
    ticked.save(folder / "a.pdf", save_all=True, append_images=[blank, second], resolution=200)
    (folder / "b.pdf").write_bytes(b"%PDF-1.7 broken")
    ticked.rotate(180).save(folder / "c.jpg", quality=85)
    return folder


@pytest.fixture(scope="session")
def layouts(drawn_pages: Sequence[DrawnPage]) -> Mapping[str, PageLayout]:
    return {page.layout.code: page.layout for page in drawn_pages}


@pytest.fixture(scope="session")
def pages(folder: Path, layouts: Mapping[str, PageLayout]) -> Sequence[PageReading]:
    """What the children read."""
    return [*read_pages([(path, path.name) for path in sorted(folder.iterdir())], layouts)]


def test_every_page_has_its_result(pages: Sequence[PageReading]) -> None:
    assert [(page.file, page.index, page.refusal) for page in pages] == [
        ("a.pdf", 1, None), ("a.pdf", 2, Refusal.BLANK), ("a.pdf", 3, None), ("b.pdf", 1, Refusal.BROKEN),
        ("c.jpg", 1, None),
    ]  # fmt: skip
    first, upside_down = pages[0], pages[4]
    expected = [*(RowVerdict(row % 4) for row in range(19)), RowVerdict(None, ("blank",))]
    assert first.verdicts == upside_down.verdicts == expected
    assert [*first.pictures] == [19]
    assert first.pictures[19].startswith(b"\x89PNG")
    assert len(first.pictures[19]) < 15_000
    assert first.number_picture.startswith(b"\x89PNG")
    assert first.digest != upside_down.digest


def test_a_page_is_drawn_upright(
    folder: Path, layouts: Mapping[str, PageLayout], pages: Sequence[PageReading]
) -> None:
    asked = [(folder / "c.jpg", "c.jpg", 1), (folder / "b.pdf", "b.pdf", 1)]
    upright, broken = read_page_pictures(asked, layouts)
    assert upright.picture.startswith(b"\xff\xd8")
    assert (upright.code, upright.digest) == (pages[4].code, pages[4].digest)
    assert upright.code in layouts
    assert broken.missing


def test_a_reply_that_is_none_is_noticed(
    folder: Path, layouts: Mapping[str, PageLayout], pages: Sequence[PageReading]
) -> None:
    request = PageRequest("page", folder / "a.pdf", "a.pdf", 1)
    reading = PageReader(layouts).read(*request[1:])
    # Read again, and by another process, a page has the same digest
    assert reading == pages[0]
    assert reading_from_bytes(reading_to_bytes(reading), request) == reading
    for reply in (b"", b"[]", b'{"a": 1}', b"[1,2,3,4,5,6,7,8,9]"):
        with pytest.raises(ValueError, match="no reply"):
            reading_from_bytes(reply, request)
