"""Formulas that hold no result: readers that do not calculate would see an empty cell."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from shuzhi_xl.xlsx.cells import column_number
from shuzhi_xl.xlsx.parts import Parts
from shuzhi_xl.xlsx.patch_book import Book

_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[\s>/]")


def formulas_without_value(data: bytes) -> Mapping[str, list[tuple[int, int]]]:
    """Places of formulas without a stored result, by sheet title, as (row, column) from 1.

    Args:
        data: A workbook file's bytes.
    """
    parts = Parts.load(data)
    book = Book(parts)
    found = {}
    for title, part in book.sheets.items():
        text = parts.read(part)
        if _FORMULA.search(text):
            found[title] = list(_empty_results(text))
    return found


def _empty_results(text: bytes) -> Iterator[tuple[int, int]]:
    for cell in etree.fromstring(text, etree.XMLParser(resolve_entities=False, huge_tree=True)).iter("{*}c"):
        formula = cell.find("{*}f")
        if formula is not None and not _has_result(cell):
            address = cell.get("r", "A1")
            letters = address.rstrip("0123456789")
            yield int(address[len(letters) :]), column_number(letters)


def _has_result(cell: etree._Element) -> bool:
    result = cell.find("{*}v")
    if result is None:
        return cell.find("{*}is") is not None
    # Empty text is a result, as of IF(A1="","",A1); other programs leave an empty element without a type.
    return bool(result.text) or cell.get("t") == "str"
