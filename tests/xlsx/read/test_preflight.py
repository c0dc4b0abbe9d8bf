import io
import struct
import zipfile

import pytest

from shuzhi_xl.xlsx.read.canonical_values import RefusedError
from shuzhi_xl.xlsx.read.preflight import refuse_declarations, repack, unpack
from tests.xlsx.returned_books import package, parts_of, zipped


def reason(content: bytes) -> tuple[str, object]:
    with pytest.raises(RefusedError) as refused:
        refuse_declarations(unpack(content))
    return refused.value.code, refused.value.context.get("reason")


def test_a_good_book_is_unpacked_whole() -> None:
    book = package()
    assert unpack(book) == parts_of(book)
    assert unpack(repack(unpack(book))) == unpack(book)


def test_a_bomb_is_stopped_by_its_real_size() -> None:
    assert reason(zipped({"xl/a.xml": bytes(21 * 1024**2)})) == ("file_too_big", None)


def test_a_directory_that_lies_about_the_size_is_damaged() -> None:
    raw = bytearray(zipped({"a": b"x" * 5000}))
    for magic, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = raw.find(magic) + offset
        raw[at : at + 4] = struct.pack("<I", 10)
    assert reason(bytes(raw)) == ("file_damaged", None)


@pytest.mark.parametrize(("folder", "most"), [("", 1000), ("xl/media/", 10_000)], ids=["parts", "pictures"])
def test_too_many_parts(folder: str, most: int) -> None:
    parts = {f"{folder}{number}": b"" for number in range(most + 1)}
    assert reason(zipped(parts))[0] == "file_suspicious"
    parts.popitem()
    assert len(unpack(zipped(parts))) == most


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_repeated_part() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("xl/workbook.xml", "a")
        archive.writestr("xl/Workbook.xml", "b")
    assert reason(target.getvalue()) == ("file_suspicious", "部件重名")


@pytest.mark.parametrize("name", ["../a.xml", "xl/../../a", "/etc/a", "C:/a"])
def test_names_that_climb_out(name: str) -> None:
    assert reason(zipped({name: b""})) == ("file_suspicious", "部件名称越出文件")


@pytest.mark.parametrize("name", ["xl/vbaProject.bin", "XL/VBAPROJECT.BIN", "xl/macrosheets/sheet1.xml"])
def test_macros(name: str) -> None:
    assert reason(zipped({name: b""})) == ("file_macros", None)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("text", ["<!DOCTYPE a>", '<a><!ENTITY x "y">'])
def test_document_types_in_any_encoding(text: str, encoding: str) -> None:
    assert reason(zipped({"xl/a.xml": text.encode(encoding)}))[0] == "file_suspicious"


def test_old_office_manifests_and_plain_text_may_name_a_document_type() -> None:
    refuse_declarations({"META-INF/manifest.xml": b"<!DOCTYPE m>", "a.bin": b"\x01<!DOCTYPE m>"})


def test_an_encrypted_archive() -> None:
    raw = bytearray(zipped({"a": b"x"}))
    raw[raw.find(b"PK\x01\x02") + 8] |= 1
    assert reason(bytes(raw)) == ("file_encrypted", None)


def test_backslashes_in_names_are_folders() -> None:
    assert list(unpack(zipped({"xl\\workbook.xml": b"", "xl/leer/": b""}))) == ["xl/workbook.xml"]
