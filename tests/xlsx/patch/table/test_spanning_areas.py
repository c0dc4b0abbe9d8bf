"""Rules, names, links and print areas that span a table follow it."""

# ruff: noqa: E501  XML reads best unbroken
import re

from shuzhi_xl.xlsx.patch.values import Link
from shuzhi_xl.xlsx.patch.workbook import Workbook
from tests.xlsx.handmade import (
    FIRST_ROW,
    HEADER_ROW,
    HEADERS,
    ROWS,
    by_header,
    one_table,
    parts_of,
    rewrite_table,
    sheet_of,
)


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
        new = rewrite_table(blob, [["甲", "好", 1]] * count)
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
    new = sheet_of(rewrite_table(one_table(ROWS, after=after), [["甲", "好", Link("C7", "'组织名册'!C7")]]))
    assert re.findall(r'<hyperlink ref="(\w+)"', new) == ["A1", "C4"]
    assert "旧!A1" not in new
    fresh = sheet_of(
        rewrite_table(one_table(ROWS, after="<pageMargins/>"), [["甲", "好", Link("C7", "单!C7")]])
    )
    assert fresh.index("<hyperlinks>") < fresh.index("<pageMargins")
    gone = sheet_of(
        rewrite_table(one_table(ROWS, after=after.replace('<hyperlink ref="A1" r:id="rId9"/>', "")), [])
    )
    assert "hyperlink" not in gone


def test_odd_areas_of_other_programs_are_unchanged() -> None:
    after = (
        '<mergeCells><mergeCell ref="?"/></mergeCells><dataValidations><dataValidation sqref="#REF!"/></dataValidations>'
        '<hyperlinks><hyperlink ref="" location="单!A1"/></hyperlinks>'
    )
    text = sheet_of(
        rewrite_table(one_table(ROWS, before='<dimension ref="?"/>', after=after), [["甲", "好", 1]])
    )
    assert 'sqref="#REF!"' in text
    assert '<hyperlink ref="" location="单!A1"/>' in text
    assert '<dimension ref="A4:C4"/>' in text
