"""Pages as a file tells them, and none where it does not."""

import zipfile
from pathlib import Path

import pytest

from shuzhi_xl.sheets.outgoing.archive import PageCount
from shuzhi_xl.xlsx.archive.page_counts import count_pages

PLAIN = b"%PDF-1.4\n<</Type /Pages /Kids [2 0 R] /Count 12>>\n<</Count 5 /Type/Pages>>\n%%EOF\n"
BOOK = b'<sheets><sheet name="a"/><sheet name="b"/><x:sheet name="c" state="veryHidden"/></sheets>'


def zipped(path: Path, part: str, content: bytes) -> Path:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(part, content)
    return path


@pytest.mark.parametrize(
    ("name", "content", "pages"),
    [
        ("a.pdf", PLAIN, 12),
        ("changed later.pdf", PLAIN + PLAIN, None),
        ("compressed.pdf", b"%PDF-1.5\n/ObjStm\n%%EOF", None),
        ("crowded.pdf", b"/Type/Pages " * 6000 + PLAIN, None),
        ("empty.pdf", b"", None),
        ("a.JPG", b"", 1),
        ("a.tif", b"II*", None),
        ("no workbook.xlsx", b"x", None),
        ("a.txt", b"x", None),
    ],
)
def test_pages(tmp_path: Path, name: str, content: bytes, pages: int | None) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert count_pages(path) == (PageCount(pages) if pages else None)


def test_a_word_document_says_its_pages_if_word_saved_it(tmp_path: Path) -> None:
    app = zipped(tmp_path / "a.docx", "docProps/app.xml", b"<P><Pages>3</Pages></P>")
    assert count_pages(app) == PageCount(3)
    assert count_pages(zipped(tmp_path / "b.docx", "docProps/app.xml", b"<P/>")) is None
    assert count_pages(zipped(tmp_path / "c.docx", "word/document.xml", b"")) is None


def test_a_workbook_has_the_sheets_that_it_shows(tmp_path: Path) -> None:
    assert count_pages(zipped(tmp_path / "a.xlsx", "xl/workbook.xml", BOOK)) == PageCount(
        2, is_of_sheets=True
    )
    assert count_pages(zipped(tmp_path / "b.xlsx", "xl/workbook.xml", b"")) is None
    assert count_pages(zipped(tmp_path / "c.xlsm", "x", b"")) is None


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b" " * (8 << 20) + BOOK)
    assert count_pages(path) is None
