"""Cells that calamine does not report: formulas without a result, and error values (公式与错误值)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple, cast

from lxml import etree

from shuzhi_xl.sheets.declaration.cell_value import CellError
from shuzhi_xl.xlsx.patch.opc.parts import Parts
from shuzhi_xl.xlsx.patch.opc.xml_part import Element
from shuzhi_xl.xlsx.patch.values import column_number
from shuzhi_xl.xlsx.patch.workbook_part import Book

Place = tuple[int, int]
"""Row and column, from 1."""

_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[\s>/]")
_ERROR: Final = re.compile(rb"""\st\s*=\s*(?:"e"|'e')""")
_HINTS: Final = ((_FORMULA, (b"<f", b":f")), (_ERROR, (b'"e"', b"'e'")))
"""What makes a sheet worth parsing, each with plain bytes that are found faster and in few pieces."""
_LONGEST: Final = 64  # bytes of an opening tag that may lie in the piece before


class UnreadCells(NamedTuple):
    """Cells of one sheet that would be read as blank ones.

    Attributes:
        unvalued: Formulas without a stored result.
        errors: Error values (错误值), such as ``#N/A``.
    """

    unvalued: list[Place]
    errors: dict[Place, CellError]


NO_UNREAD_CELLS: Final = UnreadCells([], {})


def find_unread_cells(data: bytes) -> Mapping[str, UnreadCells]:
    """Formulas without a result and error values, by sheet title; sheets that have neither may be left out.

    Args:
        data: A workbook file's bytes.
    """
    parts = Parts.load(data)
    return {
        title: _read_sheet(parts.pieces(part))
        for title, part in Book.read(parts).sheets.items()
        if _may_have(parts.pieces(part))
    }


def _may_have(pieces: Iterable[bytes]) -> bool:
    """Whether a sheet has formulas or errors; its text goes by in pieces, for it may be very long."""
    before = b""
    for piece in pieces:
        text = before + piece
        for pattern, hints in _HINTS:
            if any(hint in text for hint in hints) and pattern.search(text):
                return True
        before = text[-_LONGEST:]
    return False


def _read_sheet(pieces: Iterable[bytes]) -> UnreadCells:
    unread_cells = UnreadCells([], {})
    for place, cell in _placed_cells(pieces):
        result = cell.find("{*}v")
        if cell.get("t") == "e" and result is not None and result.text:
            unread_cells.errors[place] = CellError(result.text.strip())
        elif cell.find("{*}f") is not None and not _has_result(cell, result):
            unread_cells.unvalued.append(place)
    return unread_cells


def _placed_cells(pieces: Iterable[bytes]) -> Iterator[tuple[Place, Element]]:
    """Every cell with its place; where the address is left out, it follows the cell before."""
    # huge_tree: libxml2 otherwise gives up at limits that a long sheet may exceed
    reader = etree.XMLPullParser(("end",), tag="{*}row", resolve_entities=False, huge_tree=True)
    number = 0
    for piece in pieces:
        reader.feed(piece)
        for _, row in cast("Iterator[tuple[str, Element]]", reader.read_events()):
            number, column = int(row.get("r") or number + 1), 0
            for cell in row.iterfind("{*}c"):
                letters = cell.get("r", "").rstrip("0123456789")
                column = column_number(letters) if letters else column + 1
                yield (number, column), cell
            # or a long sheet would lie in memory as a tree
            row.clear()


def _has_result(cell: Element, result: Element | None) -> bool:
    if result is None:
        return cell.find("{*}is") is not None
    # Empty text is a result, as of IF(A1="","",A1); other programs leave an empty element without a type.
    return bool(result.text) or cell.get("t") == "str"
