"""The cells of a table as read in one block, and its headers made distinct (表格的单元格)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress, islice, repeat
from types import NoneType
from typing import Any, NamedTuple

from shuzhi_xl.sheets.declaration.texts import clean, is_blank
from shuzhi_xl.xlsx.patch.values import Area, Value


class Rows(NamedTuple):
    """Rows of a sheet below each other, all of one width.

    Attributes:
        top: Sheet row of the first one.
        left: Column of the first cell in each.
        cells: The rows; blanks are ``None`` or ``""``.
    """

    top: int
    left: int
    cells: Iterable[Sequence[Any]]


class Cells:
    """The cells in a table's columns from its header down to the end of its sheet, column by column.

    Args:
        pieces: The rows of the sheet, in order; rows between them are blank.
        area: The table's place.

    Attributes:
        columns: The values of each column, ``None`` for blanks; the header comes first.
    """

    def __init__(self, pieces: Iterable[Rows], area: Area) -> None:
        self._area, self._top = area, area.first_row
        self.columns: list[list[Any]] = [[] for _ in range(area.first_col, area.last_col + 1)]
        self._texts: dict[Any, Any] = {"": None}  # the same few words fill most cells; each is kept once
        for piece in pieces:
            self._reach(piece.top - 1)
            self._add(piece)

    def _reach(self, row: int) -> None:
        """Add blank cells down to a sheet row."""
        blank = max(0, row - self._top + 1 - len(self.columns[0]))
        for column in self.columns:
            column.extend(repeat(None, blank))

    def put_below_header(self, cells: Mapping[tuple[int, int], Any]) -> None:
        """Put values, by sheet row and column, into those cells below the header that lie in the columns."""
        for (row, number), value in cells.items():
            if row > self._top and self._area.first_col <= number <= self._area.last_col:
                self._reach(row)
                self.columns[number - self._area.first_col][row - self._top] = value

    def _add(self, piece: Rows) -> None:
        below = islice(piece.cells, max(0, self._top - piece.top), None)
        while several := list(islice(below, _AT_ONCE)):
            by_number = dict(enumerate(zip(*several, strict=True), start=piece.left))
            nothing = (None,) * len(several)
            for number, column in enumerate(self.columns, start=self._area.first_col):
                column.extend(_share_texts(by_number.get(number, nothing), self._texts))

    def headers(self) -> list[Any]:
        """The header row."""
        return [next(iter(column), None) for column in self.columns]

    def end_above(self, below: Area, name: str) -> int:
        """The last row above another table and above its caption, which names it.

        Args:
            below: The other table's place.
            name: Its name.
        """
        row = below.first_row - 1
        captions = [column[row - self._top] for column in self.columns if row - self._top < len(column)]
        return row - 1 if any(clean(text).startswith(name) for text in captions) else row

    def last_filled(self, limit: int) -> int:
        """The last row below the header up to a limit that is not blank, or 0."""
        lines = range(min(limit, self._top + len(self.columns[0]) - 1), self._top, -1)
        cells = (line for line in lines for column in self.columns if not is_blank(column[line - self._top]))
        return next(cells, 0)

    def data(self, last: int) -> tuple[Sequence[int], list[list[Any]]]:
        """The sheet rows below the header that are not blank, and their cells by column.

        Args:
            last: The last row of the data.
        """
        columns = [column[1 : last - self._top + 1] for column in self.columns]
        lines = range(self._top + 1, self._top + 1 + len(columns[0]))
        blanks = [{cell for cell in set(column) if is_blank(cell)} for column in columns]
        if not all(blanks):  # a column without blanks
            return lines, columns
        each_blank = (map(blank.__contains__, column) for blank, column in zip(blanks, columns, strict=True))
        filled = [not all(cells) for cells in zip(*each_blank, strict=True)]
        return list(compress(lines, filled)), [list(compress(column, filled)) for column in columns]


_AT_ONCE = 4096  # rows as lists of cells are several times as large as their columns
_TEXTS = frozenset({str, NoneType})


def _share_texts(cells: Sequence[Any], cache: dict[Any, Any]) -> Iterable[Any]:
    if _TEXTS.issuperset(map(type, cells)):
        return map(cache.setdefault, cells, cells)
    return [cache.setdefault(cell, cell) if isinstance(cell, str) else cell for cell in cells]


def distinct_headers(cells: Sequence[Any], columns: Sequence[str]) -> tuple[tuple[str, ...], list[str]]:
    """Header texts, made distinct, and those that occur twice.

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


def strips(cells: Mapping[str, Value]) -> Iterator[tuple[Area, list[Value]]]:
    """Cells below each other, as blocks of texts only or of no text (连续单元格).

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
