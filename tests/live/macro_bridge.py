"""The macros of the master in an interpreter of VBA, with Python behind `XLPy` as xlwings' DLL has it."""

# ruff: noqa: N802 - names of VBA and of xlwings
# mypy: disable-error-code="misc, untyped-decorator"

from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from pyopenvba.apps.excel import Application, ExcelApplication
from pyopenvba.interpreter import VBAObject, member, method, setter
from pyopenvba.interpreter._values import error  # how a COM server's failure arrives in VBA

_STAND_IN = """Public Function XLPy() As Object
    Set XLPy = Application.Bridge
End Function
"""


class Handle(VBAObject):
    """A Python object that VBA may only hand back."""

    def __init__(self, content: Any) -> None:
        self.held = content


class Bridge(VBAObject):
    """What VBA can ask of Python (`XLPython` of xlwings' com_server): Python's failures become VBA's."""

    def __init__(self, fails_at: str = "") -> None:
        self.fails_at = fails_at
        self.called: list[tuple[Any, ...]] = []

    def _perhaps_fail(self, step: str) -> None:
        if step == self.fails_at:
            raise error(1000, "Could not activate Python COM server, hr = -2147221164")

    @method(name="Module")
    def Module(self, name: str) -> Handle:
        self._perhaps_fail(name)
        if name.startswith("xlwings."):
            return Handle(name)  # it cannot be loaded here
        return Handle(import_module(name))

    @method(name="SetAttr")
    def SetAttr(self, owner: Handle, name: str, value: Any) -> None:
        self.called.append((owner.held, name, value.vba_type_name))

    @method(name="Tuple")
    def Tuple(self, job: str, typed: str) -> Handle:
        return Handle((job, typed))

    @method(name="Call")
    def Call(self, owner: Handle, function: str, arguments: Handle) -> Handle:
        self._perhaps_fail(function)
        self.called.append((owner.held.__name__, function, *arguments.held))
        return Handle(getattr(owner.held, function)(*arguments.held))

    @method(name="Str")
    def Str(self, handle: Handle) -> str:
        return str(handle.held)


class Excel(Application):
    """The part of Excel that the interpreter lacks."""

    bridge = Bridge()
    cancel_key = 1

    @member(name="Bridge")
    def Bridge(self) -> Bridge:
        return self.bridge

    @member(name="EnableCancelKey")
    def EnableCancelKey(self) -> int:
        return self.cancel_key

    @setter("EnableCancelKey")
    def set_cancel_key(self, value: int) -> None:
        type(self).cancel_key = value


class Pressed(NamedTuple):
    """What came of a Sub.

    Attributes:
        called: What it asked of Python.
        dialogs: Texts and titles of the messages, in order.
        program: The program in which it ran.
    """

    called: list[tuple[Any, ...]]
    dialogs: list[tuple[str, str]]
    program: ExcelApplication


def press_in_vba(
    master: Path,
    macros: str,
    sub: str,
    *arguments: object,
    within: type = Excel,
    fails_at: str = "",
    typed: str = "",
) -> Pressed:
    """Run a Sub of the module SzButtons of an open master.

    Args:
        master: The workbook.
        macros: The module's source.
        sub: Its name.
        arguments: What it takes.
        within: The program.
        fails_at: The module or function at which Python cannot be reached; blank for none.
        typed: What the clerk answers where the macro asks; blank to cancel.
    """
    program = ExcelApplication.open(master, with_vba=False)
    bridge = Bridge(fails_at)
    program.application.__class__ = type("Program", (within,), {"bridge": bridge, "cancel_key": 1})
    program.add_module(_STAND_IN, name="xlwings")
    program.add_module(macros, name="SzButtons")
    if typed:
        program.answer_dialogs(typed)
    program.run(sub, *arguments)
    return Pressed(bridge.called, [(dialog, title) for _, dialog, title, _ in program.dialogs], program)
