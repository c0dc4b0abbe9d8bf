"""xlwings' DLLs, the Python that one of them starts, and the command lines of the shipped macros."""

import ctypes
import struct
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path
from typing import Any, Final

import pytest
from openpyxl import load_workbook

from shuzhi_xl.building.macros.xlwings_settings import SETTINGS_SHEET
from tests.windows.buttons.macros import Macros
from tests.windows.buttons.xlwings_dll import DLLS

_MACHINES: Final = {32: 0x14C, 64: 0x8664}  # IMAGE_FILE_MACHINE_I386, IMAGE_FILE_MACHINE_AMD64
_EXPORTS: Final = ("XLPyDLLActivateAuto", "XLPyDLLNDims", "XLPyDLLVersion")
_ENTRY: Final = "import shuzhi_xl.addin; print(shuzhi_xl.addin.SZ_PROBLEM('组织名册', '党员人数', '三十'))"


@pytest.mark.parametrize("bits", [32, 64])
def test_each_dll_is_for_its_office_and_exports_what_the_macros_declare(dll: Path, bits: int) -> None:
    content = dll.with_name(DLLS[bits]).read_bytes()
    (header,) = struct.unpack_from("<I", content, 0x3C)
    assert content[header : header + 4] == b"PE\0\0"
    assert struct.unpack_from("<H", content, header + 4) == (_MACHINES[bits],)
    assert all(name.encode() + b"\0" in content for name in _EXPORTS)


def test_the_dll_of_this_process_loads_and_names_its_version(dll: Path) -> None:
    library = ctypes.WinDLL(str(dll))  # type: ignore[attr-defined]  # on Windows only
    assert all(hasattr(library, name) for name in _EXPORTS)


def test_the_dll_of_the_other_bitness_does_not_load(dll: Path) -> None:
    with pytest.raises(OSError, match="193"):  # ERROR_BAD_EXE_FORMAT
        ctypes.WinDLL(str(dll.with_name(DLLS[32])))  # type: ignore[attr-defined]  # on Windows only


def test_the_server_s_python_is_the_installed_one_with_the_program(python_server: Any) -> None:
    module = python_server.Module("sys")
    assert python_server.Str(python_server.GetAttr(module, "executable")) == sys.executable
    version = python_server.GetAttr(python_server.Module("xlwings"), "__version__")
    assert python_server.Str(version) == distribution("xlwings").version
    assert python_server.HasAttr(python_server.Module("shuzhi_xl.addin"), "answer")


def test_the_command_of_run_python_reaches_the_entry_point(installed_master: Path, tmp_path: Path) -> None:
    master = tmp_path / "镇 办公室" / installed_master.name
    master.parent.mkdir()
    workbook = load_workbook(installed_master, keep_vba=True)
    for name, value in workbook[SETTINGS_SHEET].iter_rows():
        if name.value == "Use UDF Server":
            value.value = False
    workbook.save(master)
    macros = Macros(master)
    macros.run("RunPython", _ENTRY)
    (command,) = macros.shell.commands
    # As WScript.Shell runs it: the text is the whole command line
    process = subprocess.run(command, capture_output=True, encoding="gbk", check=False)
    assert "应填数字" in process.stdout
    assert process.returncode == 0
