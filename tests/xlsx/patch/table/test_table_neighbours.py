"""Cells beside and below a table are never changed or overwritten."""

# ruff: noqa: E501  XML reads best unbroken
import re

import pytest

from shuzhi_xl.xlsx.patch.workbook import PlaceMerged, PlaceTaken, Workbook
from tests.xlsx.handmade import (
    HEADER_ROW,
    HEADERS,
    ROWS,
    by_header,
    one_table,
    package,
    parts_of,
    rels,
    rewrite_table,
    sheet_of,
    table,
    values,
)


def test_cells_beside_the_table_are_unchanged() -> None:
    beside = '<c r="E{0}" s="5" ph="1"><v>{0}</v></c>'
    rows = "".join(
        f'<row r="{at}" ht="20">'
        + "".join(f'<c r="{col}{at}" s="1"/>' for col in "ABC")
        + beside.format(at)
        + "</row>"
        for at in range(4, 9)
    )
    new = sheet_of(rewrite_table(one_table(HEADER_ROW + rows, ref="A3:C8"), [["甲", "好", 1]] * 2))
    assert all(beside.format(at) in new for at in range(4, 9))
    assert new.count('ht="20"') == 5
    grown = sheet_of(rewrite_table(one_table(HEADER_ROW + rows, ref="A3:C8"), [["甲", "好", 1]] * 9))
    assert all(beside.format(at) in grown for at in range(4, 9))


def test_columns_right_of_the_table_are_not_overwritten() -> None:
    occupied_rows = ROWS.replace('<c r="C4" s="3"/>', '<c r="C4" s="3"/><c r="D4"><v>1</v></c>')
    with pytest.raises(PlaceTaken) as caught:
        rewrite_table(one_table(occupied_rows), [["甲", "好", "话", 1]], (*HEADERS, "再"))
    assert (caught.value.sheet, caught.value.cell) == ("单", "D4")


def test_content_below_the_table_is_not_overwritten() -> None:
    below = ROWS + '<row r="6"><c r="D6"><v>0</v></c></row><row r="7"><c r="B7"><v>0</v></c></row>'
    assert values(rewrite_table(one_table(below), [["甲", "好", 1]] * 3))[5][3] == 0
    workbook = Workbook.load(one_table(below))
    with pytest.raises(PlaceTaken, match="B7"):
        workbook.write_table("表", by_header(HEADERS, [["甲", "好", 1]] * 4))
    assert parts_of(workbook.to_bytes()) == parts_of(one_table(below))


def test_merged_cells_in_the_rows_are_refused() -> None:
    blob = one_table(ROWS, after='<mergeCells count="1"><mergeCell ref="C6:D7"/></mergeCells>')
    assert values(rewrite_table(blob, [["甲", "好", 1]] * 2))[4][0] == "甲"
    with pytest.raises(PlaceMerged) as caught:
        rewrite_table(blob, [["甲", "好", 1]] * 3)
    assert caught.value.area == "C6:D7"


def test_a_shared_formula_outside_gets_its_text() -> None:
    rows = HEADER_ROW + (
        '<row r="4"><c r="C4"><f t="shared" ref="C4:E5" si="0">A4*2</f><v>2</v></c><c r="E4"><f t="shared" si="0"/>'
        '<v>6</v></c></row><row r="5"><c r="C5"><f t="shared" si="0"/><v>4</v></c></row>'
    )
    text = sheet_of(rewrite_table(one_table(rows), [["甲", "好", 1]]))
    assert '<c r="E4"><f>C4*2</f><v>6</v></c>' in text
    assert '<c r="C5"><f>A5*2</f><v>4</v></c>' in text


def test_an_array_formula_is_not_split() -> None:
    rows = (
        HEADER_ROW
        + '<row r="4"><c r="C4"><f t="array" ref="C4:E4">A1:C1</f><v>2</v></c><c r="E4"><v>1</v></c></row>'
    )
    with pytest.raises(PlaceTaken, match="C4"):
        rewrite_table(one_table(rows), [["甲", "好", 1]])


def test_table_of_a_header_alone_does_not_swallow_what_follows() -> None:
    blob = one_table(HEADER_ROW + '<row r="4"><c r="B4"><v>5</v></c></row>', ref="A3:C3")
    with pytest.raises(PlaceTaken, match="B4"):
        rewrite_table(blob, [["甲", "好", 1]])
    assert values(rewrite_table(one_table(HEADER_ROW, ref="A3:C3"), [["甲", "好", 1]]))[3] == ["甲", "好", 1]


def test_another_blank_table_below_or_beside_is_not_overwritten() -> None:
    parts = parts_of(one_table(ROWS))
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = rels(
        ("table", "/xl/tables/table1.xml"), ("table", "/xl/tables/table2.xml")
    ).encode()
    for ref in ("B7:C9", "D3:E9"):
        workbook = Workbook.load(
            package({**parts, "xl/tables/table2.xml": table("另", ref, "一 二", number=2)})
        )
        with pytest.raises(PlaceTaken) as caught:
            workbook.write_table("表", by_header([*HEADERS, "再"], [["甲", "好", 1, 2]] * 4))
        assert caught.value.cell == ref[:2]


def test_foreign_attributes_keep_their_namespaces() -> None:
    foreign = (
        '<worksheet xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" mc:Ignorable="x14ac" '
    )
    parts = parts_of(one_table(ROWS.replace('ht="30"', 'ht="30" x14ac:dyDescent="0.2" spans="1:3"')))
    part = parts["xl/worksheets/sheet1.xml"].decode().replace("<worksheet ", foreign)
    text = sheet_of(
        rewrite_table(package({**parts, "xl/worksheets/sheet1.xml": part}), [["甲", "好", 1]] * 2)
    )
    assert 'xmlns:x14ac="' in text
    assert 'mc:Ignorable="x14ac"' in text
    assert text.count('x14ac:dyDescent="0.2"') == 2
    assert "spans" not in text


@pytest.mark.parametrize(
    "row",
    [
        '<row r="4" ht="20"><c r="A4"/><c r="E4" s="5"><v>7</v></c></row>',
        "<row r='4' ht='20'><c r='A4'/><c r='E4' s='5'><v>7</v></c></row>",
        '<row r="4" ht="20"><c r="A4"/><c s="5" r="E4"><v>7</v></c></row>',
        '<row r="4" ht="20"><c\nr="A4"/><c\nr="E4" s="5"><v>7</v></c></row>',
        '<row r="4" ht="20"><!-- <c r="A4"/> --><c r="E4" s="5"><v>7</v></c></row>',
        '<row r="4" ht="20"><c r="A4" t="inlineStr"><is><t><![CDATA[<c r="B4"]]></t></is></c><c r="E4"  s="5"><v>7</v></c></row>',
        '<row r="4" ht="&#50;0"><c r="A4"/><c><v>1</v></c><c/><c/><c s="5"><v>7</v></c></row>',
    ],
)
def test_a_neighbour_stays_however_its_row_is_written(row: str) -> None:
    text = sheet_of(rewrite_table(one_table(HEADER_ROW + row, ref="A3:C4"), [["甲", "好", 1]]))
    written_row = next(row for row in re.findall(r"<row.*?</row>", text, re.DOTALL) if "甲" in row)
    assert written_row.count("<v>7</v>") == 1
    placed = re.findall(r"""\br=["']([A-Z]+)4["']""", written_row)
    assert [column for column in placed if column != "D"] == ["A", "B", "C", "E"]
    assert 'ht="20"' in written_row
