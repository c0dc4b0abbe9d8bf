"""Changes of an open workbook, each with its way back (打开着的总表的改动)."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import xlwings as xw

from shuzhi_xl.sheets.declaration.cell_value import canonical
from shuzhi_xl.sheets.declaration.column import Kind
from shuzhi_xl.xlsx.live.blocks import LiveBlock
from shuzhi_xl.xlsx.patch.values import Area, Formula, Link, Value

WaysBack = list[Callable[[], None]]
"""What puts the sheets back as they were, the last one first."""


class Change(ABC):
    """One change of one sheet.

    Attributes:
        sheet: The sheet.
        title: Its title.
        area: The cells around all that is written.
    """

    sheet: xw.Sheet
    title: str
    area: Area

    @abstractmethod
    def make(self, back: WaysBack) -> None:
        """Make the change; before each step the way back from it is noted.

        Raises:
            NotAsWritten: The cells hold something else afterwards.
        """


@dataclass(frozen=True)
class TableChange(Change):
    """All rows of a table, written anew (改写表格).

    Attributes:
        name: The table's name.
        table: The table.
        spans: Its area as Excel has it, without the totals row.
        place: The same with rows typed below.
        headers: The header texts to be, if they are others than before.
        kinds: The kind of each column to be; None for those that staff added.
        keys: Indexes of the columns that tell whose a row is.
        rows: The rows to be; none leaves one blank row.
        totals: Whether a totals row is shown.
        may_have_links: Whether a cell may lead somewhere: the program's own tables have links in one only.
    """

    sheet: xw.Sheet
    title: str
    name: str
    table: xw.main.Table
    spans: Area
    place: Area
    headers: Sequence[str]
    kinds: Sequence[Kind | None]
    keys: Sequence[int]
    rows: Sequence[Sequence[Value]]
    totals: bool
    may_have_links: bool

    @property
    def wanted(self) -> Area:
        """Its area to be, without the totals row."""
        place = self.place
        return place._replace(
            last_row=place.first_row + max(len(self.rows), 1), last_col=place.first_col + len(self.kinds) - 1
        )

    @property
    def area(self) -> Area:  # type: ignore[override]
        """The cells around all that is written."""
        return self.place.join(self.wanted)

    def make(self, back: WaysBack) -> None:
        """Write the rows, then size the table, then blank the rows that are left over."""
        place, new_area = self.place, self.wanted
        stood = LiveBlock(self.sheet, _body(place))
        before = stood.contents()
        if self.totals:
            back.append(lambda: self._show_totals(shown=True))
            self._show_totals(shown=False)
        if self.headers:
            self._put_headers(back)
        if new_area.last_row > place.last_row:
            self._spread_looks()
        back.append(lambda: self._put_back(before))
        rows = self.rows or [(None,) * len(self.kinds)]
        block = stood if new_area == place else LiveBlock(self.sheet, _body(new_area))
        if self.may_have_links:
            block.clear_links()
        block.write(self._keeping_formulas(rows, before), self.kinds)
        if new_area != self.spans:
            self._size(new_area)
        if new_area.last_row < place.last_row:
            LiveBlock(self.sheet, place._replace(first_row=new_area.last_row + 1)).clear()
        if self.totals:
            self._show_totals(shown=True)

    def _put_back(self, before: Sequence[Sequence[Value]]) -> None:
        if self.totals:
            self._show_totals(shown=False)
        for strip in self.wanted.beyond(self.place):
            LiveBlock(self.sheet, strip).clear()
        self._size(self.spans)
        kinds = [None] * len(before[0]) if self.headers else self.kinds
        LiveBlock(self.sheet, _body(self.place)).write(before, kinds)

    def _put_headers(self, back: WaysBack) -> None:
        place, new_area = self.place, self.wanted
        header = self.sheet.range((place.first_row, place.first_col), (place.first_row, new_area.last_col))
        stood = header.options(ndim=2).value
        back.append(lambda: setattr(header, "raw_value", stood))
        header.raw_value = [list(self.headers)]

    def _spread_looks(self) -> None:
        """Give the rows below, which are blank, the look of the first one."""
        place, new_area = self.place, self.wanted
        first, right = place.first_row + 1, place.last_col
        model = self.sheet.range((first, place.first_col), (first, right))
        model.autofill(self.sheet.range((first, place.first_col), (new_area.last_row, right)), "fill_formats")

    def _size(self, area: Area) -> None:
        self.table.resize(self.sheet.range((area.first_row, area.first_col), (area.last_row, area.last_col)))

    def _show_totals(self, *, shown: bool) -> None:
        self.table.show_totals = shown

    def _keeping_formulas(
        self, rows: Sequence[Sequence[Value]], before: Sequence[Sequence[Value]]
    ) -> list[Sequence[Value]]:
        """The rows, formulas of staff in place of values that they gave, where the row is whose it was."""
        merged_rows: list[Sequence[Value]] = list(rows)
        if self.headers:  # they would be in other columns
            return merged_rows
        for index, (row, stood) in enumerate(zip(rows, before, strict=False)):
            if any(isinstance(cell, Formula) for cell in stood) and self._of_the_same(row, stood):
                merged_rows[index] = [*map(_formula_or_value, stood, row), *row[len(stood) :]]
        return merged_rows

    def _of_the_same(self, row: Sequence[Value], stood: Sequence[Value]) -> bool:
        return all(_printed(row[index]) == _printed(stood[index]) for index in self.keys)


@dataclass(frozen=True)
class CellsChange(Change):
    """Some cells of one column (改单元格); those between them stay as they are.

    Attributes:
        column: The column's number.
        kind: Its kind; None for a column that staff added.
        values: The values to be, by sheet row.
    """

    sheet: xw.Sheet
    title: str
    column: int
    kind: Kind | None
    values: Mapping[int, Value]

    @property
    def area(self) -> Area:  # type: ignore[override]
        """The cells from the first to the last one."""
        return Area(min(self.values), self.column, max(self.values), self.column)

    def make(self, back: WaysBack) -> None:
        """Write the column from the first to the last of the cells."""
        block = LiveBlock(self.sheet, self.area)
        before = block.contents()
        back.append(lambda: block.write(before, [self.kind]))
        rows = [
            [self.values.get(line, cell)] for line, (cell,) in enumerate(before, start=self.area.first_row)
        ]
        block.write(rows, [self.kind])


def _body(area: Area) -> Area:
    """A table's area without its header row."""
    return area._replace(first_row=area.first_row + 1)


def _formula_or_value(stood: Value, value: Value) -> Value:
    is_kept = isinstance(stood, Formula) and not isinstance(value, Formula | Link)
    return stood if is_kept and _printed(stood) == _printed(value) else value


def _printed(value: Any) -> str:
    if isinstance(value, Formula):
        value = value.value
    return canonical(value.text if isinstance(value, Link) else value)
