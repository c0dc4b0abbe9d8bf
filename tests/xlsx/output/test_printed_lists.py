"""Printed lists: their content and their print set-up."""

import io
from datetime import date
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.sheets.outgoing.printed_lists import ListContent
from shuzhi_xl.xlsx.output.printed_lists import build_list


def opened(content: ListContent) -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(build_list(content)))[content.sheet]


def listing(**more: Any) -> ListContent:
    content: dict[str, Any] = {
        "title": "结果公布",
        "sheet": "结果公布",
        "subtitle": "村",
        "headers": ["序号", "组织名称", "整改时限"],
        "widths": [8, 36, 12],
        "rows": [[1, "月溪村党支部", date(2016, 1, 5)], [2, None, None]],
        "signed": ["云溪镇党委", "2016年2月5日"],
    }
    return ListContent(**{**content, **more})


def test_a_list_prints_its_rows_signature_and_repeated_header() -> None:
    sheet = opened(listing(landscape=True))
    assert [cell.value for cell in sheet[4]] == ["序号", "组织名称", "整改时限"]
    assert sheet["C5"].number_format == "yyyy-mm-dd"
    assert [cell.value for cell in sheet[5]][:2] == [1, "月溪村党支部"]
    assert [sheet["C8"].value, sheet["C9"].value] == ["云溪镇党委", "2016年2月5日"]
    assert sheet.print_title_rows == "$1:$4"
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet["B6"].alignment.horizontal, sheet["A6"].alignment.horizontal) == ("left", "center")


def test_blanks_to_be_filled_in_by_hand_are_above_the_headers() -> None:
    sheet = opened(listing(blanks="文号：　　　　回复期限："))
    assert (sheet["A3"].value, sheet.row_dimensions[3].height) == ("文号：　　　　回复期限：", 24)
    assert (opened(listing())["A3"].value, sheet["A3"].font.name) == (None, "仿宋")


def test_a_list_is_one_a4_page_wide_with_page_numbers() -> None:
    sheet = opened(listing())
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (
        9,
        1,
        0,
    )
    fitting: Any = sheet.sheet_properties.pageSetUpPr
    assert fitting.fitToPage
    footer: Any = sheet.oddFooter
    assert "&P" in footer.center.text
    assert sheet.page_setup.orientation == "portrait"


def test_a_list_has_the_typefaces_of_a_document_and_no_name_of_a_sheet_at_its_foot() -> None:
    sheet = opened(listing())
    faces = [(sheet[cell].font.name, sheet[cell].font.size) for cell in ("A1", "A2", "A4", "B5", "B6", "C8")]
    body = ("仿宋", 10.5)
    assert faces == [("宋体", 18), ("仿宋", 12), ("黑体", 11), body, body, ("仿宋", 12)]
    footer: Any = sheet.oddFooter
    assert footer.left.text is None


def test_a_row_is_as_high_as_its_text() -> None:
    short, long = [1, "月溪村党支部", None], [2, "关于加强党员教育管理的若干问题" * 4, None]
    sheet = opened(listing(rows=[short, long, short]))
    heights = [sheet.row_dimensions[row].height for row in (5, 6, 7)]
    assert heights[0] == heights[2] < 20
    assert heights[1] >= 4 * 14


def test_an_empty_list_prints_its_head_and_signature() -> None:
    sheet = opened(listing(rows=[]))
    assert [sheet["A4"].value, sheet["A5"].value, sheet["C6"].value] == ["序号", None, "云溪镇党委"]


def test_text_from_outside_never_becomes_a_formula() -> None:
    sheet = opened(ListContent("=1", "公布", "=2", ["问题"], [20], [["=HYPERLINK(1)"]], ["=3"]))
    texts = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in texts} <= {"s", "inlineStr"}
    assert sheet["A5"].value == "=HYPERLINK(1)"


def test_only_the_rows_to_be_alarmed_about_are_red() -> None:
    sheet = opened(listing(alarming=2, rows=[[order, "某村党支部", None] for order in range(5)]))
    (painted,) = sheet.conditional_formatting
    assert str(painted.sqref) == "A5:C9"
    assert [rule.formula for rule in painted.rules] == [["ROW()<7"]]
