"""Sheets of another workbook come with their looks and pictures, and the workbook keeps its own."""

import io
from typing import Any

import openpyxl
import pytest
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle

from shuzhi_xl.xlsx.fill.paper_ballots import draw_code
from shuzhi_xl.xlsx.patch.added_sheets import SheetPicture
from shuzhi_xl.xlsx.patch.opc.parts import Parts
from shuzhi_xl.xlsx.patch.workbook import PlaceMissing, PlaceTaken, Workbook
from tests.xlsx.format_corpus import strict
from tests.xlsx.handmade import ROWS, one_table, package, parts_of
from tests.xlsx.restyled import with_logo

PICTURES = {
    "问": [SheetPicture(f"图{row} <a>", draw_code(str(row)), row, 2, (10, 20), (300, 400)) for row in (2, 3)]
}


def donor() -> Workbook:
    """Two sheets, of which one is hidden, with a colour, a rule and names of Excel's own."""
    book = openpyxl.Workbook()
    sheet: Any = book.worksheets[0]
    sheet.title = "问"
    sheet["A1"], sheet["A2"] = "项", "=不是公式"
    sheet["A2"].data_type = "s"
    sheet["A1"].font, sheet["A1"].number_format = Font(bold=True, color="112233"), '0"张"'
    sheet.column_dimensions["A"].font = Font(italic=True)
    look = DifferentialStyle(fill=PatternFill("solid", bgColor="445566"))
    sheet.conditional_formatting.add("A2", Rule(type="expression", dxf=look, formula=['A2=""']))
    sheet.auto_filter.ref = "A1:A2"
    sheet.print_title_rows = "1:1"
    sheet.sheet_view.tabSelected = True
    book.create_sheet("藏").sheet_state = "veryHidden"
    buffer = io.BytesIO()
    book.save(buffer)
    return Workbook.load(buffer.getvalue())


def office_book() -> bytes:
    """A workbook with a logo and a shape, saved with styles of its own."""
    book = openpyxl.Workbook()
    sheet: Any = book.worksheets[0]
    sheet.title = "单"
    sheet["A1"].font = Font(size=20)
    buffer = io.BytesIO()
    book.save(buffer)
    return package(with_logo(buffer.getvalue(), "xl/worksheets/sheet1.xml"))


def added(book: bytes) -> bytes:
    workbook = Workbook.load(book)
    workbook.add_sheets(donor(), PICTURES)
    return workbook.to_bytes()


def test_sheets_come_with_their_looks_names_and_state() -> None:
    book: Any = openpyxl.load_workbook(io.BytesIO(added(office_book())))
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [
        ("单", "visible"),
        ("问", "visible"),
        ("藏", "veryHidden"),
    ]
    sheet = book["问"]
    assert (sheet["A1"].font.b, sheet["A1"].font.color.rgb, sheet["A1"].number_format) == (
        True,
        "00112233",
        '0"张"',
    )
    assert sheet.column_dimensions["A"].font.i
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=不是公式", "s")
    ((rule,),) = [area.rules for area in sheet.conditional_formatting]
    assert rule.dxf.fill.bgColor.rgb == "00445566"
    assert (sheet.print_title_rows, sheet.auto_filter.ref) == ("$1:$1", "A1:A2")
    assert not sheet.sheet_view.tabSelected
    assert book["单"]["A1"].font.sz == 20


def test_each_picture_lies_in_its_cell_and_is_hidden_with_its_row() -> None:
    parts = Parts.load(added(office_book()))
    (drawing,) = parts.related("xl/worksheets/sheet2.xml", "drawing")
    text = parts.read(drawing).decode()
    assert text.count('<xdr:twoCellAnchor editAs="twoCell">') == 2
    assert 'name="图2 &lt;a&gt;"' in text
    start, end = ("<xdr:col>1</xdr:col><xdr:colOff>{}</xdr:colOff><xdr:row>2</xdr:row><xdr:rowOff>{}<",) * 2
    assert start.format(10, 20) in text
    assert end.format(310, 420) in text
    images = parts.related(drawing, "image")
    assert [parts.read(image) for image in images] == [draw_code("2"), draw_code("3")]


def test_everything_that_was_there_stays_bit_for_bit() -> None:
    before, after = (parts_of(book) for book in (office_book(), added(office_book())))
    changed = {name for name, part in before.items() if after[name] != part}
    assert changed == {
        "[Content_Types].xml",
        "xl/styles.xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
    }


def test_a_strict_workbook_stays_strict() -> None:
    parts = parts_of(added(package(strict(parts_of(one_table(ROWS))))))
    texts = [part for name, part in parts.items() if name.endswith((".xml", ".rels"))]
    assert b"purl.oclc.org" in parts["xl/worksheets/sheet2.xml"]
    assert not [text for text in texts if b"schemas.openxmlformats.org/spreadsheetml" in text]
    assert b"http://purl.oclc.org/ooxml/drawingml/main" in parts["xl/drawings/drawing1.xml"]


def test_a_title_that_is_there_already_is_refused() -> None:
    workbook = Workbook.load(office_book())
    workbook.add_sheets(donor())
    with pytest.raises(PlaceTaken, match="问"):
        workbook.add_sheets(donor())


def test_a_workbook_without_styles_is_refused() -> None:
    parts = parts_of(one_table(ROWS))
    rels = parts["xl/_rels/workbook.xml.rels"].replace(b'/styles"', b'/looks"')
    bare = Workbook.load(package(parts | {"xl/_rels/workbook.xml.rels": rels}))
    with pytest.raises(PlaceMissing, match="styles"):
        bare.add_sheets(donor())
