"""The second count's own reader of the master (总表), so that the two counts share no reader."""

import warnings
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.utils.escape import unescape
from openpyxl.workbook import Workbook
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.findings import Finding, Location, blocking
from shuzhi_xl.sheets.declaration.cell_value import CellError
from shuzhi_xl.sheets.declaration.raw_rows import RawRow
from shuzhi_xl.sheets.declaration.row import Frame
from shuzhi_xl.sheets.declaration.table import RawTable, Table
from shuzhi_xl.sheets.declaration.texts import clean, is_blank
from shuzhi_xl.sheets.master.all_sheets import SHEET_OF


def open_plain_reader(path: Path) -> Callable[[Table[Any]], RawTable]:
    """Open a workbook and return a function that reads its tables; formulas count by their stored values.

    A table's rows reach down to the last one that is not blank in its columns, or to the next table there,
    so that rows typed just below its frame are read too.

    Args:
        path: A closed workbook; it is read once, now.

    Raises:
        OSError: The file cannot be read.
        zipfile.BadZipFile: The file is no workbook.
    """
    return read_plainly(path.read_bytes(), path.name)


def read_plainly(content: bytes, file: str) -> Callable[[Table[Any]], RawTable]:
    """The same of a workbook's content.

    Args:
        content: The file.
        file: Its name.

    Raises:
        zipfile.BadZipFile: It is no workbook.
    """
    with warnings.catch_warnings():
        # openpyxl warns about extensions that it would drop on saving; nothing is saved here
        warnings.simplefilter("ignore")
        book = load_workbook(BytesIO(content), data_only=True, keep_links=False)
    return lambda table: _find_table(book, file, table)


def _find_table(book: Workbook, file: str, table: Table[Any]) -> RawTable:
    for sheet in book.worksheets:
        if table.name in sheet.tables:
            return _read_table(sheet, sheet.tables[table.name].ref, file, table)
    title = SHEET_OF[table.name].title
    missing = blocking("table_missing", Location(file, title), value=table.name, table=table.name)
    # Tables that a later version brought are optional: older masters lack them
    return RawTable(table, Frame(file, title, {}), (), (), (missing,) if table.is_first else ())


def _read_table(sheet: Worksheet, ref: str, file: str, table: Table[Any]) -> RawTable:
    first_col, top, right, last_framed = (int(bound or 0) for bound in range_boundaries(ref))
    end = _find_end(sheet, last_framed, range(first_col, right + 1))
    cells = sheet.iter_rows(min_row=top, min_col=first_col, max_col=right, max_row=end, values_only=True)
    texts = (clean(value) for value in _unescape(next(cells)))
    headers = tuple(table.header_now.get(text, text) for text in texts)
    rows = tuple(
        RawRow(line, dict(zip(headers, _mark_errors(sheet, line, first_col, values), strict=True)))
        for line, values in enumerate(cells, top + 1)
        if not all(is_blank(value) for value in values)
    )
    letters = {header: get_column_letter(column) for column, header in enumerate(headers, first_col)}
    last = max((row.line for row in rows), default=top)
    area = CellRange(min_col=first_col, min_row=top, max_col=right, max_row=last)
    at = Location(file, sheet.title)
    findings = [*_find_missing_headers(table, headers, at), *_find_merged_cells(sheet, area, table, at)]
    return RawTable(table, Frame(file, sheet.title, letters), headers, rows, tuple(findings))


def _find_end(sheet: Worksheet, last_framed: int, columns: range) -> int | None:
    """The last row that may belong to a table: the next one below begins with its name, or its headers."""
    ends = []
    for name, ref in _find_refs(sheet):
        first_col, top, right, _ = (int(bound or 0) for bound in range_boundaries(ref))
        if top > last_framed and first_col < columns.stop and right >= columns.start:
            caption = clean(sheet.cell(top - 1, first_col).value)
            ends.append(top - 2 if caption.startswith(name) else top - 1)
    return min(ends, default=None)


def _find_refs(sheet: Worksheet) -> Iterable[tuple[str, str]]:
    return ((table.displayName, table.ref) for table in sheet.tables.values())


def _mark_errors(sheet: Worksheet, line: int, first_col: int, values: Sequence[Any]) -> Sequence[Any]:
    """The values of a row, with error values distinguished from texts such as ``#N/A``."""
    values = _unescape(values)
    # values_only drops the types; only rows with such a text, which are rare, are read again as cells
    if not any(isinstance(value, str) and value.startswith("#") for value in values):
        return values
    cells = (sheet.cell(line, column) for column in range(first_col, first_col + len(values)))
    return [CellError(cell.value) if cell.data_type == "e" else cell.value for cell in cells]


def _unescape(values: Sequence[Any]) -> list[Any]:
    """Unescape values; openpyxl leaves ``_x000D_``, a carriage return, as it is."""
    return [unescape(value) if isinstance(value, str) and "_x" in value else value for value in values]


def _find_missing_headers(table: Table[Any], headers: tuple[str, ...], at: Location) -> list[Finding]:
    return [
        blocking("header_missing", at, value=header, header=header, table=table.name)
        for header in table.first_headers
        if header not in headers
    ]


def _find_merged_cells(sheet: Worksheet, area: CellRange, table: Table[Any], at: Location) -> list[Finding]:
    return [
        blocking(
            "merged_cells",
            Location(at.file, at.sheet, merged.coord.partition(":")[0]),
            value=merged.coord,
            area=merged.coord,
            table=table.name,
        )
        for merged in sheet.merged_cells.ranges
        if not area.isdisjoint(merged)
    ]
