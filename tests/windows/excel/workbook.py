"""Excel's Workbook, Workbooks, Names and Name."""

# ruff: noqa: N802, N803 -- Excel's names

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook as OpenpyxlWorkbook
from openpyxl import load_workbook

from tests.windows.excel.com import ExcelObject, Refused
from tests.windows.excel.ranges import RangeObject
from tests.windows.excel.worksheet import SheetCollection, Worksheet

if TYPE_CHECKING:
    from tests.windows.excel.application import Application


class Workbook(ExcelObject):
    """An open workbook; its macros are kept and never run."""

    interface, iid = "_Workbook", "{000208DA-0000-0000-C000-000000000046}"
    Saved: bool = True

    def __init__(self, application: "Application", path: Path, *, read_only: bool = False) -> None:
        self._application, self.path, self._read_only = application, path, read_only
        self._workbook = load_workbook(path, keep_vba=True)
        self.sheets = [Worksheet(self, sheet) for sheet in self._workbook]
        self._by_title = {sheet.Name: sheet for sheet in self.sheets}
        self.active = self.sheets[0]
        self.full_name = str(path)

    def before_call(self) -> None:
        self._application.before_call()

    @cached_property
    def _results(self) -> OpenpyxlWorkbook:
        return load_workbook(self.path, data_only=True)

    def saved_result(self, title: str, row: int, column: int) -> Any:
        """What a formula gave when the workbook was last saved by another program."""
        return self._results[title].cell(row, column).value

    def value_at(self, title: str, row: int, column: int) -> Any:
        """The value of a cell, for formulas."""
        return self._by_title[title].grid.value(row, column)

    @property
    def Application(self) -> "Application":
        return self._application

    @property
    def Name(self) -> str:
        return self.path.name

    @property
    def FullName(self) -> str:
        """Path and name; an address on the web where it is in OneDrive or SharePoint.

        Source: Workbook.FullName.
        """
        return self.full_name

    @property
    def Path(self) -> str:
        return str(self.path.parent)

    @property
    def ReadOnly(self) -> bool:
        return self._read_only

    @property
    def FileFormat(self) -> int:
        return 52  # xlOpenXMLWorkbookMacroEnabled

    @property
    def Worksheets(self) -> SheetCollection:
        return SheetCollection(self)

    @property
    def Sheets(self) -> SheetCollection:
        return SheetCollection(self)

    @property
    def ActiveSheet(self) -> Worksheet:
        return self.active

    @property
    def Names(self) -> "Names":
        return Names(self)

    @property
    def defined_names(self) -> Any:
        return self._workbook.defined_names

    def Save(self) -> None:
        """Save in its place; a read-only workbook cannot be.

        Sources: Workbook.Save; Workbook.ReadOnly.
        """
        self._application.perhaps_refuse_to_save()
        if self._read_only:
            raise Refused(f"'{self.Name}' is read-only.")
        self._workbook.save(self.path)
        self.Saved = True

    def Activate(self) -> None:
        self._application.ActiveWorkbook = self

    def Close(self, SaveChanges: bool | None = None) -> None:
        if SaveChanges:
            self.Save()
        self._application.books.remove(self)


class Workbooks(ExcelObject):
    """The open workbooks. Source: Workbooks."""

    interface, iid = "Workbooks", "{000208DB-0000-0000-C000-000000000046}"

    def __init__(self, application: "Application") -> None:
        self._application = application

    def elements(self) -> Sequence[Workbook]:
        return self._application.books

    @property
    def Application(self) -> "Application":
        return self._application

    @property
    def Count(self) -> int:
        return len(self._application.books)

    def Item(self, Index: Any) -> Workbook:
        for number, book in enumerate(self._application.books, start=1):
            if Index == number or str(Index).lower() == book.Name.lower():
                return book
        raise Refused("Subscript out of range", -2147352565)


class Names(ExcelObject):
    """The defined names of a workbook. Source: Names."""

    interface = "Names"

    def __init__(self, book: Workbook) -> None:
        self._book = book

    def before_call(self) -> None:
        self._book.before_call()

    @property
    def Count(self) -> int:
        return len(self._book.defined_names)

    def Item(self, Index: Any) -> "Name":
        for name in self._book.defined_names:
            if str(Index).lower() == name.lower():
                return Name(self._book, name)
        raise Refused("Application-defined or object-defined error")


class Name(ExcelObject):
    """A defined name. Source: Name.RefersToRange."""

    interface = "Name"

    def __init__(self, book: Workbook, name: str) -> None:
        self._book, self._name = book, name

    @property
    def Name(self) -> str:
        return self._name

    @property
    def RefersTo(self) -> str:
        return f"={self._book.defined_names[self._name].attr_text}"

    @property
    def RefersToRange(self) -> RangeObject:
        """The cells; an error where the name is no plain reference."""
        title, _, area = self.RefersTo.removeprefix("=").rpartition("!")
        sheet: Worksheet = SheetCollection(self._book).Item(title.strip("'"))
        return sheet.Range(area)
