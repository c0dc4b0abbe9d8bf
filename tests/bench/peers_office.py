"""The jobs as a macro in LibreOffice does them: open without a window, set or read cells, save.

The program is started with a fresh profile before its time is taken, and ended after.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook

from tests.bench.measurement import Work
from tests.bench.recipes import Recipe, read_recipes, sample_files
from tests.live.launch import Office

_XLSX: Final = "Calc MS Excel 2007 XML"
_READ: Final = ("录票", "问卷", "问题自查")


def fill(into: Path, recipes: Path) -> Work:
    """分发, 生成: every workbook from its template."""
    into.mkdir(parents=True)
    return _with_office(partial(_fill_all, read_recipes(recipes), into))


def collect(into: Path, returned: Path, sample: int | None) -> Work:
    """回收: every returned file, its sheets read as blocks, into one workbook."""
    return _with_office(partial(_collect, sample_files(returned, "*.xlsx", sample), into))


def _with_office(work: Callable[[Office], None]) -> Work:
    office = Office()

    def run() -> None:
        try:
            work(office)
        finally:
            office.kill()

    return run


def _fill_all(recipes: Sequence[Recipe], into: Path, office: Office) -> None:
    for recipe in recipes:
        book = _open(office, Path(recipe.template))
        for title, cells in recipe.cells.items():
            sheet = book.Sheets.getByName(title)
            sheet.unprotect("")
            _fill_sheet(sheet, cells)
            sheet.protect("")
        book.storeToURL((into / recipe.name).resolve().as_uri(), _properties(office, FilterName=_XLSX))
        book.close(True)  # noqa: FBT003 -- UNO knows no names of arguments


def _fill_sheet(sheet: Any, cells: Sequence[tuple[int, int, Any]]) -> None:
    _grow(sheet, cells)
    for row, column, value in cells:
        cell = sheet.getCellByPosition(column - 1, row - 1)
        if isinstance(value, int | float):
            cell.Value = value
        else:
            cell.Formula = "" if value is None else str(value)


def _grow(sheet: Any, cells: Sequence[tuple[int, int, Any]]) -> None:
    """Copy the last column and then the last row as often as the cells need, for their styles."""
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)  # noqa: FBT003 -- UNO knows no names of arguments
    width, height = cursor.RangeAddress.EndColumn, cursor.RangeAddress.EndRow
    right = max((column - 1 for _, column, _ in cells), default=0)
    bottom = max((row - 1 for row, _, _ in cells), default=0)
    last_column = sheet.getCellRangeByPosition(width, 0, width, height).RangeAddress
    for column in range(width + 1, right + 1):
        sheet.copyRange(sheet.getCellByPosition(column, 0).CellAddress, last_column)
    last_row = sheet.getCellRangeByPosition(0, height, max(width, right), height).RangeAddress
    for row in range(height + 1, bottom + 1):
        sheet.copyRange(sheet.getCellByPosition(0, row).CellAddress, last_row)


def _collect(files: Sequence[Path], into: Path, office: Office) -> None:
    rows_by_title: dict[str, list[Sequence[Any]]] = {title: [] for title in _READ}
    for file in files:
        book = _open(office, file)
        for title in _READ:
            if book.Sheets.hasByName(title):
                rows_by_title[title] += [(file.name, *row) for row in _block(book.Sheets.getByName(title))]
        book.close(True)  # noqa: FBT003 -- as above
    out = Workbook()
    for title, rows in rows_by_title.items():
        sheet = out.create_sheet(title)
        for row in rows:
            sheet.append(row)
    out.save(into)


def _block(sheet: Any) -> Sequence[Sequence[Any]]:
    cursor = sheet.createCursor()
    cursor.gotoStartOfUsedArea(False)  # noqa: FBT003 -- UNO knows no names of arguments
    cursor.gotoEndOfUsedArea(True)  # noqa: FBT003 -- as above
    rows: Sequence[Sequence[Any]] = cursor.getDataArray()
    return rows


def _open(office: Office, path: Path) -> Any:
    return office.desktop.loadComponentFromURL(
        path.resolve().as_uri(), "_blank", 0, _properties(office, Hidden=True)
    )


def _properties(office: Office, **values: object) -> tuple[Any, ...]:
    properties = []
    for name, value in values.items():
        property_value = office.uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        property_value.Name, property_value.Value = name, value
        properties.append(property_value)
    return tuple(properties)
