"""Cells of the live spreadsheet take and give values as Excel's do."""

import datetime as dt
from typing import Any

import pytest
import xlwings as xw


@pytest.mark.parametrize(
    "value",
    [
        "述职评议",
        "第一行\n第二行",
        90.25,
        -3.0,
        True,
        False,
        None,
        dt.datetime(2026, 2, 5),  # noqa: DTZ001 - a sheet's dates have no time zone
        dt.datetime(2026, 2, 5, 14, 30),  # noqa: DTZ001 - as above
    ],
    ids=str,
)
def test_value_comes_back(sheet: xw.Sheet, value: Any) -> None:
    sheet.range((3, 2)).value = value
    stored = sheet.range((3, 2)).value
    assert (stored, type(stored)) == (value, type(value))


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("00123", 123.0),
        ("90%", 0.9),
        ("1,200", 1200.0),
        ("2026/2/5", dt.datetime(2026, 2, 5)),  # noqa: DTZ001 - a sheet's dates have no time zone
        ("2026年2月5日", dt.datetime(2026, 2, 5)),  # noqa: DTZ001 - as above
        ("TRUE", True),
        ("=1+1", 2.0),
        ("'00123", "00123"),
        ("2026-02-30", "2026-02-30"),
    ],
)
def test_text_is_taken_for_more_than_text_in_a_general_cell(sheet: xw.Sheet, text: str, becomes: Any) -> None:
    sheet.range("A1").value = text
    assert sheet.range("A1").value == becomes


def test_day_and_month_become_a_date_of_this_year(sheet: xw.Sheet) -> None:
    sheet.range("A1").value = "3-5"
    value = sheet.range("A1").value
    assert (value.month, value.day) == (3, 5)


def test_cell_formatted_as_text_keeps_text(sheet: xw.Sheet) -> None:
    sheet.range("B1:B6").number_format = "@"
    texts = ["00123", "3-5", "=1+1", "TRUE", "330000199001011234", "90%"]
    sheet.range("A1").value = [[1, text] for text in texts]
    assert sheet.range("A1:B6").value == [[1.0, text] for text in texts]


def test_number_in_a_cell_formatted_as_text_becomes_text(sheet: xw.Sheet) -> None:
    sheet.range("A1:C1").number_format = "@"
    sheet.range("A1").value = [12, 90.5, dt.date(2026, 2, 5)]
    assert sheet.range("A1:C1").value == ["12", "90.5", "2026/2/5"]


def test_date_takes_a_date_format_only_in_a_general_cell(sheet: xw.Sheet) -> None:
    sheet.range("B1").number_format = "0.00"
    sheet.range("A1").value = [dt.date(2026, 2, 5), dt.date(2026, 2, 5)]
    assert [sheet.range("A1").number_format, sheet.range("B1").number_format] == ["yyyy/m/d", "0.00"]
    assert sheet.range("B1").value == 46058


def test_block_keeps_its_shape(sheet: xw.Sheet) -> None:
    rows = [["甲", 1.0, None], ["乙", None, True]]
    block = sheet.range((2, 3), (3, 5))
    block.value = rows
    assert block.options(ndim=2).value == rows
    assert sheet.range((2, 3), (2, 3)).options(ndim=2).value == [["甲"]]
    assert sheet.used_range.address == "$C$2:$E$3"


def test_twenty_thousand_rows_come_back(sheet: xw.Sheet) -> None:
    sheet.range((1, 1), (20_000, 1)).number_format = "@"
    day = dt.datetime(2026, 2, 5)  # noqa: DTZ001 - a sheet's dates have no time zone
    rows = [[f"{row:05}", "好", float(row), day if row % 2 else None] for row in range(20_000)]
    block = sheet.range((1, 1), (20_000, 4))
    block.value = rows
    assert block.options(ndim=2).value == rows


def test_error_in_a_cell_is_no_value(sheet: xw.Sheet) -> None:
    sheet.range("A1").value = [["=1/0", "=NA()"]]
    assert sheet.range("A1:B1").value == [None, None]
    assert sheet.range("A1:B1").options(err_to_str=True).value == ["#DIV/0!", "#N/A"]


def test_formula_is_computed_and_reads_as_written(sheet: xw.Sheet) -> None:
    other_sheet = sheet.book.sheets.add("评分设置")
    other_sheet.range("A1").value = 2
    sheet.range("A1").formula = "=ROUND(SUM(评分设置!$A$1:A2)/3,2)"
    assert sheet.range("A1").value == 0.67
    assert sheet.range("A1").formula == "=ROUND(SUM(评分设置!$A$1:A2)/3,2)"
