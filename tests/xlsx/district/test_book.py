"""The district's workbook as it is printed: pages, charts, bars, headers over their columns."""

import io
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from shuzhi_xl.findings import Location, blocking
from shuzhi_xl.rules.district.combine import make_district
from shuzhi_xl.rules.district.sheets import district_content
from shuzhi_xl.rules.district.town_figures import TownDigest
from shuzhi_xl.xlsx.district.book import build_district
from tests.invented_towns import digest
from tests.pictures.drawing import page_texts, to_pdf

TIMES = Fraction(5)
PAGE = 36


def write_district_book(count: int) -> bytes:
    towns = [digest(f"{number:03}", grades=(5, 3, 1 + number % 3, 0)) for number in range(count)]
    reason = blocking("town_unreadable", Location("坏.xlsm"), reason="读不出来" * 40)
    lost = TownDigest("坏.xlsm", None, reason)
    district = make_district((*towns, lost), 2015, TIMES)
    return build_district(district_content(district, TIMES))


def charts(book: Workbook, title: str) -> list[Any]:
    sheet: Any = book[title]
    return list(sheet._charts)


@pytest.fixture(scope="module")
def book() -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(write_district_book(PAGE + 4)))


def test_two_builds_are_equal_to_the_byte() -> None:
    assert write_district_book(3) == write_district_book(3)


def test_every_page_of_towns_has_its_chart_beside_it(book: Workbook) -> None:
    sheet = book["各镇等次"]
    head = next(row for row in range(1, 9) if sheet.cell(row, 3).value == "好")
    for chart, (first, last) in zip(charts(book, "各镇等次"), [(1, PAGE), (PAGE + 1, PAGE + 4)], strict=True):
        (names,) = {series.cat.strRef.f for series in chart.series}
        assert names == f"'各镇等次'!$A${head + first}:$A${head + last}"
        assert [series.tx.strRef.f for series in chart.series] == [f"'各镇等次'!${x}${head}" for x in "CDEF"]
        assert chart.grouping == "percentStacked"
    assert [row_break.id for row_break in sheet.row_breaks.brk] == [head + PAGE]
    assert len(charts(book, "各类型等次")) == 1


def test_few_towns_need_no_breaks() -> None:
    sheet: Any = openpyxl.load_workbook(io.BytesIO(write_district_book(2)))["各镇等次"]
    assert not sheet.row_breaks.brk
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_headers_are_on_every_page_and_rates_have_bars(book: Workbook) -> None:
    for sheet in book:
        assert sheet.print_title_rows
        assert sheet.page_setup.paperSize == 9
    bars = {str(area.sqref)[0] for area in book["参与情况"].conditional_formatting}
    assert bars == {"D", "G", "J"}


def test_long_reasons_are_shown_in_full(book: Workbook) -> None:
    sheet = book["未并入"]
    row = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == "坏.xlsm")
    assert sheet.row_dimensions[row].height > 70


def test_the_workbook_is_drawn_with_all_its_sheets(tmp_path: Path) -> None:
    path = tmp_path / "区汇总_2015.xlsx"
    path.write_bytes(write_district_book(PAGE + 4))
    pages = page_texts(to_pdf([path], tmp_path)[0])
    assert len(pages) == 7
    assert "离群提示" in "".join(pages)
    assert "#####" not in "".join(pages)
