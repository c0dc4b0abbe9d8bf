"""Excel's Application: settings of the program, and when it refuses calls."""

# ruff: noqa: N802 -- Excel's names

from pathlib import Path as FilePath
from typing import Any, Final

import win32gui

from tests.windows.excel.com import CallRejected, ExcelObject, Refused, to_com
from tests.windows.excel.ranges import RangeObject
from tests.windows.excel.workbook import Workbook, Workbooks

AUTOMATIC: Final = -4105  # xlCalculationAutomatic
IGNORED: Final = -2146777998  # 0x800AC472, VBA_E_IGNORE


class AutoCorrect(ExcelObject):
    """What Excel fills in by itself. Source: AutoCorrect."""

    interface = "AutoCorrect"
    AutoFillFormulasInLists: bool = True
    AutoExpandListRange: bool = True


class Application(ExcelObject):
    """The program.

    Attributes:
        books: The open workbooks.
        statuses: What the status bar has shown.
        password_prompts: How often a dialog would have asked for a password.
        ignored_calls: How many of the next calls are ignored, as while a cell is being edited.
        rejected_calls: How many of the next calls are rejected, as while a dialog is open.
        save_fails: Whether saving fails.
    """

    interface, iid = "_Application", "{000208D5-0000-0000-C000-000000000046}"
    Name: str = "Microsoft Excel"
    Version: str = "16.0"
    Path: str = r"C:\Program Files\Microsoft Office\root\Office16"
    ScreenUpdating: bool = True
    DisplayAlerts: bool = True
    EnableEvents: bool = True
    Interactive: bool = True
    Visible: bool = True
    Calculation: int = AUTOMATIC
    ActiveWorkbook: Any = None

    def __init__(self) -> None:
        self.books: list[Workbook] = []
        self.statuses: list[str] = []
        self.password_prompts = 0
        self.ignored_calls = self.rejected_calls = 0
        self.save_fails = False
        self._auto_correct = AutoCorrect()
        self._status: str | bool = False

    def before_call(self) -> None:
        """Reject a call while a dialog is open; ignore one while a cell is being edited.

        The number (VBA_E_IGNORE) is not documented; xlwings' Windows engine says that clicking into cells
        causes it.
        """
        if self.rejected_calls:
            self.rejected_calls -= 1
            raise CallRejected
        if self.ignored_calls:
            self.ignored_calls -= 1
            raise Refused("", IGNORED)

    def perhaps_refuse_to_save(self) -> None:
        if self.save_fails:
            raise Refused("Document not saved.")

    def open(self, path: FilePath, *, read_only: bool = False) -> Workbook:
        """Open a workbook, as a person does."""
        book = Workbook(self, path, read_only=read_only)
        self.books.append(book)
        self.ActiveWorkbook = book
        return book

    @property
    def com(self) -> Any:
        """The application as a COM object."""
        return to_com(self)

    @property
    def Application(self) -> "Application":
        return self

    @property
    def Hwnd(self) -> int:
        return int(win32gui.GetDesktopWindow())

    @property
    def AutoCorrect(self) -> AutoCorrect:
        return self._auto_correct

    @property
    def Workbooks(self) -> Workbooks:
        return Workbooks(self)

    @property
    def Selection(self) -> RangeObject:
        """What is selected on the active sheet, cell A1 at first. Source: Application.Selection."""
        sheet = self.ActiveWorkbook.active
        return RangeObject(sheet, sheet.selected)

    @property
    def StatusBar(self) -> str | bool:
        """The text of the status bar; False where Excel has it. Source: Application.StatusBar."""
        return self._status

    @StatusBar.setter
    def StatusBar(self, status: str | bool) -> None:
        self._status = status
        if status:
            self.statuses.append(str(status))
