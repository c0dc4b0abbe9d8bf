"""The real type of a file (文件类型), from its content; its name does not count."""

import re
from collections.abc import Collection
from enum import StrEnum


class FileKind(StrEnum):
    """Kinds of content; those that cannot be read are the codes of their findings."""

    ZIP = "zip"
    COMPOUND = "compound"
    WORKBOOK = "workbook"
    OPEN_DOCUMENT = "open_document"
    EMPTY = "file_empty"
    BINARY = "file_binary"
    OLD = "file_old"
    WEB_PAGE = "file_web_page"
    XML = "file_xml"
    TEXT = "file_text"
    ARCHIVE = "file_archive"
    WORD = "file_word"
    SLIDES = "file_slides"
    PDF = "file_pdf"
    PICTURE = "file_picture"
    OTHER = "file_other"


_MAGIC = (
    (b"PK\x03\x04", FileKind.ZIP),
    # the end of the directory comes first: an archive without any file
    (b"PK\x05\x06", FileKind.ARCHIVE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind.COMPOUND),
    (b"%PDF-", FileKind.PDF),
    (b"\x89PNG", FileKind.PICTURE),
    (b"\xff\xd8\xff", FileKind.PICTURE),
    (b"GIF8", FileKind.PICTURE),
    (b"BM", FileKind.PICTURE),
    (b"II*\x00", FileKind.PICTURE),
    (b"MM\x00*", FileKind.PICTURE),
    (b"Rar!", FileKind.ARCHIVE),
    (b"7z\xbc\xaf", FileKind.ARCHIVE),
    (b"\x1f\x8b", FileKind.ARCHIVE),
    (b"{\\rtf", FileKind.WORD),
    # BOF records of BIFF 2, 3, 4 and 5 outside of a compound file
    (b"\x09\x00", FileKind.OLD),
    (b"\x09\x02", FileKind.OLD),
    (b"\x09\x04", FileKind.OLD),
    (b"\x09\x08", FileKind.OLD),
)
_DOCUMENTS = (
    (b"opendocument.spreadsheet", FileKind.OPEN_DOCUMENT),
    (b"opendocument.text", FileKind.WORD),
    (b"opendocument.presentation", FileKind.SLIDES),
)
# UTF-16 last, because almost any bytes can be decoded as UTF-16
_ENCODINGS = ("utf-8-sig", "gb18030", "utf-16")
_WEB_PAGE = re.compile(r"<!doctype html|<html|<table|<body|<meta", re.IGNORECASE)
_SPREADSHEET = re.compile(
    r"urn:oasis:names:tc:opendocument:|urn:schemas-microsoft-com:office:spreadsheet|progid=\"Excel\.Sheet\""
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def sniff(content: bytes) -> FileKind:
    """Find the type of a file's bytes.

    >>> sniff(b""), sniff("编号,姓名".encode("gb18030")), sniff(b"<html><table>")
    (<FileKind.EMPTY: 'file_empty'>, <FileKind.TEXT: 'file_text'>, <FileKind.WEB_PAGE: 'file_web_page'>)
    """
    if not content:
        return FileKind.EMPTY
    by_magic = next((kind for magic, kind in _MAGIC if content.startswith(magic)), None)
    return by_magic or _sniff_text(content[:4096])


def _sniff_text(head: bytes) -> FileKind:
    # Acrobat accepts other bytes before the header, within the first 1024
    if b"%PDF-" in head[:1024]:
        return FileKind.PDF
    text = _decode(head).lstrip()
    if not text or _CONTROL.search(text):
        return FileKind.OTHER
    if text.startswith("<?xml") and _SPREADSHEET.search(text):
        return FileKind.XML  # its table elements are not those of a web page
    if _WEB_PAGE.search(text):
        return FileKind.WEB_PAGE
    return FileKind.XML if text.startswith("<") else FileKind.TEXT


def _decode(head: bytes) -> str:
    for encoding in _ENCODINGS:
        try:
            # the last character may be cut in two
            return head.decode(encoding) if len(head) < 4096 else head[:-4].decode(encoding, "replace")
        except UnicodeDecodeError:
            continue
    return ""


def sniff_parts(names: Collection[str], mimetype: bytes) -> FileKind:
    """Find the type of a zip file by its parts: a workbook, another document, or just an archive.

    Args:
        names: Names of its parts.
        mimetype: Content of its part ``mimetype``, which OpenDocument files have.
    """
    if mimetype:
        return next((kind for mark, kind in _DOCUMENTS if mark in mimetype), FileKind.OTHER)
    tops = {name.lower().partition("/")[0] for name in names}
    if "[content_types].xml" not in tops:
        return FileKind.ARCHIVE
    # .xlsb: its parts are binary records, not XML
    if "xl" in tops and any(name.lower().endswith("workbook.bin") for name in names):
        return FileKind.BINARY
    return FileKind.WORD if "word" in tops else FileKind.SLIDES if "ppt" in tops else FileKind.WORKBOOK
