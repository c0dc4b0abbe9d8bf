"""A package keeps what is not touched."""

# ruff: noqa: E501  XML reads best unbroken
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.worksheet.table import Table
from python_calamine import CalamineWorkbook

from shuzhi_xl.xlsx.patch.opc.parts import Parts
from shuzhi_xl.xlsx.patch.workbook import NotAWorkbook, Workbook
from tests.xlsx.handmade import by_header, package, parts_of, rels


def town() -> bytes:
    """A workbook as openpyxl saves it, with tables, a chart, a note and a shape drawn by hand."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "组织 名册"
    for row in (["编号", "名称"], ["甲1", "杨柳村"], ["甲2", "河东社区"]):
        sheet.append(row)
    sheet.add_table(Table(displayName="组织名册", ref="A1:B3"))
    sheet["A1"].comment = Comment("注", "人")
    chart_sheet = book.create_sheet("图")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=1, min_row=1, max_row=3), titles_from_data=True)
    chart_sheet.add_chart(chart, "B2")
    out = io.BytesIO()
    book.save(out)
    parts = parts_of(out.getvalue())
    shape = """<xdr:absoluteAnchor
        xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
        xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:pos x="0" y="0"/>
        <xdr:ext cx="900000" cy="900000"/><xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="9" name="章"/>
        <xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr><a:prstGeom prst="ellipse"/></xdr:spPr></xdr:sp><xdr:clientData/>
        </xdr:absoluteAnchor>""".encode()
    drawing = parts["xl/drawings/drawing1.xml"]
    at = drawing.rindex(b"</")
    return package(parts | {"xl/drawings/drawing1.xml": drawing[:at] + shape + drawing[at:]})


def test_an_untouched_package_is_written_as_it_was() -> None:
    blob = town()
    assert Workbook.load(blob).to_bytes() == blob


def test_untouched_members_keep_bytes_order_and_dates() -> None:
    blob = town()
    workbook = Workbook.load(blob)
    workbook.write_table("组织名册", by_header(["编号", "名称"], [["乙1", "新村"]] * 9))
    old, new = (zipfile.ZipFile(io.BytesIO(content)) for content in (blob, workbook.to_bytes()))
    assert new.testzip() is None
    assert old.namelist() == new.namelist()
    changed = [name for name in old.namelist() if old.read(name) != new.read(name)]
    assert set(changed) == {"xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/tables/table1.xml"}
    for name in old.namelist():
        before, after = old.getinfo(name), new.getinfo(name)
        assert after.date_time == ((1980, 1, 1, 0, 0, 0) if name in changed else before.date_time)
    read = CalamineWorkbook.from_filelike(io.BytesIO(workbook.to_bytes()))
    assert read.get_sheet_by_name("组织 名册").to_python()[9] == ["乙1", "新村"]


def test_part_found_by_relationship_not_by_name() -> None:
    parts = Parts.load(town())
    [book] = parts.related("", "officeDocument")
    sheets = parts.related(book, "worksheet")
    assert sheets == ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"]
    assert parts.related(sheets[0], "table") == ["xl/tables/table1.xml"]
    assert parts.related(sheets[0], "drawing") == []
    first = parts.relationships(book)[0]
    assert parts.target(book, first.id) == first.target
    with pytest.raises(KeyError):
        parts.target(book, "rId999")


def test_added_and_removed_parts() -> None:
    parts = Parts.load(town())
    parts.add("xl/custom.xml", b"<a/>", "application/x-a")
    with pytest.raises(ValueError, match="custom"):
        parts.add("xl/custom.xml", b"<a/>", "application/x-a")
    again = Parts.load(parts.to_bytes())
    assert again.read("XL/Custom.xml") == b"<a/>"
    assert b'PartName="/xl/custom.xml"' in again.read("[Content_Types].xml")
    again.remove("xl/custom.xml")
    assert set(again.names) == set(Parts.load(town()).names)
    assert b"custom" not in again.read("[Content_Types].xml")
    again.remove("xl/worksheets/sheet2.xml")
    assert "xl/worksheets/_rels/sheet2.xml.rels" not in again
    assert again.related("xl/workbook.xml", "worksheet") == ["xl/worksheets/sheet1.xml"]


def test_equal_content_is_no_change() -> None:
    blob = town()
    parts = Parts.load(blob)
    parts.replace("xl/workbook.xml", parts.read("xl/workbook.xml"))
    assert parts.to_bytes() == Parts.load(blob).to_bytes()
    fork = parts.fork()
    fork.replace("xl/workbook.xml", b"<other/>")
    assert parts.read("xl/workbook.xml") != b"<other/>"


def test_entries_with_sizes_behind_and_stored_ones(tmp_path: Path) -> None:
    out, parts = io.BytesIO(), parts_of(town())

    class Pipe(io.RawIOBase):
        """A stream that cannot go back, so that sizes follow the content."""

        def writable(self) -> bool:
            return True

        def write(self, content: object) -> int:
            return out.write(content)  # type: ignore[arg-type]  # whatever zipfile hands on

    with zipfile.ZipFile(Pipe(), "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content, zipfile.ZIP_STORED if "theme" in name else zipfile.ZIP_DEFLATED)
    path = tmp_path / "流.xlsx"
    path.write_bytes(out.getvalue())
    new = Parts.open(path).to_bytes()
    assert zipfile.ZipFile(io.BytesIO(new)).testzip() is None
    assert parts_of(new) == parts


def test_backslashes_and_letter_case_in_names() -> None:
    parts = Parts.load(package({"_rels/.rels": rels(("officeDocument", "XL\\Workbook.xml"))}))
    assert parts.related("", "officeDocument") == ["xl/workbook.xml"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_hostile_archives_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        target.writestr("[Content_Types].xml", "a")
        target.writestr("[Content_Types].xml", "b")
    damaged = bytearray(town())
    at = damaged.index(b"PK\x03\x04", 10) + 60
    damaged[at : at + 20] = b"\xff" * 20
    with pytest.raises(NotAWorkbook, match="twice"):
        Parts.load(out.getvalue())
    with pytest.raises(NotAWorkbook):
        Parts.load(package({})[:-30])
    broken = Parts.load(bytes(damaged))
    with pytest.raises(NotAWorkbook):
        [broken.read(name) for name in broken.names]
