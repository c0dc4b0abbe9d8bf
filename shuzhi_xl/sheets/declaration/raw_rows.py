"""Rows of a sheet before types: by columns, because a table may have a million of them."""

import hashlib
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain, compress, repeat
from typing import Any, NamedTuple, TypeVar, overload

from shuzhi_xl.sheets.declaration.cell_value import canonical
from shuzhi_xl.sheets.declaration.column import Column


class RawRow(NamedTuple):
    """One row as read: its sheet row and its cell under each header."""

    line: int
    values: Mapping[str, Any]


class RawRows(Sequence[RawRow]):
    """Rows by columns (按列存放); one is made when it is asked for.

    Args:
        lines: Sheet row of each.
        columns: The cells under each header, row by row; as many in each as there are lines.

    >>> rows = RawRows(range(4, 6), {"编号": ["V1", "V2"]})
    >>> rows[1], len(rows)
    (RawRow(line=5, values={'编号': 'V2'}), 2)
    """

    def __init__(self, lines: Sequence[int], columns: Mapping[str, Sequence[Any]]) -> None:
        self.lines, self.columns = lines, columns

    @classmethod
    def of(cls, rows: Sequence[RawRow]) -> "RawRows":
        """Any rows, by columns; a cell that a row does not name is blank."""
        if isinstance(rows, cls):
            return rows
        headers = dict.fromkeys(header for row in rows for header in row.values)
        columns = {header: [row.values.get(header) for row in rows] for header in headers}
        return cls([row.line for row in rows], columns)

    def column(self, header: str) -> Sequence[Any]:
        """The cells under a header, row by row; blanks where there is no such header."""
        cells = self.columns.get(header)
        return [None] * len(self) if cells is None else cells

    def without(self, columns: Iterable[Column]) -> "RawRows":
        """The rows without some columns."""
        headers = {column.header for column in columns}
        remaining = {header: cells for header, cells in self.columns.items() if header not in headers}
        return RawRows(self.lines, remaining)

    def select(self, flags: Sequence[bool]) -> "RawRows":
        """The rows whose flag is set."""
        columns = {header: list(compress(cells, flags)) for header, cells in self.columns.items()}
        return RawRows(list(compress(self.lines, flags)), columns)

    def __len__(self) -> int:
        return len(self.lines)

    @overload
    def __getitem__(self, index: int) -> RawRow: ...
    @overload
    def __getitem__(self, index: slice) -> "RawRows": ...
    def __getitem__(self, index: int | slice) -> "RawRow | RawRows":
        if isinstance(index, slice):
            return RawRows(self.lines[index], {key: cells[index] for key, cells in self.columns.items()})
        return RawRow(self.lines[index], {key: cells[index] for key, cells in self.columns.items()})

    def __iter__(self) -> Iterator[RawRow]:
        # zip() of nothing gives no rows at all
        side_by_side = zip(*self.columns.values(), strict=True) if self.columns else repeat(())
        for line, cells in zip(self.lines, side_by_side, strict=False):
            yield RawRow(line, dict(zip(self.columns, cells, strict=True)))


FoundT = TypeVar("FoundT")
_NUMBERS = frozenset({bool, int, float, Decimal})


def of_each(cells: Sequence[Hashable], answer: Callable[[Any], FoundT]) -> list[FoundT]:
    """The answer of a function for every cell; it is called once for equal cells.

    >>> of_each(["好", None, "好"], lambda cell: cell or "弃权")
    ['好', '弃权', '好']
    """
    return of_distinct(cells, lambda distinct: list(map(answer, distinct)))


def of_distinct(cells: Sequence[Hashable], answer: Callable[[list[Any]], list[FoundT]]) -> list[FoundT]:
    """The same by a function that is given all distinct cells at once.

    >>> of_distinct(["好", None, "好"], lambda distinct: [len(distinct)] * len(distinct))
    [2, 2, 2]
    """
    # 1, 1.0 and True are one key, though not one cell.
    if len(_NUMBERS.intersection(map(type, cells))) > 1:
        return answer(list(cells))
    distinct = list(set(cells))
    answers = dict(zip(distinct, answer(distinct), strict=True))
    return list(map(answers.__getitem__, cells))


_AT_ONCE = 10_000  # rows; the text of a whole table may be as large as all the rest of the year


def digest_of(name: str, rows: RawRows) -> bytes:
    """SHA-256 of a table's name, headers and values, however they are stored; blank cells don't matter."""
    digest = hashlib.sha256(f"\x1d{name}".encode())
    # By header, so that a column that was moved does not change the digest
    columns = [(header, cells) for header, cells in sorted(rows.columns.items()) if header]
    for first in range(0, len(rows), _AT_ONCE):
        printed = (_printed(header, cells[first : first + _AT_ONCE]) for header, cells in columns)
        digest.update("".join(chain.from_iterable(zip(*printed, strict=True))).encode())
    return digest.digest()


def _printed(header: str, cells: Sequence[Any]) -> list[str]:
    # Separators that no cell can contain (`texts.ILLEGAL`): two tables never give the same text
    mark = f"\x1e{header}\x1f"
    return of_each(cells, lambda cell: f"{mark}{text}" if (text := canonical(cell)) else "")
