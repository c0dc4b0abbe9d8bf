"""Rows in which cells may still be blank (待填的行), typed cell by cell."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from shuzhi_xl.sheets.declaration.fields import UnfitCell, read_column
from shuzhi_xl.sheets.declaration.raw_rows import of_distinct
from shuzhi_xl.sheets.declaration.table import RawTable
from shuzhi_xl.sheets.declaration.texts import is_blank

Values = Mapping[str, Any]
"""Typed values of a row by field name; None where the cell is blank or its column is absent."""


@dataclass(frozen=True)
class Draft:
    """A row whose blank cells may be filled (如 组织名册 的一行).

    Attributes:
        line: Sheet row.
        values: What is in its cells.
    """

    line: int
    values: Values


def read_drafts(raw: RawTable) -> list[Draft]:
    """The rows of a table of which every cell fits or is blank (如 组织名册).

    A row with an unfit cell is left out, because nothing may be concluded from it; so is the whole table
    where reading found a fault in it, such as merged cells.
    """
    if raw.findings:
        return []
    declared = raw.table.model.columns()
    columns = {name: _read_cells(raw, name, column.header) for name, column in declared.items()}
    rows = zip(raw.cells.lines, zip(*columns.values(), strict=True), strict=True)
    return [
        Draft(line, dict(zip(columns, values, strict=True)))
        for line, values in rows
        if UnfitCell not in set(map(type, values))
    ]


def read_whole(raw: RawTable) -> list[Values]:
    """All rows of a table (如 评议会议), or none: with a gap, nothing is known to be the only one."""
    drafts = read_drafts(raw)
    return [draft.values for draft in drafts] if len(drafts) == len(raw.rows) else []


def _read_cells(raw: RawTable, name: str, header: str) -> list[Any]:
    """Values of a column; None for a blank cell, whatever a blank otherwise means there."""
    cells = raw.cells.column(header)
    filled = [cell for cell in cells if not is_blank(cell)]
    values = iter(of_distinct(filled, partial(read_column, raw.table.model.readers()[name])))
    return [None if is_blank(cell) else next(values) for cell in cells]
