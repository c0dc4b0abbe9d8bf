"""The change of a table of an open workbook (表格的改动): its columns, and cells in its way."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import xlwings as xw

from shuzhi_xl.sheets.declaration.column import Kind
from shuzhi_xl.sheets.declaration.table import Table
from shuzhi_xl.sheets.declaration.texts import is_blank
from shuzhi_xl.xlsx.live.blocks import LiveBlock
from shuzhi_xl.xlsx.live.changes import TableChange
from shuzhi_xl.xlsx.patch.values import Area, address
from shuzhi_xl.xlsx.patch.workbook import PlaceTaken, TablePlace


def find_kind(table: Table[Any], header: str) -> Kind | None:
    """The kind of a column; columns of added 测评项目 contain grades, which are texts."""
    if header in table.headers:
        return table.column(header).kind
    return Kind.TEXT if table.further_after else None


def find_key_columns(table: Table[Any], headers: Sequence[str]) -> list[int]:
    """Indexes of the columns that identify a row: the table's key, or all columns."""
    keys = {table.model.columns()[name].header for name in table.key} or set(headers)
    return [index for index, header in enumerate(headers) if header in keys]


def refuse_obstacles(change: TableChange, places: Mapping[str, TablePlace]) -> None:
    """Refuse a change whose table would grow over another table or over filled cells.

    Args:
        change: The change.
        places: Every table of the workbook by its name.

    Raises:
        PlaceTaken: Its first obstacle.
    """
    current = places[change.name]
    before, after = (
        area._replace(last_row=area.last_row + current.totals) for area in (change.used_area, change.new_area)
    )
    areas = [place.area for place in places.values() if place.sheet == current.sheet]
    for strip in after.beyond(before):
        tables = [(area.first_row, area.first_col) for area in areas if area.meets(strip)]
        # The uppermost: the caption of a table, above which rows can be inserted, not its headers
        if cells := [*tables, *_find_filled_cells(change.sheet, strip)]:
            raise PlaceTaken(current.sheet, address(*min(cells)))


def _find_filled_cells(sheet: xw.Sheet, area: Area) -> Iterator[tuple[int, int]]:
    for row, values in enumerate(LiveBlock(sheet, area).values(), start=area.first_row):
        for col, value in enumerate(values, start=area.first_col):
            if not is_blank(value):
                yield row, col
