"""Returned files that are not read, and what is said about them."""

from pathlib import Path

import pytest

from shuzhi_xl.findings import Severity
from shuzhi_xl.wording.findings.intake import INTAKE
from shuzhi_xl.xlsx.read.calamine import read_calamine
from shuzhi_xl.xlsx.read.canonical_values import RefusedError
from shuzhi_xl.xlsx.read.read_twice import ReturnedFile, read_returned
from tests.xlsx.returned_books import (
    biff,
    biff_5,
    compound,
    encrypted,
    one_sheet,
    package,
    parts_of,
    read,
    zipped,
)


def refusal(returned_file: ReturnedFile) -> str:
    assert (returned_file.first, returned_file.second) == (None, None)
    assert returned_file.refusal is not None
    assert returned_file.refusal.at.file == returned_file.file
    assert INTAKE[returned_file.refusal.code].format_map(returned_file.refusal.context)
    return returned_file.refusal.code


def test_another_password_is_asked_to_be_taken_off(tmp_path: Path) -> None:
    assert refusal(read(tmp_path, encrypted("月溪"))) == "file_encrypted"


@pytest.mark.parametrize(
    "name",
    ["~$测评表.xlsx", ".~lock.测评表.xlsx#", "子夹/.DS_Store", "子夹\\Thumbs.db", "desktop.ini", "~WRL1.tmp"],
)
def test_litter_is_skipped_mildly(tmp_path: Path, name: str) -> None:
    returned_file = read(tmp_path, b"x", name)
    assert refusal(returned_file) == "file_litter"
    assert returned_file.refusal is not None
    assert returned_file.refusal.severity is Severity.NOTICE


WORD = zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<document/>"})
SLIDES = zipped({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p/>"})
FLAT_ODF = (
    '<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">'
    '<table:table table:name="录票"/></office:document>'
).encode()
EXCEL_2003 = (
    b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
    b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Table/></Workbook>'
)
ODT = zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"})


@pytest.mark.parametrize(
    ("content", "code", "severity"),
    [
        (b"", "file_empty", Severity.BLOCKING),
        (b"sent by mail\n%PDF-1.4", "file_pdf", Severity.NOTICE),
        (b"\x80", "file_other", Severity.NOTICE),
        (b"%PDF-1.7 ...", "file_pdf", Severity.NOTICE),
        (b"\x89PNG\r\n", "file_picture", Severity.NOTICE),
        (b"\xff\xd8\xff\xe0", "file_picture", Severity.NOTICE),
        (b"Rar!\x1a", "file_archive", Severity.BLOCKING),
        (zipped({"测评表.xlsx": package()}), "file_archive", Severity.BLOCKING),
        (zipped({}), "file_archive", Severity.BLOCKING),
        (WORD, "file_word", Severity.NOTICE),
        (ODT, "file_word", Severity.NOTICE),
        (zipped({"mimetype": "application/epub+zip"}), "file_other", Severity.NOTICE),
        (SLIDES, "file_slides", Severity.NOTICE),
        (zipped({"[Content_Types].xml": "", "xl/workbook.bin": b"\x83"}), "file_binary", Severity.BLOCKING),
        (compound({"WordDocument": b"x"}), "file_word", Severity.NOTICE),
        (compound({"PowerPoint Document": b"x"}), "file_slides", Severity.NOTICE),
        (compound({"Notes": b"x"}), "file_other", Severity.NOTICE),
        (b"\x09\x04\x06\x00\x00\x00\x10\x00", "file_old", Severity.BLOCKING),
        ("<html><table><tr><td>好".encode("gb18030"), "file_web_page", Severity.BLOCKING),
        (b'<?xml version="1.0"?><Workbook/>', "file_xml", Severity.BLOCKING),
        (FLAT_ODF, "file_xml", Severity.BLOCKING),
        (EXCEL_2003, "file_xml", Severity.BLOCKING),
        ("编号,评价\nV001,好".encode("gb18030"), "file_text", Severity.NOTICE),
        ("编号\t评价".encode("utf-16"), "file_text", Severity.NOTICE),
        (b"\x00\x01\x02\x03", "file_other", Severity.NOTICE),
        (b"PK\x03\x04 and then nothing", "file_damaged", Severity.BLOCKING),
        (package()[:-200], "file_damaged", Severity.BLOCKING),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 600, "file_damaged", Severity.BLOCKING),
        (compound({"Workbook": b"\x09\x08\x10\x00\x00\x06\x05\x00"}), "file_damaged", Severity.BLOCKING),
        (biff({}, lock=b"\x2f\x00\x04\x00" + bytes(4)), "file_encrypted", Severity.BLOCKING),
        (compound({"Workbook": b"no records"}), "file_damaged", Severity.BLOCKING),
    ],
)
def test_other_files_are_refused_by_what_they_are(
    tmp_path: Path, content: bytes, code: str, severity: Severity
) -> None:
    returned_file = read(tmp_path, content)
    assert refusal(returned_file) == code
    assert returned_file.refusal is not None
    assert returned_file.refusal.severity is severity


def test_a_book_with_macros_is_refused_with_advice(tmp_path: Path) -> None:
    with_macros = zipped({**parts_of(package()), "xl/vbaProject.bin": b"x"})
    assert refusal(read(tmp_path, with_macros)) == "file_macros"


def test_a_file_that_is_too_big_is_refused(tmp_path: Path) -> None:
    assert refusal(read(tmp_path, bytes(20 * 1024**2 + 1))) == "file_too_big"


def test_a_file_that_is_gone_or_locked_says_so(tmp_path: Path) -> None:
    assert refusal(read_returned(tmp_path / "gone", "a.xlsx")) == "file_missing"
    assert refusal(read_returned(tmp_path, "a.xlsx")) == "file_locked"


def test_content_far_apart_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    far = one_sheet(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    )
    returned_file = read(tmp_path, far)
    assert refusal(returned_file) == "file_spread"
    assert returned_file.refusal is not None
    assert returned_file.refusal.context["cell"] == "XFD1048576"


def test_a_sheet_with_far_too_many_cells_is_refused(tmp_path: Path) -> None:
    assert refusal(read(tmp_path, one_sheet("<row>" + "<c/>" * 400_001 + "</row>"))) == "file_crowded"


def test_the_first_reader_refuses_what_it_cannot_open() -> None:
    with pytest.raises(RefusedError, match="file_damaged"):
        read_calamine(b"no workbook")


def test_a_book_that_one_reader_cannot_read_is_not_called_damaged(tmp_path: Path) -> None:
    odd = one_sheet('<row r="1"><c r="A1" t="e"><v>#</v></c></row>')
    assert refusal(read(tmp_path, odd)) == "file_unusual"


def test_a_book_of_before_excel_97_without_its_sheets_names_is_called_old(tmp_path: Path) -> None:
    assert refusal(read(tmp_path, biff_5("Sheet1"))) == "file_old"


def test_a_refused_file_is_still_recognised_by_its_bytes(tmp_path: Path) -> None:
    returned_file = read(tmp_path, b"%PDF-")
    assert (returned_file.size, len(returned_file.hash)) == (5, 64)
