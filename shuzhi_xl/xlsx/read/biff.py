"""The second reader of .xls and .et (第二读法): xlrd."""

import io
from collections.abc import Mapping
from struct import unpack_from
from typing import Any

import olefile
import xlrd

from shuzhi_xl.sheets.outgoing.forms import IDENTITY_SHEET
from shuzhi_xl.xlsx.read.canonical_values import (
    Area,
    Place,
    Reading,
    RefusedError,
    from_serial,
    grid,
    refuse_spread,
)
from shuzhi_xl.xlsx.read.file_type import FileKind

_EXCEL_97 = 80
_STREAMS = (
    ("EncryptedPackage", "file_encrypted"),
    ("Workbook", FileKind.WORKBOOK),
    ("Book", FileKind.WORKBOOK),
    ("WordDocument", FileKind.WORD),
    ("PowerPoint Document", FileKind.SLIDES),
)


def sniff_compound(content: bytes) -> str:
    """What a compound file holds, by the streams in its root (复合文档): a workbook, or a finding's code."""
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as document:
            return next((kind for name, kind in _STREAMS if document.exists(name)), FileKind.OTHER)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 -- olefile fails in any way on a damaged file
        return "file_damaged"


def read_biff(content: bytes) -> Reading:
    """All worksheets of an .xls or .et file; formulas are not told apart from values.

    Raises:
        RefusedError: Damaged, encrypted, or content too far apart.
    """
    try:
        records = _records(content)
        _refuse_torn(records)
        book = _opened(records)
        _refuse_old(book)
        sheets = {sheet.name: _cells(sheet, book.datemode) for sheet in book.sheets()}
        looks = {sheet.name: (_struck(sheet, book), _merged(sheet)) for sheet in book.sheets()}
    except xlrd.XLRDError as error:
        code = "file_encrypted" if "encrypted" in str(error) else "file_damaged"
        raise RefusedError(code) from error
    except (MemoryError, RefusedError):
        raise
    except Exception as error:
        raise RefusedError("file_damaged") from error
    for title, (values, _) in sheets.items():
        refuse_spread(title, values)
    errors = {
        (title, *place): text for title, (_, by_place) in sheets.items() for place, text in by_place.items()
    }
    grids = {title: grid(title, values, *looks[title]) for title, (values, _) in sheets.items()}
    return Reading(grids, errors=errors)


def _records(content: bytes) -> bytes:
    """The stream that holds the workbook; by itself xlrd never leaves one whose sectors go round."""
    with olefile.OleFileIO(io.BytesIO(content)) as document:
        name = "Workbook" if document.exists("Workbook") else "Book"
        return bytes(document.openstream(name).read())


def _refuse_torn(records: bytes) -> None:
    """Refuse a workbook with zeros among its records; both readers would pass over them, and lose cells."""
    at, last = 0, len(records.rstrip(b"\0"))
    while at < last:
        kind, length = unpack_from("<HH", records, at)
        if kind == 0 and length == 0:
            raise RefusedError("file_damaged")
        at += 4 + length


def _refuse_old(book: xlrd.Book) -> None:
    """Refuse a workbook of before Excel 97 that has lost our sheets' names; Chinese seldom survives there."""
    if book.biff_version < _EXCEL_97 and IDENTITY_SHEET not in book.sheet_names():
        raise RefusedError("file_old")


def _opened(records: bytes) -> xlrd.Book:
    """The workbook with its looks; without them where xlrd cannot make them out."""
    wishes = {"ragged_rows": True, "logfile": io.StringIO()}
    try:
        return xlrd.open_workbook(file_contents=records, formatting_info=True, **wishes)
    except xlrd.XLRDError:
        raise
    except Exception:  # noqa: BLE001 -- xlrd fails in any way on styles that it does not know
        return xlrd.open_workbook(file_contents=records, **wishes)


def _struck(sheet: xlrd.sheet.Sheet, book: xlrd.Book) -> set[Place]:
    """Cells whose text is crossed out, wholly or in one of its runs."""
    fonts = {index for index, font in enumerate(book.font_list) if font.struck_out}
    styles = {index for index, style in enumerate(book.xf_list) if style.font_index in fonts}
    runs = sheet.rich_text_runlist_map.items()
    places = {
        (row + 1, col + 1) for (row, col), font_runs in runs if any(font in fonts for _, font in font_runs)
    }
    for row in range(sheet.nrows) if styles else ():
        cells = enumerate(sheet.row(row), start=1)
        places |= {(row + 1, col) for col, cell in cells if cell.xf_index in styles}
    return places


def _merged(sheet: xlrd.sheet.Sheet) -> list[Area]:
    return [(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells]


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
