"""What a file really is (文件类型), told from its content; its name says nothing."""

import re
from collections.abc import Collection
from enum import StrEnum


class Content(StrEnum):
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
    (b"PK\x03\x04", Content.ZIP),
    (b"PK\x05\x06", Content.ARCHIVE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Content.COMPOUND),
    (b"%PDF-", Content.PDF),
    (b"\x89PNG", Content.PICTURE),
    (b"\xff\xd8\xff", Content.PICTURE),
    (b"GIF8", Content.PICTURE),
    (b"BM", Content.PICTURE),
    (b"II*\x00", Content.PICTURE),
    (b"MM\x00*", Content.PICTURE),
    (b"Rar!", Content.ARCHIVE),
    (b"7z\xbc\xaf", Content.ARCHIVE),
    (b"\x1f\x8b", Content.ARCHIVE),
    (b"{\\rtf", Content.WORD),
    (b"\x09\x00", Content.OLD),
    (b"\x09\x02", Content.OLD),
    (b"\x09\x04", Content.OLD),
    (b"\x09\x08", Content.OLD),
)
_DOCUMENTS = (
    (b"opendocument.spreadsheet", Content.OPEN_DOCUMENT),
    (b"opendocument.text", Content.WORD),
    (b"opendocument.presentation", Content.SLIDES),
)
_ENCODINGS = ("utf-8-sig", "gb18030", "utf-16")
_WEB_PAGE = re.compile(r"<!doctype html|<html|<table|<body|<meta", re.IGNORECASE)
_SPREADSHEET = re.compile(
    r"urn:oasis:names:tc:opendocument:|urn:schemas-microsoft-com:office:spreadsheet|progid=\"Excel\.Sheet\""
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def sniff(content: bytes) -> Content:
    """What a file's bytes are.

    >>> sniff(b""), sniff("编号,姓名".encode("gb18030")), sniff(b"<html><table>")
    (<Content.EMPTY: 'file_empty'>, <Content.TEXT: 'file_text'>, <Content.WEB_PAGE: 'file_web_page'>)
    """
    if not content:
        return Content.EMPTY
    known = next((kind for magic, kind in _MAGIC if content.startswith(magic)), None)
    return known or _sniff_text(content[:4096])


def _sniff_text(head: bytes) -> Content:
    if b"%PDF-" in head[:1024]:
        return Content.PDF
    text = _decoded(head).lstrip()
    if not text or _CONTROL.search(text):
        return Content.OTHER
    if text.startswith("<?xml") and _SPREADSHEET.search(text):
        return Content.XML  # its tables are no tables of a web page
    if _WEB_PAGE.search(text):
        return Content.WEB_PAGE
    return Content.XML if text.startswith("<") else Content.TEXT


def _decoded(head: bytes) -> str:
    for encoding in _ENCODINGS:
        try:
            # the last sign may be cut in two
            return head.decode(encoding) if len(head) < 4096 else head[:-4].decode(encoding, "replace")
        except UnicodeDecodeError:
            continue
    return ""


def sniff_parts(names: Collection[str], mimetype: bytes) -> Content:
    """What a zip file's parts make it: a workbook, another document, or just an archive.

    Args:
        names: Names of its parts.
        mimetype: Content of its part ``mimetype``, which OpenDocument files have.
    """
    if mimetype:
        return next((kind for mark, kind in _DOCUMENTS if mark in mimetype), Content.OTHER)
    tops = {name.lower().partition("/")[0] for name in names}
    if "[content_types].xml" not in tops:
        return Content.ARCHIVE
    if "xl" in tops and any(name.lower().endswith("workbook.bin") for name in names):
        return Content.BINARY
    return Content.WORD if "word" in tops else Content.SLIDES if "ppt" in tops else Content.WORKBOOK
