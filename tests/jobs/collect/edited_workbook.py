"""Returned workbooks that somebody worked on: in a spreadsheet, or in their parts."""

import io
import re
from collections.abc import Callable

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from tests.jobs.opened_parts import packed, parts_of

Change = Callable[[openpyxl.Workbook], object]
GRADES = ("好", "较好", "一般", "差")


def worked_on(content: bytes, change: Change) -> bytes:
    """A workbook opened, changed and saved."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    change(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def head(sheet: Worksheet) -> int:
    """Row of the headers of 录票."""
    return next(cell.row or 0 for row in sheet.iter_rows() for cell in row if cell.value == "第1票")


def mark(sheet: Worksheet) -> tuple[int, int]:
    """A cell with a mark."""
    rows = range(head(sheet), sheet.max_row + 1)
    return next((row, col) for row in rows for col in range(4, 6) if sheet.cell(row, col).value in GRADES)


def with_first_mark(book: bytes, cell: str) -> bytes:
    """A filled package whose first mark's cell is written in another way.

    Args:
        book: The package.
        cell: What follows the cell's address and style: ``t="…">…``.
    """
    cell_pattern = re.compile(rb'(<c r="[D-Z]\d+"(?: s="\d+")?) t="inlineStr"><is><t>\xe5\xa5\xbd</t></is>')
    parts = parts_of(book)
    name = next(part for part in parts if "worksheets/" in part and "第1票".encode() in parts[part])
    changed = cell_pattern.sub(lambda match: match[1] + b" " + cell.encode(), parts[name], count=1)
    return packed({**parts, name: changed})
