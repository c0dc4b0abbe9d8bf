"""The cells of a table as read in one block, and its headers made distinct (表格的单元格)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from shuzhi_xl.sheets.texts import clean, is_blank
from shuzhi_xl.xlsx.cells import Area, Value


class Cells:
    """The cells of one sheet within a table's columns, by 1-based sheet row.

    Args:
        rows: All rows of the sheet, from A1 on; blanks are ``None`` or ``""``.
        area: The table's place.
    """

    def __init__(self, rows: Sequence[Sequence[Any]], area: Area) -> None:
        self._rows = rows
        self._first, self._width = area.first_col - 1, area.last_col - area.first_col + 1

    def last_filled(self, limit: int) -> int:
        """The last row up to a limit that holds anything, or 0."""
        lines = range(min(limit, len(self._rows)), 0, -1)
        return next((line for line in lines if not all(map(is_blank, self.row(line)))), 0)

    def row(self, line: int) -> list[Any]:
        """Values of one row, ``None`` for blanks."""
        found = self._rows[line - 1] if line <= len(self._rows) else []
        own = found[self._first : self._first + self._width]
        return [None if value == "" else value for value in own] + [None] * (self._width - len(own))


def distinct_headers(cells: Sequence[Any], columns: Sequence[str]) -> tuple[tuple[str, ...], list[str]]:
    """Header texts, made distinct, and those that stand twice.

    A blank header cell goes by the name that the table's column has.
    """
    headers: list[str] = []
    repeated = []
    for index, (cell, column) in enumerate(zip(cells, columns, strict=True), start=1):
        header = clean(cell) or clean(column)
        if header in headers:
            repeated.append(header)
            header = f"{header}（第{index}列）"
        headers.append(header)
    return tuple(headers), repeated


def with_missing(present: Sequence[str], declared: Sequence[str]) -> tuple[str, ...]:
    """Present headers in their order, each missing declared one put behind the one it follows.

    >>> with_missing(("票号", "备注", "编号"), ("票号", "廉洁自律", "编号"))
    ('票号', '廉洁自律', '备注', '编号')
    """
    headers = list(present)
    for index, header in enumerate(declared):
        if header not in headers:
            behind = headers.index(declared[index - 1]) + 1 if index else 0
            headers.insert(behind, header)
    return tuple(headers)


def overlap(one: Area, other: Area) -> bool:
    """Whether two areas share a cell."""
    rows = one.first_row <= other.last_row and other.first_row <= one.last_row
    return rows and one.first_col <= other.last_col and other.first_col <= one.last_col


def strips(cells: Mapping[str, Value]) -> Iterator[tuple[Area, list[Value]]]:
    """Cells that stand below each other, as blocks of texts only or of no text (连续单元格).

    Args:
        cells: Values by address, such as ``B4``.

    >>> [(str(area), values) for area, values in strips({"B5": "好", "B4": "差", "B6": 1, "C7": 2})]
    [('B4:B5', ['差', '好']), ('B6', [1]), ('C7', [2])]
    """
    first, values = Area(0, 0, 0, 0), list[Value]()
    for area, value in sorted(((Area.parse(at), value) for at, value in cells.items()), key=_by_column):
        below = (area.first_row, area.first_col) == (first.first_row + len(values), first.first_col)
        if values and below and isinstance(value, str) == isinstance(values[0], str):
            values.append(value)
            continue
        if values:
            yield _strip(first, values)
        first, values = area, [value]
    if values:
        yield _strip(first, values)


def _by_column(cell: tuple[Area, Value]) -> tuple[int, int]:
    return cell[0].first_col, cell[0].first_row


def _strip(first: Area, values: list[Value]) -> tuple[Area, list[Value]]:
    return first._replace(last_row=first.first_row + len(values) - 1), values
