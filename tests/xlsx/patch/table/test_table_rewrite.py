"""A table grows and shrinks with its rows, with header, filter and totals."""

# ruff: noqa: E501  XML reads best unbroken
import re

import pytest

from shuzhi_xl.xlsx.patch.workbook import NotAWorkbook, PlaceTaken, Workbook
from tests.xlsx.handmade import (
    FIRST_ROW,
    HEADER_ROW,
    HEADERS,
    ROWS,
    by_header,
    one_table,
    package,
    parts_of,
    rewrite_table,
    sheet_of,
    values,
)


def test_rows_get_the_style_and_height_of_the_first_row() -> None:
    new = rewrite_table(one_table(ROWS), [["甲", "好", 1], ["乙", "差", None]])
    assert values(new)[2:] == [list(HEADERS), ["甲", "好", 1], ["乙", "差", ""]]
    text = sheet_of(new)
    assert re.findall(r'<c r="(\w+)" s="(\d)"', text)[3:] == [
        ("A4", "1"), ("B4", "2"), ("C4", "3"), ("A5", "1"), ("B5", "2"), ("C5", "3"),
    ]  # fmt: skip
    assert text.count('ht="30" customHeight="1"') == 2


def test_table_and_filter_ref_follow() -> None:
    grown = rewrite_table(one_table(ROWS), [["甲", "好", 1]] * 7)
    assert parts_of(grown)["xl/tables/table1.xml"].count(b'ref="A3:C10"') == 2
    assert Workbook.load(grown).tables["表"].area == (3, 1, 10, 3)
    shrunk = rewrite_table(grown, [["甲", "好", 1]] * 2)
    assert Workbook.load(shrunk).tables["表"].area == (3, 1, 5, 3)
    assert len(values(shrunk)) == 5
    assert '<c r="B10" s="2"/>' in sheet_of(shrunk)


def test_rows_that_a_shorter_table_leaves_have_the_style_of_their_column_alone() -> None:
    parts = parts_of(rewrite_table(one_table(ROWS), [["甲", "好", 1]] * 7))
    name = next(name for name in parts if name.startswith("xl/worksheets/sheet"))
    sheet = parts[name].replace(
        b"<sheetData", b'<cols><col min="2" max="2" width="9" style="2"/></cols><sheetData'
    )
    shrunk = sheet_of(rewrite_table(package(parts | {name: sheet}), [["甲", "好", 1]] * 2))
    assert 'r="B10"' not in shrunk
    assert '<c r="A10" s="1"/>' in shrunk


def test_empty_table_keeps_a_blank_row() -> None:
    empty = rewrite_table(rewrite_table(one_table(ROWS), [["甲", "好", 1]] * 3), [])
    assert Workbook.load(empty).tables["表"].area == (3, 1, 4, 3)
    assert values(rewrite_table(empty, [["乙", "好", 2]]))[3] == ["乙", "好", 2]


def test_filter_is_taken_off_and_rows_show() -> None:
    rows = HEADER_ROW + FIRST_ROW.replace("<row", '<row hidden="1"')
    extra = '><autoFilter ref="A3:C4"><filterColumn colId="1"><filters><filter val="好"/></filters></filterColumn></autoFilter'
    parts = parts_of(one_table(rows))
    part = parts["xl/tables/table1.xml"].decode().replace('><autoFilter ref="A3:C4"/', extra)
    new = rewrite_table(package(parts | {"xl/tables/table1.xml": part}), [["甲", "好", 1]])
    assert b"filterColumn" not in parts_of(new)["xl/tables/table1.xml"]
    assert "hidden" not in sheet_of(new)


def test_hidden_filter_buttons_stay_and_sorting_goes() -> None:
    parts = parts_of(one_table(ROWS))
    part = parts["xl/tables/table1.xml"].decode()
    part = part.replace(
        '<autoFilter ref="A3:C4"/>',
        '<autoFilter ref="A3:C4"><filterColumn colId="0" hiddenButton="1"/></autoFilter><sortState ref="A4:C4"/>',
    )
    blob = package({**parts, "xl/tables/table1.xml": part})
    new = parts_of(rewrite_table(blob, [["甲", "好", 1]]))["xl/tables/table1.xml"]
    assert b"hiddenButton" in new
    assert b"sortState" not in new
    assert b"hiddenButton" not in parts_of(rewrite_table(blob, [], HEADERS[:2]))["xl/tables/table1.xml"]


def test_header_of_two_lines() -> None:
    new = rewrite_table(one_table(ROWS), [["甲", "好", 1]], ("编号", "等次", "两\r\n行"))
    assert Workbook.load(new).tables["表"].headers[2] == "两\n行"
    assert values(new)[2][2] == "两\n行"
    assert parts_of(rewrite_table(new, [["甲", "好", 1]], ("编号", "等次", "两\n行"))) == parts_of(new)


@pytest.mark.parametrize(
    "change", [('ref="A3:C4"', 'ref="?"'), ('ref="A3:C4"', 'ref="A3:D4"'), ('id="2"', 'id="x"')]
)
def test_a_damaged_table_is_not_a_workbook(change: tuple[str, str]) -> None:
    parts = parts_of(one_table(ROWS))
    part = parts["xl/tables/table1.xml"].decode().replace(*change)
    with pytest.raises(NotAWorkbook):
        Workbook.load(package({**parts, "xl/tables/table1.xml": part}))


def test_totals_row_moves_below_the_rows() -> None:
    rows = (
        ROWS
        + '<row r="5"><c r="A5" s="6" t="s"><v>3</v></c><c r="C5"><f>SUBTOTAL(109,表[备注])</f><v>0</v></c></row>'
    )
    blob = one_table(rows, ref="A3:C5", extra=' totalsRowCount="1"')
    new = rewrite_table(blob, [["甲", "好", 1], ["乙", "好", 2], ["丙", "好", 3]])
    text = sheet_of(new)
    assert '<c r="A7" s="6" t="s"><v>3</v></c>' in text
    assert '<c r="C7"><f>SUBTOTAL(109,表[备注])</f><v>0</v></c>' in text
    assert Workbook.load(new).tables["表"].area.last_row == 7
    assert Workbook.load(rewrite_table(new, [])).tables["表"].area.last_row == 5


def test_style_of_absent_cells_is_that_of_row_or_column() -> None:
    cols = '<cols><col min="2" max="5" width="9" style="6"/></cols>'
    text = sheet_of(rewrite_table(one_table(HEADER_ROW, before=cols), [["甲", "好", 1]]))
    assert re.findall(r'<c r="\w4"( s="\d")?', text) == ["", ' s="6"', ' s="6"']
    row = '<row r="4" s="5" customFormat="1"/>'
    text = sheet_of(rewrite_table(one_table(HEADER_ROW + row, before=cols), [["甲", "好", 1]] * 2))
    assert re.findall(r'<c r="\w5" s="(\d)"', text) == ["5", "5", "5"]


def table_with_rows_typed_below(rows: list[list[object]], last_row: int) -> bytes:
    """The table 表 over row 4 with 乙 typed in row 5 and 丙 in row 7, rewritten as reaching to a row."""
    below = "".join(
        f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>{name}</t></is></c><c r="E{row}"><v>9</v></c></row>'
        for row, name in ((5, "乙"), (7, "丙"))
    )
    validation = '<dataValidations count="1"><dataValidation type="list" sqref="B4"><formula1>"好"</formula1></dataValidation></dataValidations>'
    workbook = Workbook.load(one_table(ROWS + below, after=validation))
    workbook.write_table("表", by_header(HEADERS, rows), last_row=last_row)
    return workbook.to_bytes()


def test_rows_typed_below_a_table_are_included_on_request() -> None:
    with pytest.raises(PlaceTaken):
        table_with_rows_typed_below([["甲", "好", 1], ["乙", "差", 2]], 0)
    new = table_with_rows_typed_below([["甲", "好", 1], ["乙", "差", 2], ["丙", "好", 3]], 7)
    assert [row[:3] for row in values(new)[3:]] == [
        ["甲", "好", 1],
        ["乙", "差", 2],
        ["丙", "好", 3],
        ["", "", ""],
    ]
    assert [row[4] for row in values(new)[4:]] == [9, "", 9]
    assert Workbook.load(new).tables["表"].area == (3, 1, 6, 3)
    assert 'sqref="B4:B6"' in sheet_of(new)


def test_the_totals_are_part_of_the_area_of_a_table() -> None:
    totals = '<row r="5"><c r="A5" t="inlineStr"><is><t>汇总</t></is></c></row>'
    blob = one_table(ROWS + totals, ref="A3:C5", extra=' totalsRowCount="1"')
    assert Workbook.load(blob).tables["表"].totals == 1
    workbook = Workbook.load(blob)
    workbook.write_table("表", by_header(HEADERS, [["甲", "好", 1]] * 2), last_row=9)
    assert [row[0] for row in values(workbook.to_bytes())[3:]] == ["甲", "甲", "汇总"]
