"""The parts of Excel's own objects that the add-in needs and xlwings lacks."""

# ruff: noqa: N802, N803 - Excel's names

import re
from types import SimpleNamespace
from typing import Any

from tests.live.guard import guarded
from tests.live.launch import Office, SpreadsheetRefused

_VISIBLE = 12  # xlCellTypeVisible
_COUNT = re.compile(r"COUNTA\((\S+)\)")


class ApplicationApi:
    """Excel's Application; it has no name, so that nobody takes it for Excel itself."""

    def __init__(self) -> None:
        self.AutoCorrect = SimpleNamespace(AutoFillFormulasInLists=True, AutoExpandListRange=True)


@guarded
class WorkbookApi:
    """Excel's Workbook."""

    def __init__(self, book: Any) -> None:
        self._book = book

    @property
    def office(self) -> Office:
        return self._book.office  # type: ignore[no-any-return]  # books import this, not the reverse

    @property
    def FullName(self) -> str:
        return str(self._book.fullname)

    @property
    def ReadOnly(self) -> bool:
        return bool(self._book.document.isReadonly())

    @property
    def Saved(self) -> bool:
        return not self._book.document.isModified()


@guarded
class WorksheetApi:
    """Excel's Worksheet."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet

    @property
    def office(self) -> Office:
        return self._sheet.office  # type: ignore[no-any-return]  # sheets import this, not the reverse

    @property
    def ProtectContents(self) -> bool:
        return bool(self._sheet.uno.isProtected())

    def Protect(self, Password: str = "", **_: Any) -> None:
        self._sheet.uno.protect(Password)

    def Unprotect(self, Password: str | None = None) -> None:
        """Without a password given, Excel asks the user for one where there is one."""
        self._sheet.uno.unprotect(Password or "")
        if self.ProtectContents:
            if Password is None:
                self._sheet.book.app.password_prompts += 1
            raise SpreadsheetRefused(f"the password of {self._sheet.name} is another")

    @property
    def FilterMode(self) -> bool:
        """Whether a filter that belongs to no table hides rows."""
        rows = self._sheet.used_range.uno.Rows
        return self._sheet.filtered is not None and any(row.IsFiltered for row in rows)

    def ShowAllData(self) -> None:
        if not self.FilterMode:
            raise SpreadsheetRefused(f"nothing is filtered in {self._sheet.name}")
        _refuse_if_protected(self._sheet)
        self._sheet.show_filtered()

    def Evaluate(self, formula: str) -> float:
        """How many cells of an area hold something."""
        counted = _COUNT.fullmatch(formula)
        if counted is None:
            raise NotImplementedError(formula)
        functions = self.office.service("com.sun.star.sheet.FunctionAccess")
        return float(functions.callFunction("COUNTA", (self._sheet.range(counted[1]).uno,)))

    def Range(self, Cell1: str) -> "RowsApi":
        """Whole rows, such as 4:7."""
        first, last = map(int, Cell1.split(":"))
        return RowsApi(self._sheet, first, last)

    @property
    def Outline(self) -> "OutlineApi":
        return OutlineApi(self._sheet)


@guarded
class RowsApi:
    """Excel's Range of whole rows; here, the level of rows can be set and not read."""

    def __init__(self, sheet: Any, first: int, last: int) -> None:
        self._sheet, self._rows = sheet, (first, last)

    @property
    def office(self) -> Office:
        return self._sheet.office  # type: ignore[no-any-return]  # sheets import this, not the reverse

    @property
    def OutlineLevel(self) -> int:
        raise NotImplementedError

    @OutlineLevel.setter
    def OutlineLevel(self, level: int) -> None:
        """Level 1 is that of rows in no group."""
        _refuse_if_protected(self._sheet)
        first, last = self._rows
        area = self._sheet.range((first, 1), (last, 1)).uno.RangeAddress
        rows = self.office.uno.Enum("com.sun.star.table.TableOrientation", "ROWS")
        if level > 1:
            self._sheet.uno.group(area, rows)
        else:
            self._sheet.uno.ungroup(area, rows)


@guarded
class OutlineApi:
    """Excel's Outline of a sheet."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet

    @property
    def office(self) -> Office:
        return self._sheet.office  # type: ignore[no-any-return]  # as above

    @property
    def SummaryRow(self) -> int:
        raise NotImplementedError

    @SummaryRow.setter
    def SummaryRow(self, place: int) -> None:
        """Where the row is that sums up: LibreOffice has no such property and folds all the same."""

    def ShowLevels(self, RowLevels: int) -> None:
        _refuse_if_protected(self._sheet)
        rows = self.office.uno.Enum("com.sun.star.table.TableOrientation", "ROWS")
        self._sheet.uno.showLevel(RowLevels - 1, rows)


@guarded
class RangeApi:
    """Excel's Range."""

    def __init__(self, cells: Any) -> None:
        self._cells = cells

    @property
    def office(self) -> Office:
        return self._cells.office  # type: ignore[no-any-return]  # ranges import this, not the reverse

    def SpecialCells(self, Type: int) -> SimpleNamespace:
        """The visible ones of the cells."""
        if Type != _VISIBLE:
            raise NotImplementedError(Type)
        _refuse_if_protected(self._cells.sheet)
        count = self._cells.visible_count
        if not count:
            raise SpreadsheetRefused("no cells were found")
        return SimpleNamespace(CountLarge=count)

    @property
    def Areas(self) -> list[SimpleNamespace]:
        """The cells themselves: here, a selection is always one block."""
        return [SimpleNamespace(Row=self._cells.row, Rows=SimpleNamespace(Count=self._cells.shape[0]))]

    def ClearHyperlinks(self) -> None:
        """Take the links away; the texts stay. Here, a link is a part of its text and goes with it."""
        self._cells.refuse_if_protected()

    def AutoFilter(self, Field: int, Criteria1: str) -> None:
        """Show only the rows with this text in a column; the cells are no table's."""
        self._cells.sheet.filtered = self._cells
        descriptor = self._cells.uno.createFilterDescriptor(True)  # noqa: FBT003 - UNO takes no names
        descriptor.ContainsHeader = True
        descriptor.setFilterFields((equals(self.office, Field, Criteria1),))
        self._cells.uno.filter(descriptor)


@guarded
class ListObjectApi:
    """Excel's ListObject."""

    def __init__(self, table: Any) -> None:
        self._table = table

    @property
    def office(self) -> Office:
        return self._table.office  # type: ignore[no-any-return]  # tables import this, not the reverse

    @property
    def AutoFilter(self) -> "TableFilterApi | None":
        return TableFilterApi(self._table) if self._table.show_autofilter else None

    @property
    def Range(self) -> "TableRangeApi":
        return TableRangeApi(self._table)


@guarded
class TableRangeApi:
    """The part of Excel's Range of a table that filters the table."""

    def __init__(self, table: Any) -> None:
        self._table = table

    @property
    def office(self) -> Office:
        return self._table.office  # type: ignore[no-any-return]  # as above

    def AutoFilter(self, Field: int, Criteria1: str) -> None:
        """Show only the rows with this text in a column, the text behind an equals sign."""
        _refuse_if_protected(self._table.parent)
        self._table.filter_by((equals(self._table.office, Field, Criteria1.removeprefix("=")),))


@guarded
class TableFilterApi:
    """Excel's AutoFilter of a table."""

    def __init__(self, table: Any) -> None:
        self._table = table

    @property
    def office(self) -> Office:
        return self._table.office  # type: ignore[no-any-return]  # as above

    @property
    def FilterMode(self) -> bool:
        return bool(self._conditions)

    @property
    def _conditions(self) -> Any:
        return self._table.database_range.getFilterDescriptor().getFilterFields()

    def Filters(self, Index: int) -> SimpleNamespace:
        """The filter of a column; of one text, Excel keeps it behind an equals sign and names no operator."""
        for condition in self._conditions:
            if condition.Field == Index - 1:
                return SimpleNamespace(On=True, Operator=0, Criteria1=f"={condition.StringValue}")
        return SimpleNamespace(On=False)

    def ShowAllData(self) -> None:
        if not self.FilterMode:
            raise SpreadsheetRefused(f"nothing is filtered in {self._table.name}")
        _refuse_if_protected(self._table.parent)
        self._table.filter_by(())


def _refuse_if_protected(sheet: Any) -> None:
    if sheet.api.ProtectContents:
        raise SpreadsheetRefused(f"{sheet.name} is protected")


def equals(office: Office, field: int, text: str) -> Any:
    """The condition that a column, counted from 1, holds a text."""
    condition = office.uno.createUnoStruct("com.sun.star.sheet.TableFilterField")
    condition.Field, condition.IsNumeric, condition.StringValue = field - 1, False, text
    condition.Operator = office.uno.Enum("com.sun.star.sheet.FilterOperator", "EQUAL")
    return condition
