"""xlwings' DLL, which the macros load: it starts Python as a COM server and hands its object to VBA."""

import ctypes
from importlib.metadata import distribution
from pathlib import Path
from typing import Any, Final

import pythoncom
import win32com.client

DLLS: Final = {bits: f"xlwings{bits}-{distribution('xlwings').version}.dll" for bits in (32, 64)}
"""The DLL for each bitness of Office."""

_START, _STOP = 1, -1
_OBJECT = 9  # VT_DISPATCH
_SAYS = 8  # VT_BSTR


class _Variant(ctypes.Structure):
    _fields_ = (
        ("kind", ctypes.c_ushort),
        ("reserved", ctypes.c_ushort * 3),
        ("pointer", ctypes.c_void_p),
        ("more", ctypes.c_void_p),
    )


class ServerRefused(Exception):  # noqa: N818 -- named like VBA's own words for it
    """The DLL started no server; the message is the one that VBA raises."""


class PythonServer:
    """The Python behind the buttons, as `XLPy` of xlwings' macros has it.

    Args:
        dll: The DLL.
        command: What `XLPyCommand` gives for a master.
    """

    def __init__(self, dll: Path, command: str) -> None:
        self._function = ctypes.WinDLL(str(dll)).XLPyDLLActivateAuto  # type: ignore[attr-defined]  # on Windows only
        # VBA passes texts to a DLL in the code page of Windows
        self._command = ctypes.c_char_p(command.encode("mbcs"))

    def start(self) -> Any:
        """The server's object (XLPython), started when it does not run."""
        return _as_object(self._call(_START))

    def stop(self) -> None:
        """End the server, as `KillPy` does."""
        self._call(_STOP)

    def _call(self, mode: int) -> _Variant:
        result = _Variant()
        if self._function(ctypes.byref(result), self._command, mode):
            raise ServerRefused(ctypes.wstring_at(result.pointer) if result.kind == _SAYS else "")
        return result


def _as_object(result: _Variant) -> Any:
    convert = ctypes.PyDLL(pythoncom.__file__).PyCom_PyObjectFromIUnknown
    convert.restype = ctypes.py_object
    iid = (ctypes.c_byte * 16).from_buffer_copy(bytes(pythoncom.IID_IDispatch))
    assert result.kind == _OBJECT, result.kind
    counts = True  # one more reference
    return win32com.client.Dispatch(convert(ctypes.c_void_p(result.pointer), ctypes.byref(iid), counts))
