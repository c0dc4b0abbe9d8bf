"""Changes of an open workbook, each with the steps that undo it (打开着的总表的改动)."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import xlwings as xw

from shuzhi_xl.sheets.declaration.cell_value import canonical
from shuzhi_xl.sheets.declaration.column import Kind
from shuzhi_xl.xlsx.live.blocks import LiveBlock
from shuzhi_xl.xlsx.live.outline import Outline
from shuzhi_xl.xlsx.patch.values import Area, Formula, Link, Value

UndoSteps = list[Callable[[], None]]
"""Functions that undo changes; the last one is called first."""


class Change(ABC):
    """One change of one sheet (一处改动).

    Attributes:
        sheet: The sheet.
        title: Its title.
        area: The smallest area around all cells written.
    """

    sheet: xw.Sheet
    title: str
    area: Area

    @abstractmethod
    def make(self, undo: UndoSteps) -> None:
        """Make the change; before each step, the step that undoes it is appended.

        Raises:
            NotAsWritten: The cells contain something else afterwards.
        """


@dataclass(frozen=True)
class TableChange(Change):
    """All rows of a table, rewritten (改写表格).

    Attributes:
        name: The table's name.
        table: The table.
        table_area: Excel's area of the table, without the totals row.
        used_area: The same area, extended by rows typed below it.
        headers: The new header texts; empty if they stay the same.
        kinds: The kind of each new column; None for those that staff added.
        keys: Indexes of the columns that identify a row.
        rows: The new rows; none leaves one blank row.
        totals: Whether a totals row is shown.
        may_have_links: Whether cells may have hyperlinks: of the program's own tables, only one has.
        levels: The outline level of each row, 0 or 1; None leaves the outline as it is.
    """

    sheet: xw.Sheet
    title: str
    name: str
    table: xw.main.Table
    table_area: Area
    used_area: Area
    headers: Sequence[str]
    kinds: Sequence[Kind | None]
    keys: Sequence[int]
    rows: Sequence[Sequence[Value]]
    totals: bool
    may_have_links: bool
    levels: Sequence[int] | None = None

    @property
    def new_area(self) -> Area:
        """The table's new area, without the totals row."""
        used_area = self.used_area
        return used_area._replace(
            last_row=used_area.first_row + max(len(self.rows), 1),
            last_col=used_area.first_col + len(self.kinds) - 1,
        )

    @property
    def area(self) -> Area:  # type: ignore[override]
        """The smallest area around all cells written."""
        return self.used_area.join(self.new_area)

    def make(self, undo: UndoSteps) -> None:
        """Write the rows, then resize the table, then blank the surplus rows."""
        used_area, new_area = self.used_area, self.new_area
        old_block = LiveBlock(self.sheet, _rows_below_header(used_area))
        before = old_block.contents()
        outline = Outline(self.sheet, _rows_below_header(self.area))
        if self.levels is not None:
            outline.remove()
        if self.totals:
            # The totals row is just below the rows and would be overwritten when the table grows
            undo.append(lambda: self._show_totals(shown=True))
            self._show_totals(shown=False)
        if self.headers:
            self._write_headers(undo)
        if new_area.last_row > used_area.last_row:
            # Before the rows, because the format decides what Excel makes of an entry
            self._extend_formats()
        undo.append(lambda: self._restore(before))
        rows = self.rows or [(None,) * len(self.kinds)]
        block = old_block if new_area == used_area else LiveBlock(self.sheet, _rows_below_header(new_area))
        # A hyperlink stays when its cell is overwritten, and would lead to the place of an earlier row
        if self.may_have_links:
            block.clear_links()
        # Nothing is blanked before the new rows are in: a failure must not leave an empty table
        block.write(self._keep_formulas(rows, before), self.kinds)
        if new_area != self.table_area:
            self._resize(new_area)
        if new_area.last_row < used_area.last_row:
            LiveBlock(self.sheet, used_area._replace(first_row=new_area.last_row + 1)).clear()
        outline.fold(self.levels or ())
        if self.totals:
            self._show_totals(shown=True)

    def _restore(self, before: Sequence[Sequence[Value]]) -> None:
        if self.totals:
            self._show_totals(shown=False)
        # These cells were blank: a change that would meet anything else is refused
        for strip in self.new_area.beyond(self.used_area):
            LiveBlock(self.sheet, strip).clear()
        self._resize(self.table_area)
        # With other headers, the kinds of the new columns do not describe the old ones
        kinds = [None] * len(before[0]) if self.headers else self.kinds
        LiveBlock(self.sheet, _rows_below_header(self.used_area)).write(before, kinds)

    def _write_headers(self, undo: UndoSteps) -> None:
        used_area, new_area = self.used_area, self.new_area
        header = self.sheet.range(
            (used_area.first_row, used_area.first_col), (used_area.first_row, new_area.last_col)
        )
        old_headers = header.options(ndim=2).value
        undo.append(lambda: setattr(header, "raw_value", old_headers))
        header.raw_value = [list(self.headers)]

    def _extend_formats(self) -> None:
        """Give the blank rows below the formats of the first one."""
        used_area, new_area = self.used_area, self.new_area
        first, right = used_area.first_row + 1, used_area.last_col
        model = self.sheet.range((first, used_area.first_col), (first, right))
        # Not Range.Copy, which also takes over hyperlinks, notes and validations of the first row
        model.autofill(
            self.sheet.range((first, used_area.first_col), (new_area.last_row, right)), "fill_formats"
        )

    def _resize(self, area: Area) -> None:
        self.table.resize(self.sheet.range((area.first_row, area.first_col), (area.last_row, area.last_col)))

    def _show_totals(self, *, shown: bool) -> None:
        self.table.show_totals = shown

    def _keep_formulas(
        self, rows: Sequence[Sequence[Value]], before: Sequence[Sequence[Value]]
    ) -> list[Sequence[Value]]:
        """The rows, with formulas of staff kept where they give the same value for the same record."""
        merged_rows: list[Sequence[Value]] = list(rows)
        if self.headers:  # the formulas would move to other columns
            return merged_rows
        for index, (row, old_row) in enumerate(zip(rows, before, strict=False)):
            if any(isinstance(cell, Formula) for cell in old_row) and self._is_same_record(row, old_row):
                merged_rows[index] = [*map(_choose_formula_or_value, old_row, row), *row[len(old_row) :]]
        return merged_rows

    def _is_same_record(self, row: Sequence[Value], old_row: Sequence[Value]) -> bool:
        return all(_to_text(row[index]) == _to_text(old_row[index]) for index in self.keys)


@dataclass(frozen=True)
class CellsChange(Change):
    """Some cells of one column (改单元格); those between them stay as they are.

    Attributes:
        column: The column's number.
        kind: Its kind; None for a column that staff added.
        values: The new values, by sheet row.
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

    def make(self, undo: UndoSteps) -> None:
        """Write the column from the first to the last of the cells."""
        block = LiveBlock(self.sheet, self.area)
        before = block.contents()
        undo.append(lambda: block.write(before, [self.kind]))
        # One block from the first to the last cell: every call to Excel costs far more than a cell
        rows = [
            [self.values.get(line, cell)] for line, (cell,) in enumerate(before, start=self.area.first_row)
        ]
        block.write(rows, [self.kind])


def _rows_below_header(area: Area) -> Area:
    """A table's area without its header row."""
    return area._replace(first_row=area.first_row + 1)


def _choose_formula_or_value(old_value: Value, value: Value) -> Value:
    is_kept = isinstance(old_value, Formula) and not isinstance(value, Formula | Link)
    return old_value if is_kept and _to_text(old_value) == _to_text(value) else value


def _to_text(value: Any) -> str:
    if isinstance(value, Formula):
        value = value.value
    return canonical(value.text if isinstance(value, Link) else value)
