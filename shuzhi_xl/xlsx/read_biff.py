"""The second reader of .xls and .et (第二读法): xlrd."""

import io
from collections.abc import Mapping
from typing import Any

import xlrd
from xlrd.compdoc import CompDoc

from shuzhi_xl.xlsx.cell_values import Place, Reading, RefusedError, from_serial, grid, refuse_spread
from shuzhi_xl.xlsx.sniff import Content

_STREAMS = (
    ("EncryptedPackage", "file_encrypted"),
    ("Workbook", Content.WORKBOOK),
    ("Book", Content.WORKBOOK),
    ("WordDocument", Content.WORD),
    ("PowerPoint Document", Content.SLIDES),
)


def sniff_compound(content: bytes) -> str:
    """What a compound file holds, by the streams in its root (复合文档): a workbook, or a finding's code."""
    try:
        document = CompDoc(content, io.StringIO(), ignore_workbook_corruption=True)
        return next((kind for name, kind in _STREAMS if document.get_named_stream(name)), Content.OTHER)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 -- xlrd fails in any way on a damaged file
        return "file_damaged"


def read_biff(content: bytes) -> Reading:
    """All worksheets of an .xls or .et file; formulas are not told apart from values.

    Raises:
        RefusedError: Damaged, encrypted, or content too far apart.
    """
    try:
        book = xlrd.open_workbook(
            file_contents=content, logfile=io.StringIO(), ragged_rows=True, ignore_workbook_corruption=True
        )
        sheets = {sheet.name: _cells(sheet, book.datemode) for sheet in book.sheets()}
    except xlrd.XLRDError as error:
        code = "file_encrypted" if "encrypted" in str(error) else "file_damaged"
        raise RefusedError(code) from error
    except MemoryError:
        raise
    except Exception as error:
        raise RefusedError("file_damaged") from error
    for title, (values, _) in sheets.items():
        refuse_spread(title, values)
    errors = {(title, *place): text for title, (_, found) in sheets.items() for place, text in found.items()}
    return Reading({title: grid(title, values) for title, (values, _) in sheets.items()}, errors=errors)


def _cells(sheet: xlrd.sheet.Sheet, datemode: int) -> tuple[Mapping[Place, Any], Mapping[Place, str]]:
    values: dict[Place, Any] = {}
    errors: dict[Place, str] = {}
    for row in range(sheet.nrows):
        for col, cell in enumerate(sheet.row(row), start=1):
            place = row + 1, col
            if cell.ctype == xlrd.XL_CELL_ERROR:
                values[place] = errors[place] = xlrd.error_text_from_code.get(cell.value, "#N/A")
            elif cell.ctype == xlrd.XL_CELL_DATE:
                values[place] = from_serial(cell.value, date1904=bool(datemode))
            elif cell.ctype == xlrd.XL_CELL_BOOLEAN:
                values[place] = bool(cell.value)
            elif cell.ctype in (xlrd.XL_CELL_TEXT, xlrd.XL_CELL_NUMBER):
                values[place] = cell.value
    return values, errors
