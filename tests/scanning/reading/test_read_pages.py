"""Whole files read by child processes: every page has its result, in order, whatever is beside it."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image

from shuzhi_xl.rules.scanning.page_reading import PageReading, Refusal, RowVerdict
from shuzhi_xl.scanning.alignment.align_page import align_page
from shuzhi_xl.scanning.reading.messages import PageRequest, reading_from_bytes, reading_to_bytes
from shuzhi_xl.scanning.reading.page_pictures import read_page_pictures
from shuzhi_xl.scanning.reading.page_reader import PageReader
from shuzhi_xl.scanning.reading.read_pages import read_pages
from tests.scanning.drawn_ballots import DrawnPage
from tests.scanning.pens import TICK, MarkedPage


@pytest.fixture(scope="session")
def ticked(drawn_pages: Sequence[DrawnPage]) -> Image.Image:
    """The full page with a tick in each row but the last."""
    page = drawn_pages[0]
    picture = page.at(200)
    marked = MarkedPage(align_page(picture, 200, {page.layout.code: page.layout}.get), picture.copy())
    for row in range(19):
        marked.draw(row, row % 4, TICK)
    return Image.fromarray(marked.picture)


@pytest.fixture
def folder(tmp_path: Path, ticked: Image.Image, drawn_pages: Sequence[DrawnPage]) -> Path:
    second = Image.fromarray(drawn_pages[1].at(200))
    blank = Image.new("L", ticked.size, 250)
    ticked.save(tmp_path / "a.pdf", save_all=True, append_images=[blank, second], resolution=200)
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7 broken")
    ticked.rotate(180).save(tmp_path / "c.jpg", quality=85)
    return tmp_path


def read(folder: Path, pages: Sequence[DrawnPage]) -> list[PageReading]:
    files = [(path, path.name) for path in sorted(folder.iterdir())]
    return [*read_pages(files, {page.layout.code: page.layout for page in pages})]


def test_every_page_has_its_result(folder: Path, drawn_pages: Sequence[DrawnPage]) -> None:
    pages = read(folder, drawn_pages)
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
    assert [page.digest for page in read(folder, drawn_pages)] == [page.digest for page in pages]


def test_a_page_is_drawn_upright(folder: Path, drawn_pages: Sequence[DrawnPage]) -> None:
    layouts = {page.layout.code: page.layout for page in drawn_pages}
    pages = [(folder / "c.jpg", "c.jpg", 1), (folder / "b.pdf", "b.pdf", 1)]
    upright, broken = read_page_pictures(pages, layouts)
    assert upright.picture.startswith(b"\xff\xd8")
    assert upright.code == drawn_pages[0].layout.code
    assert upright.digest == read(folder, drawn_pages)[4].digest
    assert broken.missing


def test_a_reply_that_is_none_is_noticed(folder: Path, drawn_pages: Sequence[DrawnPage]) -> None:
    reader = PageReader({page.layout.code: page.layout for page in drawn_pages})
    request = PageRequest("page", folder / "a.pdf", "a.pdf", 1)
    reading = reader.read(*request[1:])
    assert reading_from_bytes(reading_to_bytes(reading), request) == reading
    for reply in (b"", b"[]", b'{"a": 1}', b"[1,2,3,4,5,6,7,8,9]"):
        with pytest.raises(ValueError, match="no reply"):
            reading_from_bytes(reply, request)
