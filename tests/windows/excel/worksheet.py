"""Excel's Worksheet and its collection."""

# ruff: noqa: N802, N803 -- Excel's names

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from openpyxl.utils import range_boundaries

from tests.windows.excel.com import ExcelObject, Refused
from tests.windows.excel.filters import AutoFilter, Filter
from tests.windows.excel.grid import Grid
from tests.windows.excel.outline import Outline
from tests.windows.excel.ranges import RangeObject
from tests.windows.excel.rectangles import Block
from tests.windows.excel.tables import ListObject, ListObjects

if TYPE_CHECKING:
    from tests.windows.excel.workbook import Workbook

_VISIBILITY: Final = {"visible": -1, "hidden": 0, "veryHidden": 2}  # XlSheetVisibility
_COUNT: Final = re.compile(r"COUNTA\((\S+)\)")


class Worksheet(ExcelObject):
    """A sheet."""

    interface, iid = "_Worksheet", "{000208D8-0000-0000-C000-000000000046}"
    indexed = ("Range", "Item")

    def __init__(self, book: "Workbook", sheet: Any) -> None:
        self.book, self._sheet = book, sheet
        self.grid = Grid(sheet, book.value_at, book.saved_result)
        self.tables = [ListObject(self, table) for table in sheet.tables.values()]
        self.password = ""
        self.selected = Block(1, 1, 1, 1)
        self._filter: AutoFilter | None = None

    def before_call(self) -> None:
        self.book.before_call()

    def changed(self) -> None:
        """Note that the workbook differs from its file. Source: Workbook.Saved."""
        self.book.Saved = False

    def entered(self, block: Block) -> None:
        """Let a table grow over what is entered just below it, if Excel is set to do so.

        Source: AutoCorrect.AutoExpandListRange; macros are seen to cause it too.
        """
        self.changed()
        if self.book.Application.AutoCorrect.AutoExpandListRange:
            for table in self.tables:
                below = table.block._replace(
                    first_row=table.block.last_row + 1, last_row=table.block.last_row + 1
                )
                if block.first_row == below.first_row and block.meets(below) and not table.ShowTotals:
                    table.block = table.block._replace(last_row=block.last_row)

    @property
    def merged(self) -> Any:
        return self._sheet.merged_cells.ranges

    @property
    def Application(self) -> Any:
        return self.book.Application

    @property
    def Parent(self) -> "Workbook":
        return self.book

    @property
    def Name(self) -> str:
        return str(self._sheet.title)

    @Name.setter
    def Name(self, name: str) -> None:
        self._sheet.title = name
        self.changed()

    @property
    def Index(self) -> int:
        return self.book.sheets.index(self) + 1

    @property
    def Visible(self) -> int:
        return _VISIBILITY[self._sheet.sheet_state]

    @Visible.setter
    def Visible(self, visible: int) -> None:
        states = {int(number): state for state, number in _VISIBILITY.items()}
        self._sheet.sheet_state = states[-1 if visible is True else int(visible)]
        self.changed()

    def Activate(self) -> None:
        """Show the sheet; a hidden one cannot be activated."""
        if self._sheet.sheet_state != "visible":
            raise Refused("Activate method of Worksheet class failed")
        self.book.active = self

    @property
    def ListObjects(self) -> ListObjects:
        return ListObjects(self)

    @property
    def Outline(self) -> Outline:
        return Outline(self)

    @property
    def Cells(self) -> RangeObject:
        return RangeObject(self, Block(1, 1, 1_048_576, 16_384))

    def Range(self, Cell1: Any, Cell2: Any = None) -> RangeObject:
        """Cells by an address, or from one corner to another. Source: Worksheet.Range."""
        corners = [self._block(corner) for corner in (Cell1, Cell2) if corner is not None]
        return RangeObject(
            self,
            Block(
                min(corner.first_row for corner in corners),
                min(corner.first_column for corner in corners),
                max(corner.last_row for corner in corners),
                max(corner.last_column for corner in corners),
            ),
        )

    def _block(self, corner: Any) -> Block:
        if isinstance(corner, RangeObject):
            return corner.block
        try:
            first_column, first_row, last_column, last_row = range_boundaries(str(corner).replace("$", ""))
        except ValueError as error:
            raise Refused("Application-defined or object-defined error") from error
        return Block(
            int(first_row or 1),
            int(first_column or 1),
            int(last_row or 1_048_576),
            int(last_column or 16_384),
        )

    @property
    def used(self) -> Block:
        sheet = self._sheet
        return Block(sheet.min_row, sheet.min_column, sheet.max_row, sheet.max_column)

    @property
    def UsedRange(self) -> RangeObject:
        """The cells in use, those that are only formatted too. Source: Worksheet.UsedRange."""
        return RangeObject(self, self.used)

    def Evaluate(self, Name: str) -> float:
        """Count filled cells; hidden ones count too. Source: "COUNTA function"."""
        counted = _COUNT.fullmatch(Name)
        if counted is None:
            raise NotImplementedError(Name)
        block = self._block(counted[1])
        values = (self.grid.value(row, column) for row in block.rows for column in block.columns)
        return float(sum(value is not None for value in values))

    # Protection

    @property
    def ProtectContents(self) -> bool:
        return bool(self._sheet.protection.sheet)

    def Protect(  # noqa: PLR0917 -- as Excel has it
        self,
        Password: str | None = None,
        DrawingObjects: bool = False,  # noqa: ARG002
        Contents: bool = True,  # noqa: ARG002
        Scenarios: bool = True,  # noqa: ARG002
        UserInterfaceOnly: bool = False,  # noqa: ARG002
        AllowFormattingCells: bool = False,  # noqa: ARG002
        AllowFormattingColumns: bool = False,  # noqa: ARG002
        AllowFormattingRows: bool = False,  # noqa: ARG002
        AllowInsertingColumns: bool = False,  # noqa: ARG002
        AllowInsertingRows: bool = False,  # noqa: ARG002
        AllowInsertingHyperlinks: bool = False,  # noqa: ARG002
        AllowDeletingColumns: bool = False,  # noqa: ARG002
        AllowDeletingRows: bool = False,  # noqa: ARG002
        AllowSorting: bool = False,  # noqa: ARG002
        AllowFiltering: bool = False,  # noqa: ARG002
        AllowUsingPivotTables: bool = False,  # noqa: ARG002
    ) -> None:
        """Protect the sheet; what stays allowed is not kept here.

        pywin32 hands a Python object no argument behind one that is first_column out. Source:
        Worksheet.Protect.
        """
        self.password = Password or ""
        self._sheet.protection.sheet = True
        self.changed()

    def Unprotect(self, Password: str | None = None) -> None:
        """Take the protection away; a wrong password is an error, a missing one opens a dialog.

        Source: Worksheet.Unprotect.
        """
        if self.password and Password is None:
            self.book.Application.password_prompts += 1
        if self.password and Password != self.password:
            raise Refused("The password you supplied is not correct.")
        self._sheet.protection.sheet = False
        self.changed()

    def refuse_if_protected(self, action: str) -> None:
        """Refuse what no sheet allows while it is protected, unlocked cells or not.

        Source: Worksheet.Protect: without UserInterfaceOnly, protection
        applies to macros too.
        """
        if self.ProtectContents:
            raise Refused(f"{self.Name} is protected: {action}")

    # Filters that belong to no table

    @property
    def FilterMode(self) -> bool:
        """Whether rows are filtered. Source: Worksheet.FilterMode."""
        return self._filter is not None and self._filter.FilterMode

    def ShowAllData(self) -> None:
        """Show all rows of the filter; an error without one. Source: Worksheet.ShowAllData."""
        if not self.FilterMode or self._filter is None:
            raise Refused("ShowAllData method of Worksheet class failed")
        self._filter.ShowAllData()

    def filter_cells(self, block: Block, field: int, first: Any, operator: int, second: Any) -> None:
        """Filter the table of these cells, or the cells."""
        criterion = Filter(first, operator, second)
        for table in self.tables:
            if table.block == block and table.AutoFilter:
                table.AutoFilter.set(field, criterion)
                return
        if self._filter is None or self._filter.block != block:
            self._filter = AutoFilter(self, block)
        self._filter.set(field, criterion)


class SheetCollection(ExcelObject):
    """The sheets of a workbook. Source: Worksheets."""

    interface, iid = "Sheets", "{000208D7-0000-0000-C000-000000000046}"

    def __init__(self, book: "Workbook") -> None:
        self._book = book

    def before_call(self) -> None:
        self._book.before_call()

    def elements(self) -> Sequence[Worksheet]:
        return self._book.sheets

    @property
    def Count(self) -> int:
        return len(self._book.sheets)

    @property
    def Parent(self) -> "Workbook":
        return self._book

    def Item(self, Index: Any) -> Worksheet:
        for number, sheet in enumerate(self._book.sheets, start=1):
            if Index == number or str(Index).lower() == sheet.Name.lower():
                return sheet
        raise Refused("Subscript out of range", -2147352565)
