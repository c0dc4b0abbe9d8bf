"""Returned workbooks as bytes, for tests: from openpyxl, changed part by part, or written by hand."""

import io
import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msoffcrypto
from openpyxl import Workbook

from shuzhi_xl.rules.forms.identity import form_number, seal_identity
from shuzhi_xl.sheets.outgoing.forms import Identity
from shuzhi_xl.xlsx.read.read_twice import ReturnedFile, read_returned

KEY = b"a town's own key"
SHEETS: Mapping[str, Sequence[Sequence[Any]]] = {
    "录票": [
        ["编号", "组织名称", "书记姓名", "第1票", "第2票", "第3票"],
        ["票类", None, None, "A票", "B票", None],
        ["V001", "月溪村", "王一", None, None, None],
        ["V002", "竹里村", "李二", "好", " 较好 ", None],
        ["V003", "柳湾村", "张三", "差", None, None],
    ],
    "问卷": [["序号", "票类", "总体评价", "意见建议"], [1, "党员", "好", "多下基层\n多听意见"], [2]],
    "问题自查": [
        ["序号", "问题", "责任人", "责任领导", "整改措施", "整改时限"],
        [1, "学习不够", None, None, None, date(2016, 6, 30)],
        [2, "记录不全", None, None, None, datetime(2016, 6, 30, 8, 30)],  # noqa: DTZ001 -- as a cell holds it
    ],
}


def identity() -> Identity:
    form = form_number(KEY, 2015, "V001", "测评表", 1)
    return seal_identity(
        KEY, year=2015, form=form, kind="测评表", number="V001", meeting="H1", track="村", version="1"
    )


def package(change: Callable[[Workbook], None] | None = None) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in {**SHEETS, "_身份": list(identity().record().items())}.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book["_身份"].sheet_state = "veryHidden"
    if change:
        change(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def parts_of(book: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def sheet_xml(rows: str) -> str:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'


def one_sheet(rows: str, **more_parts: bytes | str) -> bytes:
    """A workbook whose only sheet 录票 has these rows of XML."""

    def blank(book: Workbook) -> None:
        for title in book.sheetnames[1:]:
            del book[title]

    return zipped({**parts_of(package(blank)), "xl/worksheets/sheet1.xml": sheet_xml(rows), **more_parts})


def read(folder: Path, content: bytes, name: str = "收回.xlsx") -> ReturnedFile:
    path = folder / "file"
    path.write_bytes(content)
    return read_returned(path, name)


def cells(returned_file: ReturnedFile, title: str = "录票") -> Mapping[tuple[int, int], Any]:
    """Cells of one sheet, on which both readers must agree."""
    assert returned_file.refusal is None
    assert returned_file.first == returned_file.second
    assert returned_file.first is not None
    return returned_file.first[title].cells


def biff(cells_of: Mapping[tuple[int, int], Any], title: str = "录票", lock: bytes = b"") -> bytes:
    """A small .xls by hand: BIFF8 records in a compound file. Errors are given as their code, in bytes."""
    name = title.encode("utf-16-le")
    tail = struct.pack("<BBBB", 0, 0, len(title), 1) + name
    start = 20 + len(lock) + 8 + len(tail) + 4
    head = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    head += lock + _record(0x85, struct.pack("<I", start) + tail) + _record(0x0A, b"")
    body = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    body += b"".join(_cell(*place, value) for place, value in sorted(cells_of.items()))
    return compound({"Workbook": head + body + _record(0x0A, b"")})


def biff_5(title: str) -> bytes:
    """An empty .xls as Excel 5 wrote it, without Unicode."""
    tail = struct.pack("<BBB", 0, 0, len(title)) + title.encode("ascii")
    head = _record(0x809, struct.pack("<HHHH", 0x500, 5, 0, 0))
    head += _record(0x85, struct.pack("<I", len(head) + 8 + len(tail) + 4) + tail) + _record(0x0A, b"")
    return compound(
        {"Book": head + _record(0x809, struct.pack("<HHHH", 0x500, 0x10, 0, 0)) + _record(0x0A, b"")}
    )


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _cell(row: int, col: int, value: Any) -> bytes:
    place = struct.pack("<HHH", row - 1, col - 1, 0)
    if isinstance(value, bytes | bool):
        error = isinstance(value, bytes)
        return _record(0x205, place + bytes([value[0] if isinstance(value, bytes) else value, error]))
    if isinstance(value, str):
        return _record(0x204, place + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le"))
    return _record(0x203, place + struct.pack("<d", value))


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file ([MS-CFB]) with these streams in its root, each 4096 bytes or longer."""
    end, free, fat_mark = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    fat, sectors, entries = [fat_mark, end], b"", []
    for name, raw in streams.items():
        padded = raw.ljust(4096, b"\0")
        padded += b"\0" * (-len(padded) % 512)
        first, count = len(fat), len(padded) // 512
        fat += [*range(first + 1, first + count), end]
        sectors += padded
        entries.append(_entry(name, 2, first, len(padded)))
    root = _entry("Root Entry", 5, end, 0, child=1)
    directory = b"".join([root, *entries]).ljust(512, b"\0")
    table = struct.pack("<128I", *fat, *[free] * (128 - len(fat)))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += bytes(6) + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0)
    header += struct.pack("<109I", 0, *[free] * 108)
    return header + table + directory + sectors


def _entry(name: str, kind: int, first: int, size: int, child: int = 0xFFFFFFFF) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    links = struct.pack("<HBBIII", len(text), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
    return text.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", first, size)


def ods(body: str, manifest: str = "<manifest/>") -> bytes:
    """An OpenDocument spreadsheet by hand, with this text inside its spreadsheet element."""
    spaces = {
        namespace: f"urn:oasis:names:tc:opendocument:xmlns:{namespace}:1.0"
        for namespace in ("office", "table", "text")
    }
    declared = " ".join(f'xmlns:{name}="{space}"' for name, space in spaces.items())
    inner = f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": manifest,
            "content.xml": f"<office:document-content {declared}>{inner}</office:document-content>",
        }
    )


def encrypted(password: str) -> bytes:
    """A package that only this password opens."""
    target = io.BytesIO()
    msoffcrypto.OfficeFile(io.BytesIO(package())).encrypt(password, target)
    return target.getvalue()
