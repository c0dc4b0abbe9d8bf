"""A stand-in for Excel in this process, and the Python that xlwings' DLL starts for its macros."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import win32com.client
import xlwings as xw
from openpyxl import load_workbook
from xlwings import _xlwindows

from shuzhi_xl.building.macros.xlwings_settings import SETTINGS_SHEET
from shuzhi_xl.doctor.workbook import INTERPRETER
from shuzhi_xl.wording.file_names import MASTER_NAME
from shuzhi_xl.xlsx.files.shipped import read_shipped_master
from tests.windows.buttons.macros import Macros
from tests.windows.buttons.xlwings_dll import DLLS, PythonServer
from tests.windows.excel.application import Application
from tests.windows.excel.com import to_com
from tests.windows.excel.workbook import Workbook
from tests.year_stages import Stages, TownOffice


@pytest.fixture
def excel() -> Iterator[Application]:
    """The program, without a workbook; at the end no workbook calls any more."""
    yield Application()
    _xlwindows.BOOK_CALLER = None


@pytest.fixture
def office(stages: Stages, tmp_path: Path) -> TownOffice:
    """The office after 计算, in a folder with Chinese and a blank."""
    return stages.open("computed", tmp_path / "镇 上")


@pytest.fixture
def book(excel: Application, office: TownOffice) -> Workbook:
    """Its master, open."""
    return excel.open(office.master)


@pytest.fixture
def caller(book: Workbook) -> xw.Book:
    """The same workbook as the one whose macro calls."""
    return call_from(book)


def call_from(book: Workbook) -> xw.Book:
    """Let a workbook be the one that calls, as its macro does."""
    _xlwindows.BOOK_CALLER = win32com.client.Dispatch(to_com(book))
    return xw.Book.caller()


@pytest.fixture(scope="session")
def installed_master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A master whose settings name this Python, as after its installation."""
    path = tmp_path_factory.mktemp("town") / "镇 办公室" / MASTER_NAME
    path.parent.mkdir()
    path.write_bytes(read_shipped_master())
    workbook = load_workbook(path, keep_vba=True)
    for name, value in workbook[SETTINGS_SHEET].iter_rows():
        if name.value == INTERPRETER:
            value.value = sys.executable
    workbook.save(path)
    return path


@pytest.fixture(scope="session")
def dll() -> Path:
    """xlwings' DLL of this process's bitness."""
    return Path(sys.prefix) / "Lib" / "site-packages" / DLLS[64]


@pytest.fixture(scope="session")
def python_server(installed_master: Path, dll: Path) -> Iterator[Any]:
    """The object of the Python that the DLL starts by the command of the shipped macros."""
    server = PythonServer(dll, Macros(installed_master).run("XLPyCommand"))
    yield server.start()
    server.stop()


@pytest.fixture
def open_read_only(excel: Application, office: TownOffice) -> Callable[[], xw.Book]:
    """Opens the master without the right to save it, and lets it call."""
    return lambda: call_from(excel.open(office.master, read_only=True))
