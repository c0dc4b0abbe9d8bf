"""A template's pattern row grows down and to the right."""

# ruff: noqa: E501  XML reads best unbroken
import re

import pytest

from shuzhi_xl.xlsx.patch.values import KEEP, Area, Formula, Link, Styled
from shuzhi_xl.xlsx.patch.workbook import PlaceMerged, PlaceMissing, PlaceTaken, Workbook
from tests.xlsx.handmade import MAIN, RELS, book, package, parts_of, rels, sheet_of, worksheet

NAMES = (
    '<definedName name="票格">单!$B$3:$C$3</definedName><definedName name="灰格">单!$H$1</definedName>'
    '<definedName name="_xlnm.Print_Area" localSheetId="0">单!$A$1:$C$3</definedName>'
    '<definedName name="多行">单!$B$10:$C$12</definedName>'
)
ROWS = (
    '<row r="1"><c r="H1" s="9"/></row>'
    '<row r="3" ht="22" customHeight="1"><c r="A3" s="1"><v>5</v></c><c r="B3" s="2"><v>6</v></c><c r="C3" s="3"/></row>'
)
PRESET = "".join(f'<row r="{at}"><c r="B{at}" s="4"/><c r="C{at}" s="5"/></row>' for at in (10, 11, 12))
COLS = '<cols><col min="3" max="3" width="6" customWidth="1"/><col min="4" max="9" width="20" customWidth="1"/></cols>'
RULES = (
    '<conditionalFormatting sqref="B3:C3"><cfRule type="expression" priority="1"><formula>B3=""</formula></cfRule>'
    '</conditionalFormatting><dataValidations count="2"><dataValidation type="list" sqref="C3"/>'
    '<dataValidation type="list" sqref="B3 B9"/></dataValidations>'
)


def template(rows: str = ROWS + PRESET, after: str = RULES) -> bytes:
    """A template with a pattern 票格 of two cells in row 3, and one of three rows below."""
    return package(
        {"xl/workbook.xml": book(NAMES), "xl/worksheets/sheet1.xml": worksheet(rows, COLS, after)},
    )


def cells(text: str, row: int) -> dict[str, str]:
    """The style of each cell of a row."""
    return dict(re.findall(rf'<c r="([A-Z]+){row}" s="(\d)"', text))


def test_block_grows_with_styles_widths_and_rules() -> None:
    workbook = Workbook.load(template())
    workbook.fill_block("票格", [["甲", "好", "差", "好"], ["乙", "差", None, KEEP], ["丙"]])
    text = sheet_of(workbook.to_bytes())
    assert cells(text, 3) == {"A": "1", "B": "2", "C": "3", "D": "3", "E": "3"}
    assert cells(text, 4) == {"B": "2", "C": "3", "D": "3", "E": "3"}
    assert cells(text, 5) == {"B": "2"}
    assert text.count('ht="22" customHeight="1"') == 3
    assert re.findall(r'<col min="(\d)" max="(\d)" width="(\d+)"', text) == [
        ("3", "3", "6"), ("4", "4", "6"), ("5", "5", "6"), ("6", "9", "20"),
    ]  # fmt: skip
    assert re.findall(r'sqref="([^"]+)"', text) == ["B3:E5", "C3:E5", "B3:B5 B9"]
    assert workbook.names["票格"].area == (3, 2, 5, 5)
    assert ">单!$A$1:$E$5<" in parts_of(workbook.to_bytes())["xl/workbook.xml"].decode()


def test_keep_leaves_the_content_and_styled_changes_the_style() -> None:
    workbook = Workbook.load(template())
    workbook.fill_block(
        "票格", [[KEEP, Styled("—", like="灰格")], [Styled(None, like="灰格"), Formula("B3", 6)]]
    )
    text = sheet_of(workbook.to_bytes())
    assert '<c r="B3" s="2"><v>6</v></c><c r="C3" s="9" t="inlineStr">' in text
    assert '<c r="B4" s="9"/><c r="C4" s="3"><f>B3</f><v>6</v></c>' in text
    with pytest.raises(PlaceMissing, match="无此名"):
        workbook.fill_block("票格", [[Styled(1, like="无此名")]])


def test_preset_rows_keep_their_styles() -> None:
    workbook = Workbook.load(template())
    workbook.fill_block("多行", [["一", 1], ["二", 2]])
    assert workbook.names["多行"].area == (10, 2, 12, 3)
    workbook.fill_block("多行", [["一", 1]] * 4)
    assert cells(sheet_of(workbook.to_bytes()), 13) == {"B": "4", "C": "5"}


def test_filled_cells_beyond_the_pattern_are_not_overwritten() -> None:
    rows = ROWS.replace("</row>", '<c r="I1" s="1"/></row>', 1) + '<row r="4"><c r="C4"><v>8</v></c></row>'
    workbook = Workbook.load(template(rows))
    workbook.fill_block("票格", [["甲", 1], ["乙", KEEP], ["丙"]])
    assert '<c r="C4"><v>8</v></c>' in sheet_of(workbook.to_bytes())
    with pytest.raises(PlaceTaken) as caught:
        Workbook.load(template(rows)).fill_block("票格", [["甲", 1], ["乙", None]])
    assert caught.value.cell == "C4"


def test_merged_cells_in_the_block_are_refused() -> None:
    workbook = Workbook.load(template(after='<mergeCells count="1"><mergeCell ref="B5:C5"/></mergeCells>'))
    workbook.fill_block("票格", [["甲", 1]] * 2)
    with pytest.raises(PlaceMerged):
        workbook.fill_block("票格", [["甲", 1]] * 3)


def test_nothing_to_fill_changes_nothing() -> None:
    workbook = Workbook.load(template())
    workbook.fill_block("票格", [])
    assert sheet_of(workbook.to_bytes()).count("<v>") == 2


def test_links_in_a_block() -> None:
    workbook = Workbook.load(template())
    workbook.fill_block("票格", [[Styled(Link("见", "单!A1"), like="灰格"), Link("去", "单!A3")]])
    links = re.findall(r'<hyperlink ref="(\w+)" location="([^"]+)"', sheet_of(workbook.to_bytes()))
    assert links == [("B3", "单!A1"), ("C3", "单!A3")]


CHART = (
    '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:ser>'
    "<c:cat><c:strRef><c:f>单!$A$3</c:f><c:strCache><c:ptCount val='1'/></c:strCache></c:strRef></c:cat>"
    "<c:val><c:numRef><c:f>单!$B$3:$C$3</c:f><c:numCache><c:ptCount val='2'/></c:numCache></c:numRef></c:val>"
    "<c:val><c:numRef><c:f>[0]!票格</c:f><c:numCache><c:ptCount val='9'/></c:numCache></c:numRef></c:val>"
    "<c:val><c:numRef><c:f>二!$B$3</c:f><c:numCache><c:ptCount val='3'/></c:numCache></c:numRef></c:val>"
    "</c:ser></c:chartSpace>"
)
DRAWING = f'<xdr:wsDr xmlns:xdr="urn:x" xmlns:r="{RELS}"><xdr:sp macro="" textlink=""/></xdr:wsDr>'


def test_chart_copies_of_written_cells_go_and_drawings_stay() -> None:
    blob = package(
        {
            "xl/workbook.xml": book(NAMES, sheets="单 二"),
            "xl/_rels/workbook.xml.rels": rels(
                ("worksheet", "worksheets/a.xml"), ("worksheet", "/xl/worksheets/b.xml")
            ),
            "xl/worksheets/a.xml": worksheet(ROWS, after=RULES),
            "xl/worksheets/b.xml": f'<worksheet xmlns="{MAIN}"  xmlns:r="{RELS}" ><sheetData/><drawing r:id="rId1" /></worksheet>',
            "xl/worksheets/_rels/b.xml.rels": rels(("drawing", "../drawings/drawing1.xml")),
            "xl/drawings/drawing1.xml": DRAWING,
            "xl/drawings/_rels/drawing1.xml.rels": rels(
                ("chart", "../charts/chart7.xml"), ("image", "../media/a.png")
            ),
            "xl/charts/chart7.xml": CHART,
            "xl/media/a.png": b"\x89PNG\r\n\x1a\n\x00",
        }
    )
    workbook = Workbook.load(blob)
    workbook.set_cell("单", "H9", 1)
    assert parts_of(workbook.to_bytes())["xl/charts/chart7.xml"].decode() == CHART
    workbook.fill_block("票格", [[1, 2]])
    old, new = parts_of(blob), parts_of(workbook.to_bytes())
    assert re.findall(r"ptCount val=.(\d)", new["xl/charts/chart7.xml"].decode()) == ["1", "3"]
    changed = {name for name in old if old[name] != new[name]}
    assert changed == {"xl/workbook.xml", "xl/worksheets/a.xml", "xl/charts/chart7.xml"}
    assert list(old) == list(new)


def test_equal_values_of_other_types_are_written_as_what_they_are() -> None:
    base = Workbook.load(template())
    texts = []
    for value in (1, True, "1", Formula("B1", 1)):
        workbook = base.fork()
        workbook.fill_block("票格", [[value]])
        texts.append(re.findall(r'<c r="B3" s="2".*?</c>', sheet_of(workbook.to_bytes())))
    assert texts == [
        ['<c r="B3" s="2"><v>1</v></c>'],
        ['<c r="B3" s="2" t="b"><v>1</v></c>'],
        ['<c r="B3" s="2" t="inlineStr"><is><t>1</t></is></c>'],
        ['<c r="B3" s="2"><f>B1</f><v>1</v></c>'],
    ]


def test_a_pattern_without_a_separate_row_grows() -> None:
    workbook = Workbook.load(template(rows=""))
    workbook.fill_block("票格", [["甲"], ["乙"]])
    assert re.findall(r'<row r="(\d)"><c r="(B\d)" t', sheet_of(workbook.to_bytes())) == [
        ("3", "B3"),
        ("4", "B4"),
    ]


def test_one_row_of_a_filled_block() -> None:
    workbook = Workbook.load(template())
    workbook.fill_block("票格", [["甲", 1], ["乙", 2], ["丙", 3]])
    workbook.fill_row("票格", 1, [KEEP, Styled("／", "灰格")])
    text = sheet_of(workbook.to_bytes())
    assert re.findall(r'<c r="[BC]\d+" s="(\d)"[^>]*>(?:<is><t>|<v>)([^<]+)', text) == [
        ("2", "甲"), ("3", "1"), ("2", "乙"), ("9", "／"), ("2", "丙"), ("3", "3"),
    ]  # fmt: skip
    assert workbook.names["票格"].area == (3, 2, 5, 3)


def test_a_pattern_identified_by_its_position_grows_too_and_rows_get_their_heights() -> None:
    workbook = Workbook.load(template())
    workbook.fill_area("单", Area.parse("B3:C3"), [["甲", 1], ["乙", 2], ["丙", 3]], {4: 47.5})
    text = sheet_of(workbook.to_bytes())
    assert [cells(text, row) for row in (4, 5)] == [{"B": "2", "C": "3"}] * 2
    heights = re.findall(r'<row r="(\d)" ht="([\d.]+)" customHeight="1">', text)
    assert heights == [("3", "22"), ("4", "47.5"), ("5", "22")]
