"""The plan of rewriting a table (表格改写的安排): its areas, headers and columns before and after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from shuzhi_xl.xlsx.patch.errors import SheetFull
from shuzhi_xl.xlsx.patch.sheet.cell_writer import legal_text
from shuzhi_xl.xlsx.patch.sheet.sheet_part import SheetPart
from shuzhi_xl.xlsx.patch.sheet.stretch import Stretch
from shuzhi_xl.xlsx.patch.table.table_part import TablePart, fits
from shuzhi_xl.xlsx.patch.values import Area, Value


@dataclass(frozen=True)
class Rewriting:
    """The new content of a table.

    Attributes:
        columns: the values of each column by its header, left to right.
        last_row: the last sheet row that belongs to the table, though typed below its end; may be 0.
        wrapping: the styles that wrap their text.
        levels: the outline level of each row, 0 or 1; None leaves the outline as it is.
    """

    columns: Mapping[str, Sequence[Value]]
    last_row: int = 0
    wrapping: frozenset[str] = frozenset()
    levels: Sequence[int] | None = None


@dataclass(frozen=True)
class RewritePlan:
    """One rewriting of a table.

    Attributes:
        area: the whole table before, with rows typed below its end.
        spanned: the data rows before, as the table has them.
        old: the same, with rows typed below.
        new: the new data rows.
        header: the header row.
        totals: how many totals rows follow the data.
        headers: the new header texts.
        sources: for each index of a new column, the index of the old column that it is or is styled like.
        is_old: for each index of a new column, whether it is that old column.
        reshaped: whether the headers change.
    """

    area: Area
    spanned: Area
    old: Area
    new: Area
    header: int
    totals: int
    headers: tuple[str, ...]
    sources: dict[int, int]
    is_old: tuple[bool, ...]
    reshaped: bool

    @cached_property
    def joined_rows(self) -> Area:
        """The data rows before and after."""
        return self.old.join(self.new)

    @cached_property
    def written_area(self) -> Area:
        """What is written: the data rows, with the totals rows, with the header row if the columns change."""
        first = self.header if self.reshaped else self.joined_rows.first_row
        return self.joined_rows._replace(first_row=first, last_row=self.joined_rows.last_row + self.totals)

    def stretch(self, sheet: SheetPart) -> Stretch:
        """How areas follow."""
        first = self.old.first_col
        columns: dict[int, tuple[int, ...]] = {}
        if self.reshaped:
            for old in range(self.old.last_col - first + 1):
                # The column itself comes before its copies, so that formulas follow it.
                positions = sorted(
                    (not self.is_old[new], first + new) for new, at in self.sources.items() if at == old
                )
                columns[first + old] = (
                    tuple(col for _, col in positions) if positions and not positions[0][0] else ()
                )
        # Names and formats may end with the data or with the totals row
        ends = {self.spanned.last_row + more: self.new.last_row + more for more in {0, self.totals}}
        return Stretch(self.spanned, self.new, columns, ends, lambda area: any(sheet.filled(area)))


def plan_rewrite(sheet: SheetPart, table: TablePart, change: Rewriting) -> RewritePlan:
    """Plan one rewriting of a table on its sheet.

    Raises:
        ValueError: the columns are not equally long, or a header occurs twice.
        SheetFull: a worksheet does not have that many rows or columns.
    """
    headers = tuple(map(legal_text, change.columns))
    count, *other_counts = set(map(len, change.columns.values()))
    if len(set(headers)) != len(headers) or other_counts:
        raise ValueError(f"{table.name}: headers and columns do not fit together")
    present = table.place.headers
    area, spanned = table.place.area, table.rows
    # below a totals row nothing belongs to the table
    typed_last_row = 0 if table.totals else change.last_row
    old = spanned._replace(last_row=max(spanned.last_row, typed_last_row))
    new = old._replace(last_row=old.first_row + max(count, 1) - 1, last_col=old.first_col + len(headers) - 1)
    sources: dict[int, int] = {}
    for index, header in enumerate(headers):
        sources[index] = present.index(header) if header in present else sources.get(index - 1, 0)
    if not fits(new._replace(last_row=new.last_row + table.totals)):
        raise SheetFull(sheet.title, count)
    is_present = tuple(header in present for header in headers)
    return RewritePlan(
        area._replace(last_row=max(area.last_row, typed_last_row)),
        spanned,
        old,
        new,
        table.place.header_row,
        table.totals,
        headers,
        sources,
        is_present,
        headers != present,
    )
