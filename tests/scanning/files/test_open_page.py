"""Pages of picture files of any usual kind, and files that are refused."""

import io
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from shuzhi_xl.scanning.files.open_page import (
    LIMITS,
    FileFault,
    FileLimits,
    FileRefused,
    count_pages,
    open_page,
)

GREY = np.full((220, 160), 255, np.uint8)
GREY[20:60, 30:90] = 0


def saved(kind: str, mode: str = "L", pages: int = 1, **options: Any) -> bytes:
    deep = Image.fromarray(GREY.astype(np.uint16) * 257)
    image = deep if mode == "I;16" else Image.fromarray(GREY).convert(mode)
    buffer = io.BytesIO()
    more = {"save_all": True, "append_images": [image] * (pages - 1)} if pages > 1 else {}
    image.save(buffer, kind, **more, **options)
    return buffer.getvalue()


def put(folder: Path, content: bytes) -> Path:
    path = folder / "扫描.dat"
    path.write_bytes(content)
    return path


def fault(path: Path, limits: FileLimits = LIMITS) -> FileFault:
    with pytest.raises(FileRefused) as refused:
        open_page(path, 1, limits)
    return refused.value.fault


@pytest.mark.parametrize(
    "content",
    [
        saved("PNG"),
        saved("PNG", "1"),
        saved("PNG", "P"),
        saved("PNG", "RGBA"),
        saved("PNG", "I;16"),
        saved("BMP", "RGB"),
        saved("JPEG", quality=95),
        saved("JPEG", "CMYK", quality=95),
        saved("TIFF", "1", compression="group4"),
        saved("TIFF", "1", compression="group3"),
        saved("TIFF", compression="jpeg"),
    ],
    ids=lambda content: str(len(content)),
)
def test_every_kind_of_picture_is_the_same_grey_page(content: bytes, tmp_path: Path) -> None:
    page = open_page(put(tmp_path, content), 1)
    assert page.picture.shape == GREY.shape
    assert page.picture[35:45, 50:70].max() < 20
    assert page.picture[100:].min() > 235


def test_a_photograph_stands_as_its_camera_says(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    page = open_page(put(tmp_path, saved("JPEG", exif=exif, dpi=(200, 200))), 1)
    assert (page.picture.shape, page.stated) == ((160, 220), 200)


def test_pages_of_one_file_are_opened_one_by_one(tmp_path: Path) -> None:
    for kind in ("TIFF", "PDF"):
        path = put(tmp_path, saved(kind, pages=3))
        assert count_pages(path) == 3
        assert open_page(path, 3).picture.min() < 60
        with pytest.raises(FileRefused):
            open_page(path, 4)


def test_a_page_has_one_digest_wherever_it_lies(tmp_path: Path) -> None:
    """In another file, and with another page before it; another page has another one."""
    first, second = Image.fromarray(GREY), Image.fromarray(GREY[::-1])

    def bind(*pages: Image.Image) -> Path:
        path = tmp_path / f"{len([*tmp_path.iterdir()])}.pdf"
        pages[0].save(path, "PDF", save_all=True, append_images=pages[1:])
        return path

    alone, behind = open_page(bind(first), 1).digest, open_page(bind(second, first), 2).digest
    assert (alone == behind, alone == open_page(bind(second), 1).digest, len(alone)) == (True, False, 64)


def bomb() -> bytes:
    """A picture of 900 million dots in a few bytes."""
    content = bytearray(saved("PNG"))
    content[16:24] = (30_000).to_bytes(4, "big") * 2
    content[29:33] = zlib.crc32(content[12:29]).to_bytes(4, "big")
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", FileFault.NO_PICTURE),
        (b"not a picture", FileFault.NO_PICTURE),
        (b"%PDF-1.7 and nothing", FileFault.BROKEN),
        (saved("JPEG")[:400], FileFault.BROKEN),
        (saved("GIF"), FileFault.NO_PICTURE),
    ],
    ids=["empty", "text", "pdf", "truncated", "gif"],
)
def test_what_cannot_be_opened_is_refused(content: bytes, reason: FileFault, tmp_path: Path) -> None:
    assert fault(put(tmp_path, content)) == reason


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_a_picture_of_too_many_dots_is_not_unpacked(tmp_path: Path) -> None:
    assert fault(put(tmp_path, bomb())) is FileFault.TOO_LARGE
    assert fault(put(tmp_path, saved("PNG")), FileLimits(dots=1000)) is FileFault.TOO_LARGE
    assert fault(put(tmp_path, saved("PDF")), FileLimits(dots=1000)) is FileFault.TOO_LARGE
    assert fault(put(tmp_path, saved("PNG")), FileLimits(size=10)) is FileFault.TOO_LARGE
    assert fault(put(tmp_path, saved("TIFF", pages=3)), FileLimits(pages=2)) is FileFault.TOO_MANY_PAGES
