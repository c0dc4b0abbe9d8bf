"""Excel's Range."""

# ruff: noqa: N802, N803 -- Excel's names

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from tests.live.values import as_block
from tests.windows.excel.com import ExcelObject, Refused
from tests.windows.excel.rectangles import Block, find_runs

if TYPE_CHECKING:
    from tests.windows.excel.worksheet import Worksheet

_VISIBLE: Final = 12  # xlCellTypeVisible
_FILL_FORMATS: Final = 3  # xlFillFormats
MOST_ROWS: Final = 1_048_576
MOST_COLUMNS: Final = 16_384


class RangeObject(ExcelObject):
    """Cells of a sheet, one rectangle of them."""

    interface, iid = "Range", "{00020846-0000-0000-C000-000000000046}"

    def __init__(self, sheet: "Worksheet", block: Block, step: str = "cells") -> None:
        self.sheet, self.block, self._step = sheet, block, step

    def before_call(self) -> None:
        self.sheet.before_call()

    # Where

    @property
    def Address(self) -> str:
        return self.block.address

    @property
    def Row(self) -> int:
        return self.block.first_row

    @property
    def Column(self) -> int:
        return self.block.first_column

    @property
    def Worksheet(self) -> "Worksheet":
        return self.sheet

    @property
    def Rows(self) -> "RangeObject":
        return RangeObject(self.sheet, self.block, "rows")

    @property
    def Columns(self) -> "RangeObject":
        return RangeObject(self.sheet, self.block, "columns")

    @property
    def EntireRow(self) -> "RangeObject":
        return RangeObject(self.sheet, self.block._replace(first_column=1, last_column=MOST_COLUMNS), "rows")

    @property
    def EntireColumn(self) -> "RangeObject":
        return RangeObject(self.sheet, self.block._replace(first_row=1, last_row=MOST_ROWS), "columns")

    @property
    def Count(self) -> int:
        """How many cells, or rows or columns of Rows and Columns; too many for a Long are an error.

        Source: Range.Count.
        """
        counts = {"rows": len(self.block.rows), "columns": len(self.block.columns)}
        count = counts.get(self._step, counts["rows"] * counts["columns"])
        if count > 2**31 - 1:
            raise Refused("overflow", -2146828282)
        return count

    @property
    def CountLarge(self) -> int:
        return len(self.block.rows) * len(self.block.columns)

    def Item(self, RowIndex: int, ColumnIndex: int | None = None) -> "RangeObject":
        """A cell by row and column within the range, or a row or column of Rows and Columns."""
        first_row, first_column, last_row, last_column = self.block
        if self._step == "rows":
            return RangeObject(
                self.sheet,
                Block(first_row + RowIndex - 1, first_column, first_row + RowIndex - 1, last_column),
                "rows",
            )
        if self._step == "columns":
            return RangeObject(
                self.sheet,
                Block(first_row, first_column + RowIndex - 1, last_row, first_column + RowIndex - 1),
                "columns",
            )
        down, beside = (
            divmod(RowIndex - 1, last_column - first_column + 1)
            if ColumnIndex is None
            else (RowIndex - 1, ColumnIndex - 1)
        )
        return RangeObject(
            self.sheet,
            Block(
                first_row + int(down),
                first_column + int(beside),
                first_row + int(down),
                first_column + int(beside),
            ),
        )

    # What is in the cells

    @property
    def Value(self) -> Any:
        return self._read(self.sheet.grid.value)

    @Value.setter
    def Value(self, value: Any) -> None:
        """Enter a value, or an array of them.

        Where rows or columns are hidden, each visible area begins the array again. Seen by users: on GitHub,
        issues 224 of OfficeDev/office-js (a product bug), 747 of xlwings/xlwings, 2 of netoffice/NetOffice.
        """
        self.refuse_if_locked()
        rows = as_block(value, len(self.block.rows), len(self.block.columns))
        for area in self._visible_areas():
            for row in area.rows:
                for column in area.columns:
                    self.sheet.grid.enter(row, column, rows[row - area.first_row][column - area.first_column])
        self.sheet.entered(self.block)

    @property
    def Formula(self) -> Any:
        return self._read(self.sheet.grid.formula)

    @Formula.setter
    def Formula(self, formula: Any) -> None:
        self.Value = formula

    def _read(self, read: Any) -> Any:
        rows = [[read(row, column) for column in self.block.columns] for row in self.block.rows]
        return (
            rows[0][0]
            if self.block.first_row == self.block.last_row
            and self.block.first_column == self.block.last_column
            else rows
        )

    def ClearContents(self) -> None:
        """Blank the visible cells. Source: Range.ClearContents."""
        self.refuse_if_locked()
        for row, column in self._visible_cells():
            self.sheet.grid.clear(row, column)
        self.sheet.changed()

    def ClearHyperlinks(self) -> None:
        """Remove links; texts and formats stay. Source: Range.ClearHyperlinks."""
        self.refuse_if_locked()
        for row, column in self._visible_cells():
            self.sheet.grid.cell(row, column).hyperlink = None
        self.sheet.changed()

    @property
    def NumberFormat(self) -> str | None:
        """The format's code; Null where cells differ.

        Source: Range.NumberFormat.
        """
        cell = self.sheet.grid.cell
        codes = {cell(row, column).number_format for row in self.block.rows for column in self.block.columns}
        return codes.pop() if len(codes) == 1 else None

    @NumberFormat.setter
    def NumberFormat(self, code: str) -> None:
        self.sheet.refuse_if_protected("formats")
        for row, column in self._visible_cells():
            self.sheet.grid.cell(row, column).number_format = code
        self.sheet.changed()

    @property
    def MergeCells(self) -> bool | None:
        """Whether the cells are merged; Null where only some are.

        Source: Range.MergeCells.
        """
        merged = [Block(area.min_row, area.min_col, area.max_row, area.max_col) for area in self.sheet.merged]
        if not any(self.block.meets(area) for area in merged):
            return False
        return True if any(area == self.block for area in merged) else None

    def AutoFill(self, Destination: "RangeObject", Type: int) -> None:
        """Give the cells below the formats of this row; Destination includes this row.

        Source: Range.AutoFill.
        """
        if Type != _FILL_FORMATS:
            raise NotImplementedError(Type)
        self.sheet.refuse_if_protected("formats")
        target = Destination.block
        if (target.first_row, target.first_column, target.last_column) != (
            self.block.first_row,
            self.block.first_column,
            self.block.last_column,
        ):
            raise Refused("AutoFill method of Range class failed")
        for column in target.columns:
            model: Any = self.sheet.grid.cell(target.first_row, column)
            for row in range(target.first_row + 1, target.last_row + 1):
                cell: Any = self.sheet.grid.cell(row, column)
                cell._style = model._style
        self.sheet.changed()

    # What can be seen

    def SpecialCells(self, Type: int) -> "Areas":
        """The visible cells; an error where there are none, and on a protected sheet.

        Source: Range.SpecialCells. That a single cell means the whole used range, and that protected sheets
        refuse, is not documented; xlwings' Windows engine says the former, users the latter.
        """
        if Type != _VISIBLE:
            raise NotImplementedError(Type)
        self.sheet.refuse_if_protected("special cells")
        block = self.sheet.used if self.CountLarge == 1 else self.block
        count = len(list(RangeObject(self.sheet, block)._visible_cells()))
        if not count:
            raise Refused("No cells were found.")
        return Areas(count)

    @property
    def Hidden(self) -> bool | None:
        """Whether whole rows or columns are hidden. Source: Range.Hidden."""
        grid = self.sheet.grid
        if self._step == "rows":
            states = {grid.row_hidden(row) for row in self.block.rows}
        else:
            states = {grid.column_hidden(column) for column in self.block.columns}
        return states.pop() if len(states) == 1 else None

    @Hidden.setter
    def Hidden(self, hidden: bool) -> None:
        self.sheet.refuse_if_protected(self._step)
        if self._step == "rows":
            for row in self.block.rows:
                self.sheet.grid.hide_row(row, hidden)
        else:
            for column in self.block.columns:
                self.sheet.grid.hide_column(column, hidden)
        self.sheet.changed()

    @property
    def OutlineLevel(self) -> int | None:
        """The level of whole rows, 1 for those in no group; Null where they differ.

        Source: Range.OutlineLevel.
        """
        self._refuse_unless_rows()
        levels = {self.sheet.grid.level(row) for row in self.block.rows}
        return levels.pop() if len(levels) == 1 else None

    @OutlineLevel.setter
    def OutlineLevel(self, level: int) -> None:
        self._refuse_unless_rows()
        self.sheet.refuse_if_protected("outline")
        for row in self.block.rows:
            self.sheet.grid.set_level(row, int(level))
        self.sheet.changed()

    def _refuse_unless_rows(self) -> None:
        if (self.block.first_column, self.block.last_column) != (1, MOST_COLUMNS):
            raise Refused("Unable to set the OutlineLevel property of the Range class")

    def AutoFilter(
        self, Field: int, Criteria1: Any, Operator: int | None = None, Criteria2: Any = None
    ) -> None:
        """Filter the table of these cells, or the cells themselves. Source: Range.AutoFilter."""
        self.sheet.filter_cells(self.block, int(Field), Criteria1, Operator or 0, Criteria2)

    def Select(self) -> None:
        self.sheet.Activate()
        self.sheet.selected = self.block

    @property
    def Areas(self) -> "RangeAreas":
        return RangeAreas(self)

    def refuse_if_locked(self) -> None:
        """Refuse to change locked cells of a protected sheet. Source: Range.Locked."""
        if not self.sheet.ProtectContents:
            return
        cell = self.sheet.grid.cell
        if any(
            cell(row, column).protection.locked for row in self.block.rows for column in self.block.columns
        ):
            raise Refused("The cell or chart you're trying to change is on a protected sheet.")

    def _visible_cells(self) -> Iterator[tuple[int, int]]:
        grid = self.sheet.grid
        columns = [column for column in self.block.columns if not grid.column_hidden(column)]
        for row in self.block.rows:
            if not grid.row_hidden(row):
                for column in columns:
                    yield row, column

    def _visible_areas(self) -> list[Block]:
        grid = self.sheet.grid
        rows = [row for row in self.block.rows if not grid.row_hidden(row)]
        columns = [column for column in self.block.columns if not grid.column_hidden(column)]
        return [
            Block(first_row, first_column, last_row, last_column)
            for first_row, last_row in find_runs(rows)
            for first_column, last_column in find_runs(columns)
        ]


class RangeAreas(ExcelObject):
    """The rectangles of a Range; here always one. Source: Range.Areas."""

    interface = "RangeAreas"

    def __init__(self, area: RangeObject) -> None:
        self._area = area

    @property
    def Count(self) -> int:
        return len(self.elements())

    def Item(self, Index: int) -> RangeObject:
        return self.elements()[int(Index) - 1]

    def elements(self) -> Sequence[RangeObject]:
        return [self._area]


class Areas(ExcelObject):
    """The cells that were found: Excel's Range of several areas, of which only the number is asked."""

    interface = "Areas"
    CountLarge: int = 0

    def __init__(self, count: int) -> None:
        self.CountLarge = count
