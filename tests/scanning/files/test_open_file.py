"""Files of pictures: every kind a scanner makes, and hostile ones refused before they fill the memory."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from shuzhi_xl.rules.scanning.page_reading import Refusal
from shuzhi_xl.scanning.files.open_file import open_file
from shuzhi_xl.scanning.files.picture import Picture, PictureRefused

A4 = (1240, 1754)


def scan(mode: str = "L", size: tuple[int, int] = A4) -> Image.Image:
    grey = np.full((size[1], size[0]), 240, np.uint8)
    grey[100:300, 100:500] = 20
    # Without dithering, as a copier does it
    return Image.fromarray(grey).point(lambda tone: 255 * (tone > 128) if mode == "1" else tone).convert(mode)


def read(path: Path, index: int = 1) -> Picture:
    file = open_file(path)
    try:
        return file.read(index)
    finally:
        file.close()


def refusal(path: Path, index: int = 1) -> Refusal:
    with pytest.raises(PictureRefused) as refused:
        read(path, index)
    return refused.value.refusal


@pytest.mark.parametrize(
    ("name", "mode", "options"),
    [
        ("grey.jpg", "L", {"quality": 85}),
        ("colour.jpg", "RGB", {}),
        ("press.jpg", "CMYK", {}),
        ("fax.tif", "1", {"compression": "group4", "dpi": (150, 150)}),
        ("grey.tif", "L", {"compression": "tiff_lzw", "dpi": (150, 150)}),
        ("photo.tif", "RGB", {"compression": "jpeg"}),
        ("plain.png", "L", {}),
        ("palette.png", "P", {}),
        ("clear.png", "RGBA", {}),
        ("deep.png", "I;16", {}),
        ("plain.bmp", "L", {}),
        ("scan.pdf", "RGB", {"resolution": 150}),
    ],
)
def test_all_kinds_of_pictures_are_read_grey(
    tmp_path: Path, name: str, mode: str, options: dict[str, Any]
) -> None:
    path = tmp_path / name
    image = scan("L" if mode == "I;16" else mode)
    if mode == "I;16":
        image = Image.fromarray(np.asarray(image).astype(np.uint16) * 257)
    image.save(path, **options)
    picture = read(path)
    scale = picture.grey.shape[1] / A4[0]
    assert picture.grey.dtype == np.uint8
    assert np.median(picture.grey) >= 230
    assert picture.grey[round(200 * scale), round(300 * scale)] < 60
    stated = picture.stated
    assert (stated is not None) == (name in {"scan.pdf", "fax.tif", "grey.tif"})


def test_pages_of_a_file_are_read_by_number(tmp_path: Path) -> None:
    path = tmp_path / "many.tif"
    pages = [Image.fromarray(np.full((300, 200), 40 * number, np.uint8)) for number in (1, 2, 3)]
    pages[0].save(path, save_all=True, append_images=pages[1:])
    assert [int(read(path, index).grey[0, 0]) for index in (3, 1, 2)] == [120, 40, 80]


def test_photographs_are_turned_as_the_camera_was_held(tmp_path: Path) -> None:
    path = tmp_path / "phone.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6
    scan(size=(1600, 1200)).save(path, exif=exif, dpi=(72, 72))
    picture = read(path)
    assert picture.grey.shape == (1600, 1200)
    assert picture.stated is None


def test_many_dots_are_made_fewer(tmp_path: Path) -> None:
    path = tmp_path / "fine.tif"
    scan("1", (4960, 7016)).save(path, compression="group4", dpi=(600, 600))
    picture = read(path)
    assert max(picture.grey.shape) == 2600
    assert picture.stated == pytest.approx(600 * 2600 / 7016)


@pytest.mark.parametrize(("long", "short"), [(4000, 3000), (8000, 6000)], ids=["12", "48"])
def test_a_photograph_keeps_the_dots_that_a_page_on_it_needs(tmp_path: Path, long: int, short: int) -> None:
    """Of a page that fills three quarters of its height, 150 to the inch."""
    path = tmp_path / "phone.jpg"
    Image.new("RGB", (long, short), (230, 225, 220)).save(path)
    assert max(read(path).grey.shape) * 0.75 / (297 / 25.4) > 150


def test_pages_of_a_file_may_have_different_sizes_and_each_is_refused_alone(tmp_path: Path) -> None:
    path = tmp_path / "mixed.tif"
    sizes = (A4, (400, 300), A4)
    pages = [scan(size=size) for size in sizes]
    pages[0].save(path, save_all=True, append_images=pages[1:], dpi=(200, 200))
    path.write_bytes(state_height(path.read_bytes(), 1_000_000))
    assert [read(path, index).grey.shape[::-1] for index in (1, 2)] == [*sizes[:2]]
    assert refusal(path, 3) is Refusal.TOO_LARGE


def bomb(path: Path) -> None:
    """A PNG of 30,000 × 30,000 dots in a few kilobytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 0, 0, 0, 0)
    data = zlib.compress(bytes(1_000_000))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b""))


def tiff_bomb(path: Path) -> None:
    Image.new("1", (12_000, 12_000)).save(path, "TIFF", compression="group4")


def many_pages(path: Path) -> None:
    """A PDF of 5,000 pages, all of them one object."""
    kids = b"3 0 R " * 5000
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 5000/Kids[" + kids + b"]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
    ]
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, item in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj" % number + item + b"endobj\n")
    table = out.tell()
    out.write(b"xref\n0 4\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % table)
    path.write_bytes(out.getvalue())


def test_a_long_document_shows_each_page_whatever_was_shown_before(tmp_path: Path) -> None:
    path = tmp_path / "stack.pdf"
    tones = [5 * page for page in range(40)]
    first, *rest = [Image.new("L", (200, 280), tone) for tone in tones]
    first.save(path, save_all=True, append_images=rest, resolution=25)
    file = open_file(path)
    order = [*range(40), 0, 39]
    shown = [float(np.median(file.read(page + 1).grey)) for page in order]
    file.close()
    assert shown == pytest.approx([tones[page] for page in order], abs=2)


def pdf_bomb(path: Path) -> None:
    """A PDF page with a picture that states 30,000 × 30,000 dots."""
    scan().save(path, "PDF")
    data = path.read_bytes()
    data = re.sub(rb"/Width \d+", b"/Width 30000", data)
    path.write_bytes(re.sub(rb"/Height \d+", b"/Height 30000", data))


def truncated(path: Path) -> None:
    buffer = io.BytesIO()
    scan().save(buffer, "JPEG")
    path.write_bytes(buffer.getvalue()[: len(buffer.getvalue()) // 2])


def text(path: Path) -> None:
    path.write_text("这不是图片", encoding="utf-8")


def broken_pdf(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 8)


def encrypted_pdf(path: Path) -> None:
    """A PDF whose password is not the empty one: its entry of a user's password fits none."""
    scan().save(path, "PDF")
    lock = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%b>/U<%b>>>/ID[<00><00>]" % (b"41" * 32, b"42" * 32)
    start, trailer, end = path.read_bytes().rpartition(b"trailer\n<<")
    path.write_bytes(start + trailer + lock + end)


def word_document(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", "<document/>")
        # Stored as it is, this is in the first bytes of the file
        package.writestr("附件.pdf", "%PDF-1.7")


def state_height(data: bytes, height: int) -> bytes:
    """A TIFF whose last page states a height in dots that it has not."""
    start, field, end = data.rpartition(struct.pack("<HHI", 257, 4, 1))
    return start + field + struct.pack("<I", height) + end[4:]


def higher_than_its_strips(path: Path) -> None:
    scan().save(path, "TIFF", compression="tiff_lzw")
    path.write_bytes(state_height(path.read_bytes(), 9_000))


def animation(path: Path) -> None:
    scan("P").save(path, "GIF")


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (bomb, Refusal.TOO_LARGE),
        (tiff_bomb, Refusal.TOO_LARGE),
        (pdf_bomb, Refusal.TOO_LARGE),
        (many_pages, Refusal.TOO_MANY),
        (truncated, Refusal.BROKEN),
        (text, Refusal.BROKEN),
        (Path.touch, Refusal.BROKEN),
        (broken_pdf, Refusal.BROKEN),
        (encrypted_pdf, Refusal.ENCRYPTED),
        (word_document, Refusal.BROKEN),
        (higher_than_its_strips, Refusal.BROKEN),
        (animation, Refusal.BROKEN),
        (Path.mkdir, Refusal.BROKEN),
    ],
)
def test_hostile_files_are_refused(tmp_path: Path, make: Callable[[Path], object], reason: Refusal) -> None:
    path = tmp_path / "收到的图片.pdf"
    make(path)
    assert refusal(path) is reason
