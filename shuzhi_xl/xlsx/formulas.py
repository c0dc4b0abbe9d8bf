"""Formulas that hold no result: readers that do not calculate would see an empty cell."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, cast

from lxml import etree

from shuzhi_xl.xlsx.cells import column_number
from shuzhi_xl.xlsx.parts import Parts
from shuzhi_xl.xlsx.patch_book import Book
from shuzhi_xl.xlsx.patch_xml import Element

_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[\s>/]")
_HINTS: Final = (b"<f", b":f")  # found faster than the expression, and in few pieces
_LONGEST: Final = 64  # bytes of a formula's opening tag that may lie in the piece before


def formulas_without_value(data: bytes) -> Mapping[str, list[tuple[int, int]]]:
    """Places of formulas without a stored result, by sheet title, as (row, column) from 1.

    Args:
        data: A workbook file's bytes.
    """
    parts = Parts.load(data)
    return {
        title: list(_empty_results(parts.pieces(part)))
        for title, part in Book(parts).sheets.items()
        if _has_formulas(parts.pieces(part))
    }


def _has_formulas(pieces: Iterable[bytes]) -> bool:
    """Whether a sheet has formulas; its text goes by piece by piece, for it may be very long."""
    before = b""
    for piece in pieces:
        text = before + piece
        if any(hint in text for hint in _HINTS) and _FORMULA.search(text):
            return True
        before = text[-_LONGEST:]
    return False


def _empty_results(pieces: Iterable[bytes]) -> Iterator[tuple[int, int]]:
    reader = etree.XMLPullParser(("end",), tag="{*}row", resolve_entities=False, huge_tree=True)
    for piece in pieces:
        reader.feed(piece)
        for _, row in cast("Iterator[tuple[str, Element]]", reader.read_events()):
            for cell in row.iterfind("{*}c"):
                formula = cell.find("{*}f")
                if formula is not None and not _has_result(cell):
                    address = cell.get("r", "A1")
                    letters = address.rstrip("0123456789")
                    yield int(address[len(letters) :]), column_number(letters)
            row.clear()


def _has_result(cell: Element) -> bool:
    result = cell.find("{*}v")
    if result is None:
        return cell.find("{*}is") is not None
    # Empty text is a result, as of IF(A1="","",A1); other programs leave an empty element without a type.
    return bool(result.text) or cell.get("t") == "str"
