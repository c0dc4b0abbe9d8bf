"""Issued paper ballots whose parts are changed as staff or a program may change them."""

from collections.abc import Mapping
from typing import Final

from tests.xlsx.fill.test_paper_ballots import FILLED
from tests.xlsx.handmade import package, parts_of

PAGE_ONE: Final = "xl/worksheets/sheet4.xml"
DRAWING_ONE: Final = "xl/drawings/drawing2.xml"
LAYOUT: Final = "xl/worksheets/sheet3.xml"
BOOK: Final = "xl/workbook.xml"
STYLES: Final = "xl/styles.xml"


def changed(changes: Mapping[str, tuple[str, str]], book: bytes = FILLED) -> bytes:
    """The book with one text of each of these parts, which it must have, replaced by another."""
    parts = parts_of(book)
    for name, (old, new) in changes.items():
        text = parts[name].decode()
        assert old in text, (name, old)
        parts[name] = text.replace(old, new).encode()
    return package(parts)
