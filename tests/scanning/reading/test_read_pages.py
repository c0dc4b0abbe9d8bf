"""Whole files read by child processes: every page has its result, in order, whatever is beside it."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from shuzhi_xl.rules.scanning.page_layout import PageLayout
from shuzhi_xl.rules.scanning.page_reading import PageReading, Refusal, RowVerdict
from shuzhi_xl.scanning.alignment.align_page import AlignedPicture
from shuzhi_xl.scanning.reading import read_pages as read_pages_module
from shuzhi_xl.scanning.reading.messages import COUNT, PageRequest, reading_from_bytes, reading_to_bytes
from shuzhi_xl.scanning.reading.page_pictures import read_page_pictures
from shuzhi_xl.scanning.reading.page_reader import PageReader
from shuzhi_xl.scanning.reading.read_pages import read_pages
from shuzhi_xl.scanning.reading.task import SCAN
from shuzhi_xl.xlsx.children.child import Child
from shuzhi_xl.xlsx.children.task import ChildTask
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


_OUTLAW = """
import os
from shuzhi_xl.scanning.reading.page_reader import PageReader
from shuzhi_xl.xlsx.children.child_main import main
read = PageReader.read
PageReader.read = lambda reader, *page: os._exit(139) if page[-1] == 2 else read(reader, *page)
PageReader.count = lambda reader, path: 10 ** 9 if path.suffix == ".jpg" else 3
main()
"""


def test_a_page_over_which_children_die_and_a_number_of_pages_that_cannot_be_are_refused_alone(
    folder: Path, layouts: Mapping[str, PageLayout], monkeypatch: pytest.MonkeyPatch
) -> None:
    def start(task: ChildTask[Any, Any], opening: bytes) -> Child:
        return Child([sys.executable, "-c", _OUTLAW, task.address], opening, task.limits)

    monkeypatch.setattr(read_pages_module, "start_child", start)
    pages = read_pages([(folder / name, name) for name in ("c.jpg", "a.pdf")], layouts)
    assert [(page.file, page.index, page.refusal) for page in pages] == [
        ("c.jpg", 1, Refusal.BROKEN), ("a.pdf", 1, None), ("a.pdf", 2, Refusal.BROKEN), ("a.pdf", 3, None),
    ]  # fmt: skip


@pytest.mark.parametrize("reply", ["[null, 1000000000]", "[null, 0]", "[null, -1]", "[null, 1e999]"])
def test_a_number_of_pages_that_cannot_be_is_no_reply(folder: Path, reply: str) -> None:
    request = PageRequest(COUNT, folder / "a.pdf", "a.pdf")
    with pytest.raises(ValueError, match="no reply"):
        SCAN.from_bytes(reply.encode(), request)
    assert SCAN.from_bytes(b"[null, 2000]", request) == 2000


def test_a_page_is_drawn_upright(
    folder: Path, layouts: Mapping[str, PageLayout], pages: Sequence[PageReading]
) -> None:
    requests = [(folder / "c.jpg", "c.jpg", 1), (folder / "b.pdf", "b.pdf", 1)]
    upright, broken = read_page_pictures(requests, layouts)
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
