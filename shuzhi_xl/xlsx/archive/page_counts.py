"""How many pages a file says that it has (页数); None where it does not say, as nothing is estimated."""

import mmap
import re
import zipfile
from itertools import islice
from pathlib import Path
from typing import Final

from shuzhi_xl.sheets.outgoing.archive import PageCount

_MOST: Final = 1 << 20
"""Bytes of a part that are read; no honest one of these has more."""
_SHEET: Final = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
_HIDDEN: Final = re.compile(rb"\sstate\s*=\s*[\"'](?:h|veryH)idden")
_WORD_PAGES: Final = re.compile(rb"<Pages>(\d{1,6})</Pages>")
# The tree of pages: its root has the highest count. A PDF that was changed later contains old trees too,
# and one with compressed objects hides the tree; both give no number.
_PDF_COUNT: Final = re.compile(rb"/Type\s*/Pages\b[^<>]{0,4000}?/Count\s+(\d{1,6})\b")
_PDF_COUNT_BEFORE: Final = re.compile(rb"/Count\s+(\d{1,6})\b[^<>]{0,4000}?/Type\s*/Pages\b")
_PDF_WORD: Final = re.compile(rb"/(?:Pages|Count)\b")
_MOST_WORDS: Final = 5000
"""More of them have no honest pages, and looking around each would take minutes."""
_PDF_END: Final = re.compile(rb"%%EOF")
_PICTURES: Final = frozenset((".jpg", ".jpeg", ".png"))


def count_pages(path: Path) -> PageCount | None:
    """The pages of a document, or the sheets of a workbook, as the file itself tells; nothing is opened."""
    suffix = path.suffix.lower()
    try:
        match suffix:
            case ".docx":
                return _make(_read_part(path, "docProps/app.xml", _WORD_PAGES))
            case ".xlsx" | ".xlsm":
                return _count_sheets(path)
            case ".pdf":
                return _count_pdf(path)
    except (OSError, ValueError, KeyError, NotImplementedError, RuntimeError, zipfile.BadZipFile):
        return None
    return PageCount(1) if suffix in _PICTURES else None


def _read_part(path: Path, name: str, pattern: re.Pattern[bytes]) -> int:
    match = pattern.search(_part(path, name))
    return int(match[1]) if match else 0


def _count_sheets(path: Path) -> PageCount | None:
    sheets = _SHEET.findall(_part(path, "xl/workbook.xml"))
    count = sum(not _HIDDEN.search(sheet) for sheet in sheets)
    return PageCount(count, is_of_sheets=True) if count else None


def _part(path: Path, name: str) -> bytes:
    with zipfile.ZipFile(path) as package, package.open(name) as stream:
        return stream.read(_MOST)


def _count_pdf(path: Path) -> PageCount | None:
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if sum(1 for _ in islice(_PDF_WORD.finditer(content), _MOST_WORDS + 1)) > _MOST_WORDS:
            return None
        counts = [int(match[1]) for match in _PDF_COUNT.finditer(content)]
        counts += [int(match[1]) for match in _PDF_COUNT_BEFORE.finditer(content)]
        is_plain = len(_PDF_END.findall(content)) == 1
    return _make(max(counts, default=0)) if is_plain else None


def _make(count: int) -> PageCount | None:
    return PageCount(count) if count else None
