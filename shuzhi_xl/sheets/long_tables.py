"""Tables of very many rows (测评票, 问卷调查): kept by columns, a row is made when it is asked for.

A town's year has some 20,000 rows of votes, a district's a million, and nearly all that is asked of them is
asked of whole columns.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from itertools import compress
from typing import Any, Generic, overload

from shuzhi_xl.sheets.raw_rows import RawRows
from shuzhi_xl.sheets.tables import Frame, Row, RowT


@dataclass(frozen=True)
class LongTable(Sequence[RowT], Generic[RowT]):
    """Typed rows, all of them fit, by columns.

    Attributes:
        model: Row model.
        raw: The rows as read.
        frame: Where the table stands.
        columns: Typed values of each field, by the field's name.
    """

    model: type[RowT]
    raw: RawRows
    frame: Frame
    columns: Mapping[str, Sequence[Any]]

    @cached_property
    def _declared(self) -> AbstractSet[str]:
        return {column.header for column in self.model.columns().values()}

    def __len__(self) -> int:
        return len(self.raw)

    @overload
    def __getitem__(self, index: int) -> RowT: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[RowT]: ...
    def __getitem__(self, index: int | slice) -> RowT | Sequence[RowT]:
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(len(self)))]
        raw = self.raw[index]
        others = {header: value for header, value in raw.values.items() if header not in self._declared}
        values = {name: column[index] for name, column in self.columns.items()}
        return self.model.read(values, raw.line, self.frame, others)


def column(rows: Sequence[Row], name: str) -> Sequence[Any]:
    """One field of all rows (一列), in their order."""
    if isinstance(rows, LongTable):
        values: Sequence[Any] = rows.columns[name]
        return values
    return [getattr(row, name) for row in rows]


def beside(rows: Sequence[Row], header: str) -> Sequence[Any]:
    """What stands in an undeclared column of all rows, such as that of a further 测评项目."""
    if isinstance(rows, LongTable):
        return rows.raw.column(header)
    return [row.others.get(header) for row in rows]


def picked(rows: Sequence[RowT], chosen: Sequence[bool]) -> Sequence[RowT]:
    """The rows that are chosen."""
    if isinstance(rows, LongTable):
        columns = {name: list(compress(values, chosen)) for name, values in rows.columns.items()}
        return LongTable(rows.model, rows.raw.chosen(chosen), rows.frame, columns)
    return list(compress(rows, chosen))
