"""The first reader (第一读法): calamine, which takes .xlsx, .xls, .et and .ods alike."""

import io
from typing import Any

from python_calamine import CalamineWorkbook, SheetTypeEnum

from shuzhi_xl.rules.intake.cell_grid import Grid
from shuzhi_xl.xlsx.read.canonical_values import Reading, RefusedError, grid


def read_calamine(content: bytes) -> Reading:
    """All sheets of a workbook; error values are blank here, because calamine does not tell them.

    Args:
        content: The workbook's bytes, already checked: calamine keeps a whole rectangle per sheet.

    Raises:
        RefusedError: With the code ``file_damaged``.
    """
    try:
        return Reading(_sheets(content))
    except (KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError):
        raise
    except BaseException as error:
        raise RefusedError("file_damaged") from error


def _sheets(content: bytes) -> dict[str, Grid]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    kinds = {metadata.name: metadata.typ for metadata in book.sheets_metadata}
    return {
        name: grid(name, _cells(book.get_sheet_by_name(name)))
        for name in book.sheet_names
        if kinds.get(name) == SheetTypeEnum.WorkSheet
    }


def _cells(sheet: Any) -> dict[tuple[int, int], Any]:
    if sheet.start is None:
        return {}
    top, left = sheet.start
    return {
        (row, col): value
        for row, line in enumerate(sheet.to_python(skip_empty_area=True), start=top + 1)
        for col, value in enumerate(line, start=left + 1)
        if value not in ("", None)
    }
