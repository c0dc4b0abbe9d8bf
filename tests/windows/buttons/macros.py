"""The shipped macros, run by an interpreter of VBA: what they pass to Windows and to xlwings' DLL."""

# ruff: noqa: N802 -- names of VBA, Windows and xlwings
# mypy: disable-error-code="misc, untyped-decorator"

import os
import re
from pathlib import Path
from typing import Any, Final

import pythoncom
import win32api
from pyopenvba.apps.excel import Application, ExcelApplication
from pyopenvba.interpreter import VBAObject, member, method, setter
from pyopenvba.interpreter._values import error  # how a COM server's failure arrives in VBA

from tests.xlsx.macro_master import MASTER, modules_in

# The interpreter reads no comments behind directives, knows no files, starts no COM server, loads no DLL.
_COMMENT: Final = re.compile(r"^(\s*#.*?)\s*'.*$", re.MULTILINE)
_REPLACED: Final = re.compile(
    r"^Function (WScript|XLPy|FileExistsOnWindows)\b.*?^End Function$", re.MULTILINE | re.DOTALL
)
_REMOVED: Final = re.compile(r"^\s*Kill LOG_FILE$", re.MULTILINE)
_BRIDGES: Final = {
    "FileExistsOnWindows": "Function FileExistsOnWindows(ByVal FileSpec As String) As Boolean\n"
    "    FileExistsOnWindows = Application.Shell.FileExists(FileSpec)\nEnd Function",
    "WScript": "Function WScript() As Object\n    Set WScript = Application.Shell\nEnd Function",
    "XLPy": "Function XLPy() As Object\n    Set XLPy = Application.Python\nEnd Function",
}
_ENVIRON: Final = """
Function Environ(ByVal Name As String) As String
    Environ = Application.Shell.Environ(Name)
End Function
"""


class Shell(VBAObject):
    """Windows' WScript.Shell; what it is asked to run is kept."""

    def __init__(self) -> None:
        self.commands: list[str] = []

    @method(name="ExpandEnvironmentStrings")
    def ExpandEnvironmentStrings(self, text: str) -> str | bool:
        # VBA can compare the text "True" with True, the interpreter cannot
        return {"True": True, "False": False}.get(text, str(win32api.ExpandEnvironmentStrings(text)))

    @method(name="Environ")
    def Environ(self, name: str) -> str:
        return os.environ.get(name, "")

    @method(name="FileExists")
    def FileExists(self, path: str) -> bool:
        return Path(path).is_file()

    @method(name="Run")
    def Run(self, command: str, style: int, wait: bool) -> int:  # noqa: ARG002 -- as VBA calls it
        self.commands.append(command)
        return 0


class Handle(VBAObject):
    """An object of the Python server, which VBA only hands back."""

    def __init__(self, content: Any) -> None:
        self.content = content


class Python(VBAObject):
    """The Python server behind `XLPy`; its failures become VBA's.

    Args:
        server: Its object.
        book: The workbook that stands for ThisWorkbook.
    """

    def __init__(self, server: Any, book: Any) -> None:
        self._server, self._book = server, book

    @method(name="Module")
    def Module(self, name: str) -> Handle:
        return self._call("Module", name)

    @method(name="SetAttr")
    def SetAttr(self, owner: Handle, name: str, value: VBAObject) -> None:
        assert value.vba_type_name == "Workbook"
        self._server.SetAttr(owner.content, name, self._book)

    @method(name="Tuple")
    def Tuple(self, job: str, typed: str) -> Handle:
        return self._call("Tuple", job, typed)

    @method(name="Call")
    def Call(self, owner: Handle, function: str, arguments: Handle) -> Handle:
        return self._call("Call", owner.content, function, arguments.content)

    @method(name="Str")
    def Str(self, handle: Handle) -> str:
        return str(self._server.Str(handle.content))

    def _call(self, name: str, *arguments: Any) -> Handle:
        try:
            return Handle(getattr(self._server, name)(*arguments))
        except pythoncom.com_error as failure:
            raise error(440, str(failure)) from failure


class Program(Application):
    """The part of Excel that the interpreter lacks."""

    shell = Shell()
    python: Any = None
    hwnd = 0

    @member(name="Shell")
    def Shell(self) -> Shell:
        return self.shell

    @member(name="Python")
    def Python(self) -> Any:
        return self.python

    @member(name="Hwnd")
    def Hwnd(self) -> int:
        return self.hwnd

    @member(name="EnableCancelKey")
    def EnableCancelKey(self) -> int:
        return 1

    @setter("EnableCancelKey")
    def set_cancel_key(self, value: int) -> None:
        """The interpreter cannot be interrupted anyway."""


class Macros:
    """The macros of an open master.

    Args:
        master: The workbook's file.
        python: The Python behind `XLPy`, where a macro needs it.
        hwnd: The number of Excel's window.
    """

    def __init__(self, master: Path, python: Python | None = None, hwnd: int = 0) -> None:
        self._program = ExcelApplication.open(master, with_vba=False)
        self.shell = Shell()
        members = {"shell": self.shell, "python": python, "hwnd": hwnd}
        self._program.application.__class__ = type("Program", (Program,), members)
        modules = modules_in(MASTER)
        self._program.add_module(_runnable(modules["xlwings"]), name="xlwings")
        self._program.add_module(modules["SzButtons"], name="SzButtons")

    def run(self, name: str, *arguments: object) -> Any:
        """Run a procedure of the macros; what it returns."""
        return self._program.run(name, *arguments)

    @property
    def messages(self) -> list[str]:
        """The texts of the message boxes."""
        return [text for _, text, *_ in self._program.dialogs]


def _runnable(source: str) -> str:
    """xlwings' module with bridges in the place of what the interpreter cannot do."""
    return "\n".join(
        (
            _REPLACED.sub(lambda match: _BRIDGES[match[1]], _REMOVED.sub("", _COMMENT.sub(r"\1", source))),
            _ENVIRON,
        )
    )
