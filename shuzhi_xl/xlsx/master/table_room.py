"""Room for a table that grows in a closed master: whole rows are inserted above the next table (留出空行)."""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from shuzhi_xl.xlsx.patch.insert_rows import RowInsertion, insert_rows
from shuzhi_xl.xlsx.patch.values import MAX_ROW
from shuzhi_xl.xlsx.patch.workbook import TablePlace, Workbook

_SPARE: Final = 4
"""Blank rows left below a table that has outgrown its room."""
_CAPTION_ROWS: Final = 1


class RoomResult(NamedTuple):
    """A workbook with room for what will be written (有空行的工作簿).

    Attributes:
        book: The workbook.
        insertions: The rows that were inserted, in order.
    """

    book: Workbook
    insertions: list[RowInsertion]

    def line(self, sheet: str, line: int) -> int:
        """Where a row of a sheet is now."""
        for insertion in self.insertions:
            line = insertion.row(line) if insertion.sheet == sheet else line
        return line


def make_room(book: Workbook, data: bytes, counts: Iterable[tuple[str, int]]) -> RoomResult:
    """Insert rows wherever a table will reach the caption of the next one below it.

    Where rows cannot be inserted the workbook stays, and the table refuses to grow.

    Args:
        book: The workbook; it is not changed.
        data: Its content.
        counts: Tables with the number of rows that each will have.
    """
    insertions = []
    for name, count in counts:
        insertion = _find_shortage(book.tables, name, count)
        longer_data = insertion and insert_rows(data, insertion)
        if insertion and longer_data:
            insertions.append(insertion)
            data, book = longer_data, Workbook.load(longer_data)
    return RoomResult(book, insertions)


def _find_shortage(places: Mapping[str, TablePlace], name: str, count: int) -> RowInsertion | None:
    place = places[name]
    area = place.area
    neighbours = [
        neighbour.area
        for neighbour in places.values()
        if neighbour.sheet == place.sheet and neighbour != place
    ]
    below = area._replace(first_row=area.last_row + 1, last_row=MAX_ROW)
    tops = [neighbour.first_row for neighbour in neighbours if neighbour.meets(below)]
    if not tops:
        return None
    end = min(tops) - _CAPTION_ROWS - 1
    missing = area.first_row + max(count, 1) + place.totals - end
    # Above the last row of its room, so that dropdowns and colours that end there grow
    is_apart = not any(neighbour.first_row < end <= neighbour.last_row for neighbour in neighbours)
    if missing <= 0 or end <= area.first_row or not is_apart:
        return None
    return RowInsertion(place.sheet, end, missing + _SPARE)
