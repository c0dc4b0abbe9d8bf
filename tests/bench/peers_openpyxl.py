"""The jobs as a blog post does them with openpyxl: load, fill or read cell by cell, save."""

from collections.abc import Sequence
from copy import copy
from functools import partial
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.bench.measurement import Work
from tests.bench.recipes import Recipe, read_recipes, sample_files

HEADERS = {
    "测评票": ("文件", "票号", "票类", "编号", "总体评价"),
    "问卷调查": ("文件", "序号", "票类", "总体评价", "意见建议"),
    "整改清单": ("文件", "序号", "问题", "责任人", "责任领导", "整改措施", "整改时限"),
}
Rows = dict[str, list[Sequence[Any]]]


def fill(into: Path, recipes: Path) -> Work:
    """分发, 生成: every workbook from its template, loaded again each time."""
    into.mkdir(parents=True)
    return partial(_fill_all, read_recipes(recipes), into)


def _fill_all(recipes: Sequence[Recipe], into: Path) -> None:
    for recipe in recipes:
        book = load_workbook(recipe.template)
        for title, cells in recipe.cells.items():
            _fill_sheet(book[title], cells)
        for (title, table), area in recipe.tables.items():
            book[title].tables[table].ref = area
        book.save(into / recipe.name)


def _fill_sheet(sheet: Worksheet, cells: Sequence[tuple[int, int, Any]]) -> None:
    rows, columns = sheet.max_row, sheet.max_column
    for row, column, value in cells:
        cell: Any = sheet.cell(row, column, value)
        if row > rows or column > columns:
            like: Any = sheet.cell(min(row, rows), min(column, columns))
            cell._style = copy(like._style)


def collect(into: Path, returned: Path, sample: int | None) -> Work:
    """回收: every returned file, one cell after the other, into one workbook."""
    return partial(_collect, sample_files(returned, "*.xlsx", sample), into)


def _collect(files: Sequence[Path], into: Path) -> None:
    rows_by_title: Rows = {title: [] for title in HEADERS}
    for file in files:
        book = load_workbook(file, data_only=True)
        if "问卷" in book.sheetnames:
            _read_entry(book["录票"], file.name, rows_by_title)
            _read_list(book["问卷"], 6, file.name, rows_by_title["问卷调查"])
            _read_list(book["问题自查"], 5, file.name, rows_by_title["整改清单"])
        else:
            _read_typing(book["录票"], file.name, rows_by_title)
    out = Workbook()
    for title, rows in rows_by_title.items():
        sheet = out.create_sheet(title)
        sheet.append(HEADERS[title])
        for row in rows:
            sheet.append(row)
    out.save(into)


def _read_entry(sheet: Worksheet, file: str, rows: Rows) -> None:
    own_number = str(sheet.cell(2, 1).value).split()[0]
    for column in range(4, sheet.max_column + 1):
        voter_class = sheet.cell(6, column).value
        for row in range(7, sheet.max_row + 1):
            number, mark = sheet.cell(row, 1).value, sheet.cell(row, column).value
            if voter_class and number and number != own_number:
                rows["测评票"].append((file, column - 3, voter_class, number, mark))


def _read_typing(sheet: Worksheet, file: str, rows: Rows) -> None:
    for row in range(10, sheet.max_row + 1):
        voter_class = sheet.cell(row, 2).value
        for column in range(4, sheet.max_column + 1):
            number, mark = str(sheet.cell(8, column).value).split()[0], sheet.cell(row, column).value
            if voter_class:
                rows["测评票"].append((file, sheet.cell(row, 1).value, voter_class, number, mark))


def _read_list(sheet: Worksheet, first: int, file: str, rows: list[Sequence[Any]]) -> None:
    for row in range(first, sheet.max_row + 1):
        values = [sheet.cell(row, column).value for column in range(1, sheet.max_column + 1)]
        if any(values[1:]):
            rows.append((file, *values))
