"""A table grows, shrinks and changes its columns, and what spans it follows."""

# ruff: noqa: E501  XML reads best unbroken
import re

import pytest

from shuzhi_xl.xlsx.patch.values import Link
from shuzhi_xl.xlsx.patch.workbook import NotAWorkbook, PlaceMerged, PlaceTaken, Workbook
from tests.xlsx.handmade import (
    FIRST_ROW,
    HEADER_ROW,
    HEADERS,
    ROWS,
    by_header,
    one_table,
    package,
    parts_of,
    rels,
    sheet_of,
    table,
    values,
    written,
)


def test_rows_stand_below_header_with_first_row_style_and_height() -> None:
    new = written(one_table(ROWS), [["甲", "好", 1], ["乙", "差", None]])
    assert values(new)[2:] == [list(HEADERS), ["甲", "好", 1], ["乙", "差", ""]]
    text = sheet_of(new)
    assert re.findall(r'<c r="(\w+)" s="(\d)"', text)[3:] == [
        ("A4", "1"), ("B4", "2"), ("C4", "3"), ("A5", "1"), ("B5", "2"), ("C5", "3"),
    ]  # fmt: skip
    assert text.count('ht="30" customHeight="1"') == 2


def test_table_and_filter_ref_follow() -> None:
    grown = written(one_table(ROWS), [["甲", "好", 1]] * 7)
    assert parts_of(grown)["xl/tables/table1.xml"].count(b'ref="A3:C10"') == 2
    assert Workbook.load(grown).tables["表"].area == (3, 1, 10, 3)
    shrunk = written(grown, [["甲", "好", 1]] * 2)
    assert Workbook.load(shrunk).tables["表"].area == (3, 1, 5, 3)
    assert len(values(shrunk)) == 5
    assert '<c r="B10" s="2"/>' in sheet_of(shrunk)


def test_empty_table_keeps_a_blank_row() -> None:
    empty = written(written(one_table(ROWS), [["甲", "好", 1]] * 3), [])
    assert Workbook.load(empty).tables["表"].area == (3, 1, 4, 3)
    assert values(written(empty, [["乙", "好", 2]]))[3] == ["乙", "好", 2]


def test_side_by_side_table_is_left_exactly() -> None:
    beside = '<c r="E{0}" s="5" ph="1"><v>{0}</v></c>'
    rows = "".join(
        f'<row r="{at}" ht="20">'
        + "".join(f'<c r="{col}{at}" s="1"/>' for col in "ABC")
        + beside.format(at)
        + "</row>"
        for at in range(4, 9)
    )
    new = sheet_of(written(one_table(HEADER_ROW + rows, ref="A3:C8"), [["甲", "好", 1]] * 2))
    assert all(beside.format(at) in new for at in range(4, 9))
    assert new.count('ht="20"') == 5
    grown = sheet_of(written(one_table(HEADER_ROW + rows, ref="A3:C8"), [["甲", "好", 1]] * 9))
    assert all(beside.format(at) in grown for at in range(4, 9))


def test_rules_and_names_that_span_the_rows_follow() -> None:
    after = (
        '<sheetProtection sheet="1"/><protectedRanges><protectedRange name="p" sqref="B4:B6"/></protectedRanges>'
        '<conditionalFormatting sqref="A4:C6"><cfRule type="expression" priority="1"><formula>$B4="差"</formula>'
        '</cfRule></conditionalFormatting><dataValidations count="2">'
        '<dataValidation type="list" sqref="B4:B6 E1"><formula1>等次</formula1></dataValidation>'
        '<dataValidation type="whole" sqref="C4:C5000"><formula1>0</formula1></dataValidation></dataValidations>'
        '<ignoredErrors><ignoredError sqref="A3:A6" numberStoredAsText="1"/></ignoredErrors>'
        '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"><x14:dataValidations count="1">'
        '<x14:dataValidation type="list"><x14:formula1><xm:f>单!$E$1</xm:f></x14:formula1><xm:sqref>A4:A6</xm:sqref>'
        '</x14:dataValidation></x14:dataValidations></ext><ext uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}">'
        "<x14:sparklineGroups><x14:sparklineGroup><x14:sparklines><x14:sparkline><xm:f>单!A4:C4</xm:f>"
        "<xm:sqref>D4</xm:sqref></x14:sparkline></x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext></extLst>"
    )
    names = (
        '<definedName name="_xlnm.Print_Area" localSheetId="0">单!$A$1:$C$6</definedName>'
        '<definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">单!$A$3:$C$6</definedName>'
        '<definedName name="_xlnm.Print_Titles" localSheetId="0">单!$3:$3</definedName>'
        '<definedName name="全部等次">单!$B$4:$B$6</definedName><definedName name="坏">#REF!$A$4:$A$6</definedName>'
        '<definedName name="标题">单!$A$1</definedName>'
    )
    rows = HEADER_ROW + "".join(FIRST_ROW.replace("4", str(at)) for at in (4, 5, 6))
    blob = one_table(rows, ref="A3:C6", after=after, names=names)
    for count, last in ((20, 23), (1, 4)):
        new = written(blob, [["甲", "好", 1]] * count)
        text, workbook = sheet_of(new), parts_of(new)["xl/workbook.xml"].decode()
        area_end = f":B{last}" if last > 4 else ""
        assert f'sqref="B4{area_end}"' in text
        assert f'sqref="A4:C{last}"' in text
        assert f'sqref="B4{area_end} E1"' in text
        assert 'sqref="C4:C5000"' in text
        assert f'sqref="A3:A{last}"' in text
        assert f"<xm:sqref>A4{area_end.replace('B', 'A')}</xm:sqref>" in text
        assert "<xm:sqref>D4</xm:sqref>" in text
        assert f">单!$A$1:$C${last}</definedName>" in workbook
        assert f">单!$A$3:$C${last}</definedName>" in workbook
        assert ">单!$3:$3<" in workbook
        assert ">#REF!$A$4:$A$6<" in workbook
        area = Workbook.load(new).names["全部等次"].area
        assert (area.first_row, area.last_row) == (4, last)
    assert set(Workbook.load(blob).names) == {"全部等次", "标题"}


def test_print_area_over_a_longer_neighbour_is_not_cut() -> None:
    rows = HEADER_ROW + "".join(
        f'<row r="{at}"><c r="A{at}"><v>1</v></c><c r="E{at}"><v>2</v></c></row>' for at in range(4, 9)
    )
    names = '<definedName name="区">单!$A$1:$E$8</definedName>'
    workbook = Workbook.load(one_table(rows, ref="A3:C8", names=names))
    workbook.write_table("表", by_header(HEADERS, [["甲", "好", 1]]))
    assert workbook.names["区"].area.last_row == 8


def test_links_in_the_table_are_renewed_and_others_stay() -> None:
    after = (
        '<hyperlinks><hyperlink ref="A1" r:id="rId9"/><hyperlink ref="C4" location="旧!A1"/></hyperlinks>'
        "<pageMargins left='1' right='1' top='1' bottom='1' header='1' footer='1'/>"
    )
    new = sheet_of(written(one_table(ROWS, after=after), [["甲", "好", Link("C7", "'组织名册'!C7")]]))
    assert re.findall(r'<hyperlink ref="(\w+)"', new) == ["A1", "C4"]
    assert "旧!A1" not in new
    fresh = sheet_of(written(one_table(ROWS, after="<pageMargins/>"), [["甲", "好", Link("C7", "单!C7")]]))
    assert fresh.index("<hyperlinks>") < fresh.index("<pageMargins")
    gone = sheet_of(
        written(one_table(ROWS, after=after.replace('<hyperlink ref="A1" r:id="rId9"/>', "")), [])
    )
    assert "hyperlink" not in gone


def test_added_column_looks_like_its_left_neighbour() -> None:
    after = (
        '<conditionalFormatting sqref="A4:C4"><cfRule type="expression" priority="1"><formula>$C4=""</formula></cfRule>'
        '</conditionalFormatting><dataValidations count="1"><dataValidation type="list" sqref="B4"/></dataValidations>'
    )
    cols = '<cols><col min="1" max="2" width="9" customWidth="1"/><col min="3" max="3" width="40"/></cols>'
    new = written(
        one_table(ROWS, before=cols, after=after),
        [["甲", "好", "较好", "话"]],
        ("编号", "等次", "作风", "备注"),
    )
    assert values(new)[2:] == [["编号", "等次", "作风", "备注"], ["甲", "好", "较好", "话"]]
    text = sheet_of(new)
    assert re.findall(r'<c r="\w3" s="(\d)"', text) == ["9", "8", "8", "7"]
    assert re.findall(r'<c r="\w4" s="(\d)"', text) == ["1", "2", "2", "3"]
    assert 'sqref="B4:C4"' in text
    assert 'sqref="A4:D4"' in text
    assert '<formula>$D4=""</formula>' in text
    assert '<col min="4" max="4" width="40"/>' in text
    assert re.findall(r'<tableColumn id="(\d)" name="(\w+)"', parts_of(new)["xl/tables/table1.xml"].decode()) == [
        ("1", "编号"), ("2", "等次"), ("4", "作风"), ("3", "备注"),
    ]  # fmt: skip
    back = written(new, [["甲", "好", "话"]])
    assert Workbook.load(back).tables["表"].headers == HEADERS
    assert 'sqref="B4"' in sheet_of(back)
    assert 'r="D4"' not in sheet_of(back)
    assert 'sqref="A4:C4"' in sheet_of(back)


def test_columns_right_of_the_table_are_not_overwritten() -> None:
    occupied_rows = ROWS.replace('<c r="C4" s="3"/>', '<c r="C4" s="3"/><c r="D4"><v>1</v></c>')
    with pytest.raises(PlaceTaken) as caught:
        written(one_table(occupied_rows), [["甲", "好", "话", 1]], (*HEADERS, "再"))
    assert (caught.value.sheet, caught.value.cell) == ("单", "D4")


def test_content_below_the_table_is_not_overwritten() -> None:
    below = ROWS + '<row r="6"><c r="D6"><v>0</v></c></row><row r="7"><c r="B7"><v>0</v></c></row>'
    assert values(written(one_table(below), [["甲", "好", 1]] * 3))[5][3] == 0
    workbook = Workbook.load(one_table(below))
    with pytest.raises(PlaceTaken, match="B7"):
        workbook.write_table("表", by_header(HEADERS, [["甲", "好", 1]] * 4))
    assert parts_of(workbook.to_bytes()) == parts_of(one_table(below))


def test_merged_cells_in_the_rows_are_refused() -> None:
    blob = one_table(ROWS, after='<mergeCells count="1"><mergeCell ref="C6:D7"/></mergeCells>')
    assert values(written(blob, [["甲", "好", 1]] * 2))[4][0] == "甲"
    with pytest.raises(PlaceMerged) as caught:
        written(blob, [["甲", "好", 1]] * 3)
    assert caught.value.area == "C6:D7"


def test_filter_is_taken_off_and_rows_show() -> None:
    rows = HEADER_ROW + FIRST_ROW.replace("<row", '<row hidden="1"')
    extra = '><autoFilter ref="A3:C4"><filterColumn colId="1"><filters><filter val="好"/></filters></filterColumn></autoFilter'
    parts = parts_of(one_table(rows))
    part = parts["xl/tables/table1.xml"].decode().replace('><autoFilter ref="A3:C4"/', extra)
    new = written(package(parts | {"xl/tables/table1.xml": part}), [["甲", "好", 1]])
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
    new = parts_of(written(blob, [["甲", "好", 1]]))["xl/tables/table1.xml"]
    assert b"hiddenButton" in new
    assert b"sortState" not in new
    assert b"hiddenButton" not in parts_of(written(blob, [], HEADERS[:2]))["xl/tables/table1.xml"]


def test_header_of_two_lines() -> None:
    new = written(one_table(ROWS), [["甲", "好", 1]], ("编号", "等次", "两\r\n行"))
    assert Workbook.load(new).tables["表"].headers[2] == "两\n行"
    assert values(new)[2][2] == "两\n行"
    assert parts_of(written(new, [["甲", "好", 1]], ("编号", "等次", "两\n行"))) == parts_of(new)


@pytest.mark.parametrize(
    "change", [('ref="A3:C4"', 'ref="?"'), ('ref="A3:C4"', 'ref="A3:D4"'), ('id="2"', 'id="x"')]
)
def test_damaged_table_is_said_to_be_so(change: tuple[str, str]) -> None:
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
    new = written(blob, [["甲", "好", 1], ["乙", "好", 2], ["丙", "好", 3]])
    text = sheet_of(new)
    assert '<c r="A7" s="6" t="s"><v>3</v></c>' in text
    assert '<c r="C7"><f>SUBTOTAL(109,表[备注])</f><v>0</v></c>' in text
    assert Workbook.load(new).tables["表"].area.last_row == 7
    assert Workbook.load(written(new, [])).tables["表"].area.last_row == 5


def test_shared_formula_outside_keeps_its_own_text() -> None:
    rows = HEADER_ROW + (
        '<row r="4"><c r="C4"><f t="shared" ref="C4:E5" si="0">A4*2</f><v>2</v></c><c r="E4"><f t="shared" si="0"/>'
        '<v>6</v></c></row><row r="5"><c r="C5"><f t="shared" si="0"/><v>4</v></c></row>'
    )
    text = sheet_of(written(one_table(rows), [["甲", "好", 1]]))
    assert '<c r="E4"><f>C4*2</f><v>6</v></c>' in text
    assert '<c r="C5"><f>A5*2</f><v>4</v></c>' in text


def test_array_formula_is_not_torn() -> None:
    rows = (
        HEADER_ROW
        + '<row r="4"><c r="C4"><f t="array" ref="C4:E4">A1:C1</f><v>2</v></c><c r="E4"><v>1</v></c></row>'
    )
    with pytest.raises(PlaceTaken, match="C4"):
        written(one_table(rows), [["甲", "好", 1]])


def test_style_of_absent_cells_is_that_of_row_or_column() -> None:
    cols = '<cols><col min="2" max="5" width="9" style="6"/></cols>'
    text = sheet_of(written(one_table(HEADER_ROW, before=cols), [["甲", "好", 1]]))
    assert re.findall(r'<c r="\w4"( s="\d")?', text) == ["", ' s="6"', ' s="6"']
    row = '<row r="4" s="5" customFormat="1"/>'
    text = sheet_of(written(one_table(HEADER_ROW + row, before=cols), [["甲", "好", 1]] * 2))
    assert re.findall(r'<c r="\w5" s="(\d)"', text) == ["5", "5", "5"]


def test_table_of_a_header_alone_does_not_swallow_what_follows() -> None:
    blob = one_table(HEADER_ROW + '<row r="4"><c r="B4"><v>5</v></c></row>', ref="A3:C3")
    with pytest.raises(PlaceTaken, match="B4"):
        written(blob, [["甲", "好", 1]])
    assert values(written(one_table(HEADER_ROW, ref="A3:C3"), [["甲", "好", 1]]))[3] == ["甲", "好", 1]


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
    text = sheet_of(written(package({**parts, "xl/worksheets/sheet1.xml": part}), [["甲", "好", 1]] * 2))
    assert 'xmlns:x14ac="' in text
    assert 'mc:Ignorable="x14ac"' in text
    assert text.count('x14ac:dyDescent="0.2"') == 2
    assert "spans" not in text


def test_headers_that_become_the_same_are_refused() -> None:
    with pytest.raises(ValueError, match="表"):
        written(one_table(ROWS), [], ["编号", "编号\x07"])


def test_new_first_column_and_swapped_columns() -> None:
    new = written(one_table(ROWS), [["话", 1, "甲"]], ["备注", "序", "编号"])
    assert values(new)[2:] == [["备注", "序", "编号"], ["话", 1, "甲"]]
    assert re.findall(r'<c r="\w4" s="(\d)"', sheet_of(new)) == ["3", "3", "1"]
    first = written(one_table(ROWS), [[1, "甲"]], ["序", "编号"])
    assert Workbook.load(first).tables["表"].headers == ("序", "编号")
    assert re.findall(r'<c r="\w4" s="(\d)"', sheet_of(first)) == ["1", "1"]


def test_rule_of_a_removed_column_goes() -> None:
    after = (
        '<dataValidations count="1"><dataValidation type="list" sqref="C4"/></dataValidations>'
        '<extLst><ext uri="u"><x14:conditionalFormattings><x14:conditionalFormatting><xm:sqref>C4</xm:sqref>'
        "</x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>"
    )
    text = sheet_of(written(one_table(ROWS, after=after), [["甲", "好"]], ["编号", "等次"]))
    assert "ataValidation" not in text
    assert "extLst" not in text


def test_odd_areas_of_other_programs_are_left_alone() -> None:
    after = (
        '<mergeCells><mergeCell ref="?"/></mergeCells><dataValidations><dataValidation sqref="#REF!"/></dataValidations>'
        '<hyperlinks><hyperlink ref="" location="单!A1"/></hyperlinks>'
    )
    text = sheet_of(written(one_table(ROWS, before='<dimension ref="?"/>', after=after), [["甲", "好", 1]]))
    assert 'sqref="#REF!"' in text
    assert '<hyperlink ref="" location="单!A1"/>' in text
    assert '<dimension ref="A4:C4"/>' in text


def typed_below(rows: list[list[object]], last_row: int) -> bytes:
    """The table 表 over row 4 with 乙 typed in row 5 and 丙 in row 7, rewritten as reaching to a row."""
    below = "".join(
        f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>{name}</t></is></c><c r="E{row}"><v>9</v></c></row>'
        for row, name in ((5, "乙"), (7, "丙"))
    )
    validation = '<dataValidations count="1"><dataValidation type="list" sqref="B4"><formula1>"好"</formula1></dataValidation></dataValidations>'
    workbook = Workbook.load(one_table(ROWS + below, after=validation))
    workbook.write_table("表", by_header(HEADERS, rows), last_row=last_row)
    return workbook.to_bytes()


def test_rows_typed_below_a_table_are_taken_over_when_told_so() -> None:
    with pytest.raises(PlaceTaken):
        typed_below([["甲", "好", 1], ["乙", "差", 2]], 0)
    new = typed_below([["甲", "好", 1], ["乙", "差", 2], ["丙", "好", 3]], 7)
    assert [row[:3] for row in values(new)[3:]] == [
        ["甲", "好", 1],
        ["乙", "差", 2],
        ["丙", "好", 3],
        ["", "", ""],
    ]
    assert [row[4] for row in values(new)[4:]] == [9, "", 9]
    assert Workbook.load(new).tables["表"].area == (3, 1, 6, 3)
    assert 'sqref="B4:B6"' in sheet_of(new)


def test_the_tables_totals_are_part_of_its_place() -> None:
    totals = '<row r="5"><c r="A5" t="inlineStr"><is><t>汇总</t></is></c></row>'
    blob = one_table(ROWS + totals, ref="A3:C5", extra=' totalsRowCount="1"')
    assert Workbook.load(blob).tables["表"].totals == 1
    workbook = Workbook.load(blob)
    workbook.write_table("表", by_header(HEADERS, [["甲", "好", 1]] * 2), last_row=9)
    assert [row[0] for row in values(workbook.to_bytes())[3:]] == ["甲", "甲", "汇总"]


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
def test_a_neighbour_stays_however_its_row_is_spelt(row: str) -> None:
    text = sheet_of(written(one_table(HEADER_ROW + row, ref="A3:C4"), [["甲", "好", 1]]))
    written_row = next(row for row in re.findall(r"<row.*?</row>", text, re.DOTALL) if "甲" in row)
    assert written_row.count("<v>7</v>") == 1
    placed = re.findall(r"""\br=["']([A-Z]+)4["']""", written_row)
    assert [column for column in placed if column != "D"] == ["A", "B", "C", "E"]
    assert 'ht="20"' in written_row
