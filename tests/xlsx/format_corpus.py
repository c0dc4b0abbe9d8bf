"""One filled form in every format and disguise in which it may come back, and files that are no forms."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path

import msoffcrypto
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from shuzhi_xl.rules.forms.identity import examine_identity
from shuzhi_xl.rules.intake.read_form import read_form, read_identity
from shuzhi_xl.rules.intake.returned_form import FormRules, ReturnedForm
from shuzhi_xl.rules.receipt.fingerprint import fingerprint
from shuzhi_xl.xlsx.read.read_twice import ReturnedFile
from tests.office_saves import saved_as
from tests.xlsx.returned_books import KEY, compound, parts_of, sheet_xml, zipped

RULES = FormRules(
    frozenset({"A票", "B票"}),
    frozenset({"党员"}),
    (),
    own_excluded=True,
    candidates=frozenset({"V002", "V003"}),
)


def answers_print(returned_file: ReturnedFile) -> str:
    """The fingerprint of the answers, on which both readers must agree."""
    assert returned_file.refusal is None
    prints = set()
    for grids in (returned_file.first, returned_file.second):
        assert grids is not None
        identity = read_identity(grids)
        assert identity is not None
        assert examine_identity(identity, KEY, 2015, "1") is None
        prints.add(fingerprint(read_form(ReturnedForm(returned_file.file, grids, identity, RULES)).answers))
    assert len(prints) == 1
    return prints.pop()


def strict(parts: dict[str, bytes]) -> dict[str, bytes]:
    old, new = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    swaps = {
        old + b"spreadsheetml/2006/main": new + b"spreadsheetml/main",
        old + b"officeDocument/2006/relationships": new + b"officeDocument/relationships",
    }
    for before, after in swaps.items():
        parts = {name: content.replace(before, after) for name, content in parts.items()}
    return parts


def by_office(book: bytes, folder: Path) -> Mapping[str, bytes]:
    """The book saved again by LibreOffice, by suffix."""
    return {suffix: saved_as(suffix, {"表": book}, folder)["表"] for suffix in ("xlsx", "xls", "ods")}


def locked(book: bytes, password: str) -> bytes:
    target = io.BytesIO()
    msoffcrypto.OfficeFile(io.BytesIO(book)).encrypt(password, target)
    return target.getvalue()


def resave_changed(book: bytes, change: Callable[[Workbook], None]) -> bytes:
    opened = load_workbook(io.BytesIO(book))
    change(opened)
    target = io.BytesIO()
    opened.save(target)
    return target.getvalue()


def _from_1904(book: Workbook) -> None:
    book.epoch = CALENDAR_MAC_1904


def _one_cell_dimension(book: bytes) -> bytes:
    parts = parts_of(book)
    return zipped(
        {
            name: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', content)
            for name, content in parts.items()
        }
    )


def blank_rows(book: bytes, count: int, row: str) -> bytes:
    """The book with blank formatted rows below everything in its first worksheet."""
    rows = "".join(row.format(number) for number in range(1000, 1000 + count))
    name = "xl/worksheets/sheet1.xml"
    old = parts_of(book)[name]
    new = old.replace(b"</sheetData>", rows.encode() + b"</sheetData>")
    assert new != old
    return _with(book, name, new)


def readable(book: bytes, office: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The form as it may come back with its answers unharmed, by file name."""
    return {
        "原样.xlsx": book,
        "没有后缀": book,
        "后缀不对.xls": book,
        "严格格式.xlsx": zipped(strict(parts_of(book))),
        "范围只写A1.xlsx": _one_cell_dimension(book),
        "从1904年算起.xlsx": resave_changed(book, _from_1904),
        "LibreOffice另存.xlsx": office["xlsx"],
        "旧格式.xls": office["xls"],
        "表格软件.et": office["xls"],
        "开放格式.ods": office["ods"],
        "默认密码.xlsx": locked(book, "VelvetSweatshop"),
        "很多带格式的空行.xlsx": blank_rows(book, 300_000, '<row r="{}" s="0" customFormat="1"/>'),
    }


def _twice(book: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in [*parts_of(book).items(), ("xl/Workbook.xml", b"<workbook/>")]:
            archive.writestr(name, content)
    return target.getvalue()


def _entities() -> str:
    steps = pairwise("abcdefghij")
    declared = "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in steps)
    return f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{declared}]><styleSheet>&j;</styleSheet>'


def _with(book: bytes, name: str, content: bytes | str) -> bytes:
    return zipped({**parts_of(book), name: content})


def _sheet(rows: str) -> Callable[[bytes], bytes]:
    return lambda book: _with(book, "xl/worksheets/sheet1.xml", sheet_xml(rows))


_FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
_CELL = '<c s="1"/>'
_ROW = '<row r="{}" spans="1:16384" s="1" customFormat="1"/>'

HOSTILE: Mapping[str, tuple[Callable[[bytes], bytes], str]] = {
    "带宏.xlsm": (lambda book: _with(book, "xl/vbaProject.bin", b"x"), "file_macros"),
    "有密码.xlsx": (lambda book: locked(book, "月溪"), "file_encrypted"),
    "压缩炸弹.xlsx": (lambda book: _with(book, "xl/a.bin", bytes(128 * 1024**2)), "file_too_big"),
    "实体炸弹.xlsx": (lambda book: _with(book, "xl/styles.xml", _entities()), "file_suspicious"),
    "部件重名.xlsx": (_twice, "file_suspicious"),
    "很远的格.xlsx": (_sheet(_FAR), "file_spread"),
    "百万行.xlsx": (lambda book: blank_rows(book, 1_000_000, _ROW), "file_too_big"),
    "几十万格.xlsx": (_sheet(f"<row>{_CELL * 400_001}</row>"), "file_crowded"),
    "控制字符.xlsx": (_sheet("<row><c><v>\x01</v></c></row>"), "file_damaged"),
    "层层相套.xlsx": (_sheet("<c>" * 99_999), "file_damaged"),
    "下载一半.xlsx": (lambda book: book[: len(book) // 2], "file_damaged"),
    "空.xlsx": (lambda _: b"", "file_empty"),
}
"""Files that are meant to fill memory or time, or damaged: what makes each of a form, and its finding."""

STRANGERS: Mapping[str, tuple[bytes, str]] = {
    "网页.xls": ("<html><table><tr><td>好".encode(), "file_web_page"),
    "文本.xls": ("编号,评价\nV001,好".encode("gb18030"), "file_text"),
    "标记.xls": (b'<?xml version="1.0"?><Workbook/>', "file_xml"),
    "述职报告.pdf": (b"%PDF-1.7 ...", "file_pdf"),
    "述职报告.docx": (zipped({"[Content_Types].xml": "", "word/document.xml": ""}), "file_word"),
    "述职报告.doc": (compound({"WordDocument": b"x"}), "file_word"),
    "照片.jpg": (b"\xff\xd8\xff\xe0", "file_picture"),
    "汇总.zip": (zipped({"测评表.xlsx": b"x"}), "file_archive"),
    "~$测评表.xlsx": (b"\x04wang", "file_litter"),
    ".~lock.测评表.xlsx#": (b",wang,", "file_litter"),
}
