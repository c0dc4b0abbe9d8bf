"""The plain reader on workbooks built with openpyxl."""

import warnings
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.table import Table as ListObject
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.sheets.master.office_entries import HOLIDAY
from shuzhi_xl.sheets.master.scheme_tables import CRITERION, TRACK
from shuzhi_xl.sheets.master.settings import SETTING
from shuzhi_xl.xlsx.recount_reader import open_plain_reader


def put(sheet: Worksheet, first_col: int, rows: list[list[Any]], name: str, ref: str) -> None:
    """A table whose header stands in row 3."""
    for row, values in enumerate(rows, 3):
        for column, value in enumerate(values, first_col):
            sheet.cell(row, column, value)
    sheet.add_table(ListObject(displayName=name, ref=ref))


@pytest.fixture
def master(tmp_path: Path) -> Path:
    """Two tables side by side, the left one with a blank row and a row below its frame."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "评分设置"
    left_rows: list[list[Any]] = [
        ["项目", "权重", "说明"],
        ["总体评价", 60, None],
        [None, " \u200b", None],
        ["廉洁", 40, "=1+1"],
    ]
    put(sheet, 2, left_rows, "测评项目", "B3:D5")
    right: list[list[Any]] = [
        ["板块", "牵头部门", "自己加的"],
        ["村块", "组织科", 7],
        ["居民块", "社区", 8],
        ["企业块", "企业办", 9],
    ]
    put(sheet, 6, right, "板块设置", "F3:H7")
    sheet.merge_cells("G5:G6")
    sheet.merge_cells("A1:D1")
    path = tmp_path / "总表.xlsx"
    book.save(path)
    return path


def test_rows_reach_down_to_the_last_one_filled(master: Path) -> None:
    raw = open_plain_reader(master)(CRITERION)
    assert raw.headers == ("项目", "权重", "说明")
    assert [(row.line, row.values["项目"], row.values["权重"]) for row in raw.rows] == [
        (4, "总体评价", 60),
        (6, "廉洁", 40),
    ]
    assert raw.findings == ()


def test_formula_without_a_stored_value_is_blank(master: Path) -> None:
    assert open_plain_reader(master)(CRITERION).rows[1].values["说明"] is None


def test_places_are_those_of_the_sheet(master: Path) -> None:
    frame = open_plain_reader(master)(CRITERION).frame
    at = frame.at("权重", 6)
    assert (at.file, at.sheet, at.cell) == ("总表.xlsx", "评分设置", "C6")


def test_table_beside_keeps_its_columns(master: Path) -> None:
    raw = open_plain_reader(master)(TRACK)
    assert [row.values["自己加的"] for row in raw.rows] == [7, 8, 9]
    assert [row.line for row in raw.rows] == [4, 5, 6]


def test_damaged_table_is_reported(master: Path) -> None:
    findings = open_plain_reader(master)(TRACK).findings
    assert [(finding.code, finding.value, finding.at.cell) for finding in findings] == [
        ("header_missing", "述职对象", ""),
        ("header_missing", "组织类型", ""),
        ("merged_cells", "G5:G6", "G5"),
    ]


def test_missing_table_is_reported(master: Path) -> None:
    raw = open_plain_reader(master)(HOLIDAY)
    assert raw.rows == ()
    assert [(finding.code, finding.at.sheet, finding.value) for finding in raw.findings] == [
        ("table_missing", "节假日", "节假日")
    ]


def test_table_without_rows(tmp_path: Path) -> None:
    book = Workbook()
    put(book.worksheets[0], 1, [["名称", "取值", "说明"], [None, None, None]], "基本设置", "A3:C4")
    book.save(tmp_path / "空.xlsx")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        raw = open_plain_reader(tmp_path / "空.xlsx")(SETTING)
    assert (raw.rows, raw.findings) == ((), ())
