"""The record of a sample: a sheet to sign, and each page of a ballot beside what was recorded."""

import io
from collections.abc import Sequence
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image

from shuzhi_xl.sheets.outgoing.audit import AuditBallot, AuditContent, AuditPage, AuditRow
from shuzhi_xl.xlsx.output.audit_record import build_audit


def jpeg(width: int = 190, height: int = 277) -> bytes:
    target = io.BytesIO()
    Image.new("L", (width, height), 230).save(target, "JPEG")
    return target.getvalue()


ROWS = [AuditRow(f"V{at:03d}", "沈月溪", "廉洁自律", "较好", 10.0) for at in range(1, 21)]
SHOWN = AuditPage("会场.pdf 第 3 页", jpeg(), (190.0, 277.0), "", 40.0, ROWS)
HIDDEN = AuditPage("会场.pdf 第 4 页", b"", (0.0, 0.0), "找不到图片，请找出纸质票核对。", 0.0, ROWS[:2])
CONTENT = AuditContent(
    "2015年度 M01 测评票抽查记录",
    ["=1+1", "随机词：3516。"],
    [
        AuditBallot("第 7 票（领导班子）", "会场.pdf 第 3、4 页", "SHA-256 00ab…", [SHOWN, HIDDEN]),
        AuditBallot("第 9 票（村党组织书记）", "会场.pdf 第 3 页", "SHA-256 01cd…", [SHOWN]),
    ],
    ["监票人（签名）：＿＿＿", "日期：＿＿＿"],
)


def opened() -> Sequence[Any]:
    return openpyxl.load_workbook(io.BytesIO(build_audit(CONTENT))).worksheets


def column(sheet: Worksheet, letter: str) -> list[Any]:
    return [cell.value for cell in sheet[letter] if cell.value is not None]


def test_the_record_lists_the_ballots_and_is_signed_below() -> None:
    record, _ = opened()
    assert column(record, "A") == [
        "2015年度 M01 测评票抽查记录",
        "=1+1",
        "随机词：3516。",
        "抽中的票",
        "第 7 票（领导班子）",
        "第 9 票（村党组织书记）",
        "监票人（签名）：＿＿＿",
        "日期：＿＿＿",
    ]
    assert column(record, "B") == ["图片", "会场.pdf 第 3、4 页", "会场.pdf 第 3 页"]
    assert column(record, "D") == ["相符", "□", "□"]
    assert record["A2"].data_type == "s"


def test_each_picture_has_its_rows_at_the_height_they_have_on_it() -> None:
    _, ballots = opened()
    pictures: list[Any] = ballots._images
    lines = [picture.anchor._from.row + 1 for picture in pictures]
    points = pictures[0].anchor.ext.height / 12_700
    for line in lines:
        heights = [ballots.row_dimensions[line + at].height for at in range(21)]
        scale = points / 277
        for at in range(21):
            assert abs(sum(heights[: at + 1]) - (40 + 10 * at) * scale) < 1
        assert ballots.cell(line + 1, 2).value == "V001 沈月溪 廉洁自律"
        assert [ballots.cell(line + 1, col).value for col in (3, 4, 5)] == ["较好", "□", "□"]


def test_where_there_is_no_picture_the_reason_stands() -> None:
    _, ballots = opened()
    assert HIDDEN.missing in column(ballots, "A")


def test_each_page_of_a_ballot_is_a_page_on_paper() -> None:
    record, ballots = opened()
    assert [cell.id for cell in ballots.row_breaks.brk] == [23, 28, 51]
    assert not ballots.sheet_properties.pageSetUpPr.fitToPage
    assert record.sheet_properties.pageSetUpPr.fitToPage
    for sheet in (record, ballots):
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "portrait")


def test_the_pages_are_narrow_enough_in_any_typeface() -> None:
    """Without Excel's own typeface a program may show a character 9.4 dots wide instead of 7."""
    _, ballots = opened()
    columns = [ballots.column_dimensions[letter].width for letter in "ABCDE"]
    margins = ballots.page_margins.left + ballots.page_margins.right
    assert sum(width * 9.4 for width in columns) / 96 + margins < 210 / 25.4
