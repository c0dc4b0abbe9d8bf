"""Excel's ListObject (table) and ListObjects."""

# ruff: noqa: N802, N803 -- Excel's names

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from openpyxl.utils import range_boundaries
from openpyxl.worksheet.table import Table

from tests.windows.excel.com import ExcelObject, Refused
from tests.windows.excel.filters import AutoFilter
from tests.windows.excel.ranges import RangeObject
from tests.windows.excel.rectangles import Block

if TYPE_CHECKING:
    from tests.windows.excel.worksheet import Worksheet

_TOTAL = "汇总"


class ListObject(ExcelObject):
    """A table; its header row is always shown."""

    interface, iid = "ListObject", "{00024471-0000-0000-C000-000000000046}"

    def __init__(self, sheet: "Worksheet", table: Table) -> None:
        self.sheet, self._table = sheet, table
        self._filter = AutoFilter(sheet, self.block)
        self._totals: list[str] = []

    def before_call(self) -> None:
        self.sheet.before_call()

    @property
    def block(self) -> Block:
        """All cells: headers, rows, and the totals row where it is shown."""
        first_column, first_row, last_column, last_row = range_boundaries(self._table.ref)
        return Block(int(first_row or 0), int(first_column or 0), int(last_row or 0), int(last_column or 0))

    @block.setter
    def block(self, block: Block) -> None:
        self._table.ref = block.address.replace("$", "")
        if self._table.autoFilter:
            last = block.last_row - bool(self.ShowTotals)
            self._table.autoFilter.ref = block._replace(last_row=last).address.replace("$", "")

    @property
    def Name(self) -> str:
        return str(self._table.name)

    @property
    def DisplayName(self) -> str:
        return str(self._table.displayName)

    @property
    def Parent(self) -> "Worksheet":
        return self.sheet

    @property
    def Range(self) -> RangeObject:
        return RangeObject(self.sheet, self.block)

    @property
    def HeaderRowRange(self) -> RangeObject:
        return RangeObject(self.sheet, self.block._replace(last_row=self.block.first_row))

    @property
    def TotalsRowRange(self) -> RangeObject | None:
        """The totals row; Nothing where it is not shown."""
        last = self.block._replace(first_row=self.block.last_row)
        return RangeObject(self.sheet, last) if self.ShowTotals else None

    @property
    def ShowHeaders(self) -> bool:
        return True

    @property
    def ShowAutoFilter(self) -> bool:
        return self._table.autoFilter is not None

    @property
    def AutoFilter(self) -> AutoFilter | None:
        """The table's filter; Nothing without filter buttons.

        Source: ListObject.AutoFilter.
        """
        self._filter.block = self.block._replace(last_row=self.block.last_row - bool(self.ShowTotals))
        return self._filter if self.ShowAutoFilter else None

    @property
    def ShowTotals(self) -> bool:
        """Whether the totals row is shown. Source: ListObject.ShowTotals."""
        return bool(self._table.totalsRowCount)

    @ShowTotals.setter
    def ShowTotals(self, shown: bool) -> None:
        """Show or remove the totals row below the rows; what it adds up is remembered."""
        self.sheet.refuse_if_protected("tables")
        if shown == self.ShowTotals:
            return
        block = self.block
        grid = self.sheet.grid
        last = block.last_row + bool(shown)
        if shown:
            totals = self._totals or [_TOTAL, *[""] * (len(block.columns) - 1)]
            for column, total in zip(block.columns, totals, strict=True):
                grid.enter(last, column, total)
        else:
            self._totals = [grid.formula(last, column) for column in block.columns]
            for column in block.columns:
                grid.clear(last, column)
        self._table.totalsRowCount = 1 if shown else None
        self.block = block._replace(last_row=last if shown else last - 1)
        self.sheet.changed()

    def Resize(self, Range: RangeObject) -> None:
        """Let the table have other rows and columns; no cell moves.

        The headers stay in their row, the new cells overlap the old ones, and there is a row of data. Source:
        learn.microsoft.com/dotnet/api/microsoft.office.tools.excel.listobject.resize. Tables do not overlap.
        """
        self.sheet.refuse_if_protected("tables")
        new, old = Range.block, self.block
        if (
            new.first_row != old.first_row
            or not new.meets(old)
            or new.last_row <= new.first_row + bool(self.ShowTotals)
        ):
            raise Refused(
                "The new range must keep the header row, overlap the old one and have a row of data."
            )
        tables = [table for table in self.sheet.tables if table is not self]
        if any(table.block.meets(new) for table in tables):
            raise Refused("A table cannot overlap another table.")
        self.block = new
        self._name_columns()
        self.sheet.changed()

    def _name_columns(self) -> None:
        """Keep openpyxl's columns equal to the headers, so that the file can be saved."""
        headers = [self.sheet.grid.formula(self.block.first_row, column) for column in self.block.columns]
        columns = self._table.tableColumns
        while len(columns) < len(headers):
            added = columns[-1].__copy__()
            added.id = len(columns) + 1
            columns.append(added)
        del columns[len(headers) :]
        for column, header in zip(columns, headers, strict=True):
            column.name = header


class ListObjects(ExcelObject):
    """The tables of a sheet."""

    interface, iid = "ListObjects", "{00024470-0000-0000-C000-000000000046}"

    def __init__(self, sheet: "Worksheet") -> None:
        self._sheet = sheet

    def before_call(self) -> None:
        self._sheet.before_call()

    def elements(self) -> Sequence[ListObject]:
        return self._sheet.tables

    @property
    def Count(self) -> int:
        return len(self._sheet.tables)

    def Item(self, Index: Any) -> ListObject:
        for number, table in enumerate(self._sheet.tables, start=1):
            if Index in {number, table.Name}:
                return table
        raise Refused("Subscript out of range", -2147352565)
