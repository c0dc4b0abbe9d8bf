"""A long sheet cut into short ones, because calamine keeps ten times what it reads of one (长表分段)."""

import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Final

from shuzhi_xl.xlsx.patch.opc.parts import Parts
from shuzhi_xl.xlsx.patch.workbook_part import Book

LONG: Final = 1 << 24
"""Bytes of text from which on a sheet is cut."""
PIECE: Final = 1 << 21
"""Bytes of each piece."""
_ROW: Final = b'<row r="'  # as nearly all programs write it; what is written otherwise stays whole
_TAIL: Final = b"</sheetData></worksheet>"
# what calamine needs to read cells; anything else would be copied into every piece
_NEEDED: Final = ("styles", "sharedStrings")


def short_books(parts: Parts, title: str) -> Iterator[bytes]:
    """Workbooks that share the rows of a long sheet; the last has what follows the rows.

    Args:
        parts: A workbook.
        title: The sheet's title.
    """
    book = Book.read(parts)
    sheet = book.sheets[title]
    needed_parts = [part for kind in _NEEDED for part in parts.related(book.part, kind)]
    package = [name for name in parts.names if name.endswith((".rels", "].xml"))]
    shared_parts = {name: parts.read(name) for name in (*package, book.part, *needed_parts)}
    for text in cut_at_rows(parts.pieces(sheet), PIECE):
        out = BytesIO()
        # not compressed: it is read once, right away
        with zipfile.ZipFile(out, "w") as short:
            for name, content in {**shared_parts, sheet: text}.items():
                short.writestr(name, content)
        yield out.getvalue()


def cut_at_rows(texts: Iterable[bytes], least: int) -> Iterator[bytes]:
    """Sheets that share the rows of a long one; one that cannot be cut safely is one piece.

    Args:
        texts: The sheet's text, in order.
        least: Bytes of each but the last.
    """
    text_so_far, head, is_plain = bytearray(), b"", True
    for text in texts:
        text_so_far += text
        if is_plain and len(text_so_far) >= least:
            # what looks like a row within a comment or CDATA is none
            is_plain = b"<![CDATA[" not in text_so_far and b"<!--" not in text_so_far
            first, end = text_so_far.find(_ROW), text_so_far.rfind(_ROW)
            if is_plain and first < end:
                head = head or bytes(text_so_far[:first])
                yield (b"" if first else head) + text_so_far[:end] + _TAIL
                del text_so_far[:end]
    yield (head if text_so_far.startswith(_ROW) else b"") + text_so_far
