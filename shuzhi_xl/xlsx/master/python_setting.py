"""The sheet from which the macros learn where Python is (xlwings.conf), carried over to a new master."""

from io import BytesIO
from typing import Final

from python_calamine import CalamineError, CalamineWorkbook

from shuzhi_xl.xlsx.patch.workbook import Workbook

_SHEET: Final = "xlwings.conf"
_PYTHON: Final = "Interpreter_Win"


def with_python_of(data: bytes, like: bytes) -> bytes:
    """A master whose buttons start the same Python as those of another (Interpreter_Win).

    Args:
        data: The new master; unchanged where the other names no Python.
        like: The master that the installation has set up.
    """
    _, python = _find_python(like)
    row, _ = _find_python(data)
    if not (python and row):
        return data
    book = Workbook.load(data)
    book.set_cell(_SHEET, f"B{row}", python)
    return book.to_bytes()


def _find_python(data: bytes) -> tuple[int, str]:
    """Row and value of the setting; 0 and blank without it."""
    try:
        sheet = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_name(_SHEET)
    except CalamineError:
        return 0, ""
    # xlwings expects the first setting in A1, so the sheet begins there
    rows = enumerate(sheet.to_python(), start=1)
    return next(((row, str(cells[1])) for row, cells in rows if cells[0] == _PYTHON), (0, ""))
