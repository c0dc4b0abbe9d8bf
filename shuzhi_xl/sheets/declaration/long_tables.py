"""Tables of very many rows (测评票, 问卷调查): kept by columns, a row is made when it is asked for.

A town's year has some 20,000 rows of votes, a district's a million, and nearly all that is asked of them is
asked of whole columns.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import compress, repeat
from typing import Any, Generic, overload

from shuzhi_xl.sheets.declaration.raw_rows import RawRows
from shuzhi_xl.sheets.declaration.row import Frame, Position, Row
from shuzhi_xl.sheets.declaration.table import RowT

_AT_ONCE = 1_000  # rows; those of a whole table would be twice in memory for a moment


@dataclass(frozen=True)
class LongTable(Sequence[RowT], Generic[RowT]):
    """Typed rows, all of them fit, by columns.

    Attributes:
        model: Row model.
        raw: The rows as read.
        frame: Position of the table.
        columns: Typed values of each field, by the field's name.
    """

    model: type[RowT]
    raw: RawRows
    frame: Frame
    columns: Mapping[str, Sequence[Any]]

    @cached_property
    def _beside(self) -> Mapping[str, Sequence[Any]]:
        """Columns that are not declared, by header."""
        declared = {column.header for column in self.model.columns().values()}
        return {header: cells for header, cells in self.raw.columns.items() if header not in declared}

    def __len__(self) -> int:
        return len(self.raw)

    @overload
    def __getitem__(self, index: int) -> RowT: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[RowT]: ...
    def __getitem__(self, index: int | slice) -> RowT | Sequence[RowT]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        # A range knows negative indices, and raises IndexError at the end, as a Sequence must
        first = range(len(self))[index]
        return self._rows_between(first, first + 1)[0]

    def __iter__(self) -> Iterator[RowT]:
        for first in range(0, len(self), _AT_ONCE):
            yield from self._rows_between(first, first + _AT_ONCE)

    def _rows_between(self, first: int, end: int) -> list[RowT]:
        names, headers = (*self.columns, "position"), tuple(self._beside)
        columns = [cells[first:end] for cells in self.columns.values()]
        beside = [cells[first:end] for cells in self._beside.values()]
        # zip() of nothing gives no rows at all
        other_columns = zip(*beside, strict=True) if headers else repeat(())
        positions = (
            Position(line, self.frame, dict(zip(headers, cells, strict=True)))
            for line, cells in zip(self.raw.lines[first:end], other_columns, strict=False)
        )
        return self.model.rows_of(
            [dict(zip(names, values, strict=True)) for values in zip(*columns, positions, strict=True)]
        )


def column(rows: Sequence[Row], name: str) -> Sequence[Any]:
    """One field of all rows (一列), in their order."""
    if isinstance(rows, LongTable):
        values: Sequence[Any] = rows.columns[name]
        return values
    return [getattr(row, name) for row in rows]


def beside(rows: Sequence[Row], header: str) -> Sequence[Any]:
    """The cells of an undeclared column, such as that of a further 测评项目."""
    if isinstance(rows, LongTable):
        return rows.raw.column(header)
    return [row.undeclared.get(header) for row in rows]


def picked(rows: Sequence[RowT], is_chosen: Sequence[bool]) -> Sequence[RowT]:
    """The rows that are chosen."""
    if isinstance(rows, LongTable):
        columns = {name: list(compress(values, is_chosen)) for name, values in rows.columns.items()}
        return LongTable(rows.model, rows.raw.select(is_chosen), rows.frame, columns)
    return list(compress(rows, is_chosen))
