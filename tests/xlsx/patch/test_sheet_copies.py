"""A sheet is copied with its pictures and names, and a picture of it shows another image."""

import io

import openpyxl
import pytest

from shuzhi_xl.xlsx.patch.opc.parts import Parts
from shuzhi_xl.xlsx.patch.sheet_copies import copy_part
from shuzhi_xl.xlsx.patch.workbook import PlaceMissing, Workbook
from tests.xlsx.handmade import RELS, ROWS, book, one_table, package, parts_of, worksheet
from tests.xlsx.restyled import with_logo

NAMES = (
    '<definedName name="_xlnm.Print_Area" localSheetId="0">单!$A$1:$C$9</definedName>'
    '<definedName name="甲">单!$A$1:$B$2</definedName>'
    '<definedName name="乙">副!$A$1</definedName>'
)
VIEW = '<sheetPr codeName="Sheet1"/><sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews>'


def logo_book() -> bytes:
    parts = parts_of(one_table(ROWS)) | {"xl/workbook.xml": book(NAMES).encode()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    parts["xl/worksheets/sheet1.xml"] = sheet.replace("<sheetData>", f"{VIEW}<sheetData>").encode()
    bare = {name: part for name, part in parts.items() if "tables" not in name and "_rels/sheet" not in name}
    return package(with_logo(package(bare), "xl/worksheets/sheet1.xml"))


def test_a_copy_has_the_cells_the_drawing_and_names_of_its_own() -> None:
    workbook = Workbook.load(logo_book())
    workbook.copy_sheet("单", "第2页", "_2")
    workbook.set_value("甲_2", "改")
    again = Workbook.load(workbook.to_bytes())
    assert again.sheets == ("单", "第2页")
    assert again.names["甲_2"].sheet == "第2页"
    cells = openpyxl.load_workbook(io.BytesIO(workbook.to_bytes()))
    assert (cells["第2页"]["A1"].value, cells["单"]["A1"].value) == ("改", cells["单"]["A1"].value)
    assert cells["第2页"].print_area == "'第2页'!$A$1:$C$9"
    parts = Parts.load(workbook.to_bytes())
    drawings = [parts.related(f"xl/worksheets/sheet{number}.xml", "drawing") for number in (1, 2)]
    assert drawings == [["xl/drawings/drawing9.xml"], ["xl/drawings/drawing1.xml"]]
    assert parts.related("xl/drawings/drawing1.xml", "image") == ["xl/media/logo.png"]
    assert b"tabSelected" not in parts.read("xl/worksheets/sheet2.xml")
    assert b"codeName" not in parts.read("xl/worksheets/sheet2.xml")


def test_a_picture_is_replaced_on_one_sheet_only() -> None:
    workbook = Workbook.load(logo_book())
    workbook.copy_sheet("单", "第2页", "_2")
    workbook.replace_picture("第2页", "徽标", b"png of page 2")
    parts = Parts.load(workbook.to_bytes())
    (image,) = parts.related("xl/drawings/drawing1.xml", "image")
    assert parts.read(image) == b"png of page 2"
    assert parts.related("xl/drawings/drawing9.xml", "image") == ["xl/media/logo.png"]


def test_a_workbook_and_its_copy_change_on_their_own() -> None:
    template = Workbook.load(logo_book())
    before = template.to_bytes()
    first, second = template.fork(), template.fork()
    first.copy_sheet("单", "第2页", "_2")
    second.copy_sheet("单", "第2页", "_2")
    first.set_value("甲_2", "一")
    second.set_value("甲_2", "二")
    assert template.to_bytes() == before
    assert "一" in str(openpyxl.load_workbook(io.BytesIO(first.to_bytes()))["第2页"]["A1"].value)
    assert "二" in str(openpyxl.load_workbook(io.BytesIO(second.to_bytes()))["第2页"]["A1"].value)


def test_a_table_is_not_copied() -> None:
    parts = parts_of(one_table(ROWS))
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    link = f'<tableParts><tablePart xmlns:r="{RELS}" r:id="rId1"/></tableParts></worksheet>'
    parts["xl/worksheets/sheet1.xml"] = sheet.replace("</worksheet>", link).encode()
    workbook = Workbook.load(package(parts))
    workbook.copy_sheet("单", "第2页", "_2")
    copied = Parts.load(workbook.to_bytes())
    assert copied.related("xl/worksheets/sheet2.xml", "table") == []
    assert b"tablePart" not in copied.read("xl/worksheets/sheet2.xml")
    assert b"tablePart" in copied.read("xl/worksheets/sheet1.xml")


def test_what_is_missing_is_named() -> None:
    workbook = Workbook.load(logo_book())
    with pytest.raises(PlaceMissing, match="无"):
        workbook.copy_sheet("无", "第2页", "_2")
    with pytest.raises(PlaceMissing, match="无"):
        workbook.replace_picture("无", "徽标", b"")
    with pytest.raises(PlaceMissing, match="二维码"):
        workbook.replace_picture("单", "二维码", b"")


def test_a_link_to_the_outside_stays() -> None:
    parts = parts_of(one_table(ROWS))
    link = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
        'Id="rId1" Type="a/hyperlink" Target="https://example.org" TargetMode="External"/></Relationships>'
    )
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = link.encode()
    parts["xl/worksheets/sheet1.xml"] = worksheet("").encode()
    opened = Parts.load(package(parts))
    copy = copy_part(opened, "xl/worksheets/sheet1.xml")
    assert [relation.target for relation in opened.relationships(copy)] == ["https://example.org"]
