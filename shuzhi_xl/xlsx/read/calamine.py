"""The first reader (第一读法): calamine, for .xlsx, .xls, .et and .ods."""

import io
from typing import Any

from python_calamine import CalamineWorkbook, SheetTypeEnum

from shuzhi_xl.rules.intake.cell_grid import Grid
from shuzhi_xl.xlsx.read.canonical_values import Reading, RefusedError, make_grid


def read_calamine(content: bytes) -> Reading:
    """Read all worksheets of a workbook; error values are blank here, because calamine does not report them.

    Args:
        content: The workbook's bytes, already checked: calamine allocates a whole rectangle per sheet.

    Raises:
        RefusedError: With the code ``file_damaged``.
    """
    try:
        return Reading(_read_sheets(content))
    except (KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError):
        raise
    except BaseException as error:  # a panic of its Rust code is no Exception
        raise RefusedError("file_damaged") from error


def _read_sheets(content: bytes) -> dict[str, Grid]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    # calamine lists sheets of charts and of macros too
    kinds = {metadata.name: metadata.typ for metadata in book.sheets_metadata}
    return {
        name: make_grid(name, _read_cells(book.get_sheet_by_name(name)))
        for name in book.sheet_names
        if kinds.get(name) == SheetTypeEnum.WorkSheet
    }


def _read_cells(sheet: Any) -> dict[tuple[int, int], Any]:
    if sheet.start is None:
        return {}
    top_row, left_col = sheet.start
    return {
        (row, col): value
        # the rows and columns before the first filled cell are left out
        for row, line in enumerate(sheet.to_python(skip_empty_area=True), start=top_row + 1)
        for col, value in enumerate(line, start=left_col + 1)
        if value not in ("", None)
    }
