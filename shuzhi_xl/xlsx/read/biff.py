"""The second reader of .xls and .et (第二读法): xlrd."""

import io
from collections.abc import Mapping
from struct import unpack_from
from typing import Any

import olefile
import xlrd

from shuzhi_xl.sheets.outgoing.hidden_sheets import IDENTITY_SHEET
from shuzhi_xl.xlsx.read.canonical_values import (
    GridPosition,
    MergedArea,
    Reading,
    RefusedError,
    convert_serial,
    make_grid,
    refuse_spread,
)
from shuzhi_xl.xlsx.read.file_type import FileKind

# BIFF 8, as xlrd numbers versions
_EXCEL_97 = 80
_STREAMS = (
    # [MS-OFFCRYPTO]: an encrypted .xlsx or .docx is a compound file with this stream
    ("EncryptedPackage", "file_encrypted"),
    ("Workbook", FileKind.WORKBOOK),
    # Excel 5 and 95
    ("Book", FileKind.WORKBOOK),
    ("WordDocument", FileKind.WORD),
    ("PowerPoint Document", FileKind.SLIDES),
)


def sniff_compound(content: bytes) -> str:
    """The kind of a compound file (复合文档), by the streams in its root: a workbook, or a finding's code."""
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as document:
            return next((kind for name, kind in _STREAMS if document.exists(name)), FileKind.OTHER)
    # the limit of this process, not the file's damage: the child ends and the file is reported as too heavy
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 -- olefile raises anything on a damaged file
        return "file_damaged"


def read_biff(content: bytes) -> Reading:
    """Read all worksheets of an .xls or .et file; formulas are not distinguished from their values.

    Raises:
        RefusedError: It is damaged or encrypted, or its cells are too far apart.
    """
    try:
        records = _read_records(content)
        _refuse_torn(records)
        book = _open_workbook(records)
        _refuse_old(book)
        sheets = {sheet.name: _read_cells(sheet, book.datemode) for sheet in book.sheets()}
        marks = {
            sheet.name: (_find_struck_cells(sheet, book), _convert_merged_areas(sheet))
            for sheet in book.sheets()
        }
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
        (title, *position): text
        for title, (_, by_place) in sheets.items()
        for position, text in by_place.items()
    }
    grids = {title: make_grid(title, values, *marks[title]) for title, (values, _) in sheets.items()}
    return Reading(grids, errors=errors)


def _read_records(content: bytes) -> bytes:
    """Read the workbook's stream with olefile; xlrd alone never leaves a file whose sectors form a loop."""
    with olefile.OleFileIO(io.BytesIO(content)) as document:
        name = "Workbook" if document.exists("Workbook") else "Book"
        return bytes(document.openstream(name).read())


def _refuse_torn(records: bytes) -> None:
    """Refuse a workbook with zeros among its records; both readers would skip them and lose cells."""
    # [MS-XLS] 2.1.4: a record begins with its type and its size, two bytes each; no type is 0.
    at, last = 0, len(records.rstrip(b"\0"))
    while at < last:
        kind, length = unpack_from("<HH", records, at)
        if kind == 0 and length == 0:
            raise RefusedError("file_damaged")
        at += 4 + length


def _refuse_old(book: xlrd.Book) -> None:
    """Refuse a workbook older than Excel 97 without our sheets' names; its code page seldom keeps Chinese."""
    if book.biff_version < _EXCEL_97 and IDENTITY_SHEET not in book.sheet_names():
        raise RefusedError("file_old")


def _open_workbook(records: bytes) -> xlrd.Book:
    """The workbook with its styles; without them where xlrd cannot read them."""
    # logfile: xlrd otherwise prints its warnings
    options = {"ragged_rows": True, "logfile": io.StringIO()}
    try:
        return xlrd.open_workbook(file_contents=records, formatting_info=True, **options)
    except xlrd.XLRDError:
        raise
    except Exception:  # noqa: BLE001 -- xlrd raises anything on unknown styles
        return xlrd.open_workbook(file_contents=records, **options)


def _find_struck_cells(sheet: xlrd.sheet.Sheet, book: xlrd.Book) -> set[GridPosition]:
    """Cells whose text is struck through, wholly or in one of its runs (删除线)."""
    fonts = {index for index, font in enumerate(book.font_list) if font.struck_out}
    styles = {index for index, style in enumerate(book.xf_list) if style.font_index in fonts}
    runs = sheet.rich_text_runlist_map.items()
    positions = {
        (row + 1, col + 1) for (row, col), font_runs in runs if any(font in fonts for _, font in font_runs)
    }
    for row in range(sheet.nrows) if styles else ():
        cells = enumerate(sheet.row(row), start=1)
        positions |= {(row + 1, col) for col, cell in cells if cell.xf_index in styles}
    return positions


def _convert_merged_areas(sheet: xlrd.sheet.Sheet) -> list[MergedArea]:
    # xlrd counts from 0, and names the row and the column after the last
    return [
        (top_row + 1, left_col + 1, bottom_row, right_col)
        for top_row, bottom_row, left_col, right_col in sheet.merged_cells
    ]


def _read_cells(
    sheet: xlrd.sheet.Sheet, datemode: int
) -> tuple[Mapping[GridPosition, Any], Mapping[GridPosition, str]]:
    values: dict[GridPosition, Any] = {}
    errors: dict[GridPosition, str] = {}
    for row in range(sheet.nrows):
        for col, cell in enumerate(sheet.row(row), start=1):
            position = row + 1, col
            if cell.ctype == xlrd.XL_CELL_ERROR:
                values[position] = errors[position] = xlrd.error_text_from_code.get(cell.value, "#N/A")
            elif cell.ctype == xlrd.XL_CELL_DATE:
                values[position] = convert_serial(cell.value, date1904=bool(datemode))
            elif cell.ctype == xlrd.XL_CELL_BOOLEAN:
                values[position] = bool(cell.value)
            elif cell.ctype in (xlrd.XL_CELL_TEXT, xlrd.XL_CELL_NUMBER):
                values[position] = cell.value
    return values, errors
