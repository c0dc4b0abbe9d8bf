"""Workbooks written by hand, to show what Excel, WPS and other programs may save."""

# ruff: noqa: E501  XML reads best unbroken
import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

import openpyxl
from python_calamine import CalamineWorkbook

from shuzhi_xl.xlsx.patch.values import Value
from shuzhi_xl.xlsx.patch.workbook import Workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
XM = "http://schemas.microsoft.com/office/excel/2006/main"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}"><fonts><font/></fonts><fills><fill><patternFill/></fill></fills><borders><border/></borders>'
    f"<cellStyleXfs><xf/></cellStyleXfs><cellXfs>{'<xf/>' * 10}</cellXfs>"
    '<cellStyles><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def rels(*entries: tuple[str, str], base: str = RELS) -> str:
    """A relationships part from (type's last word, target); the ids are rId1, rId2, …"""
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{base}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(entries, 1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def table(name: str, ref: str, headers: str, extra: str = "", number: int = 1) -> str:
    """A table part; headers are separated by spaces."""
    columns = "".join(
        f'<tableColumn id="{at}" name="{header}"/>' for at, header in enumerate(headers.split(), 1)
    )
    return (
        f'{HEAD}<table xmlns="{MAIN}" id="{number}" name="{name}" displayName="{name}" ref="{ref}"{extra}>'
        f'<autoFilter ref="{ref}"/><tableColumns count="{len(headers.split())}">{columns}</tableColumns></table>'
    )


def book(
    names: str = "", properties: str = "", sheets: str = "单", space: str = MAIN, relation: str = RELS
) -> str:
    """A workbook part with the sheets named, separated by spaces."""
    listed = "".join(
        f'<sheet name="{title}" sheetId="{at}" r:id="rId{at}"/>' for at, title in enumerate(sheets.split(), 1)
    )
    defined = f"<definedNames>{names}</definedNames>" if names else ""
    return (
        f'{HEAD}<workbook xmlns="{space}" xmlns:r="{relation}"><workbookPr{properties}/>'
        f"<sheets>{listed}</sheets>{defined}</workbook>"
    )


def worksheet(rows: str, before: str = "", after: str = "") -> str:
    """A worksheet part around its rows."""
    return (
        f'{HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{RELS}" xmlns:x14="{X14}" xmlns:xm="{XM}">'
        f"{before}<sheetData>{rows}</sheetData>{after}</worksheet>"
    )


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of these parts, with content types and root relationships where they are not given."""
    whole: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        "</Types>",
        "_rels/.rels": rels(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": book(),
        "xl/_rels/workbook.xml.rels": rels(("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")),
        "xl/styles.xml": STYLES,
        **parts,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in whole.items():
            target.writestr(name, content)
    return out.getvalue()


def one_table(
    rows: str,
    ref: str = "A3:C4",
    headers: str = "编号 等次 备注",
    *,
    before: str = "",
    after: str = "",
    names: str = "",
    extra: str = "",
) -> bytes:
    """A workbook with one sheet 单 and one table 表."""
    return package(
        {
            "xl/workbook.xml": book(names),
            "xl/worksheets/sheet1.xml": worksheet(rows, before, after),
            "xl/worksheets/_rels/sheet1.xml.rels": rels(("table", "/xl/tables/table1.xml")),
            "xl/tables/table1.xml": table("表", ref, headers, extra),
        }
    )


def parts_of(blob: bytes) -> dict[str, bytes]:
    """The content of every part of a workbook."""
    with zipfile.ZipFile(io.BytesIO(blob)) as source:
        return {name: source.read(name) for name in source.namelist()}


def sheet_of(blob: bytes, name: str = "xl/worksheets/sheet1.xml") -> str:
    """The text of a worksheet part."""
    return parts_of(blob)[name].decode()


HEADERS = ("编号", "等次", "备注")
HEADER_ROW = (
    '<row r="3"><c r="A3" s="9" t="inlineStr"><is><t>编号</t></is></c>'
    '<c r="B3" s="8" t="inlineStr"><is><t>等次</t></is></c><c r="C3" s="7" t="inlineStr"><is><t>备注</t></is></c></row>'
)
FIRST_ROW = '<row r="4" ht="30" customHeight="1"><c r="A4" s="1"/><c r="B4" s="2"/><c r="C4" s="3"/></row>'
ROWS = HEADER_ROW + FIRST_ROW


def values(blob: bytes, sheet: str = "单") -> Sequence[Sequence[object]]:
    """All cells of a sheet as calamine reads them, after openpyxl has opened the file too."""
    openpyxl.load_workbook(io.BytesIO(blob))
    return (
        CalamineWorkbook.from_filelike(io.BytesIO(blob))
        .get_sheet_by_name(sheet)
        .to_python(skip_empty_area=False)
    )


def by_header(headers: Sequence[str], rows: Sequence[Sequence[Any]]) -> dict[str, list[Any]]:
    """Rows as columns."""
    return {header: [row[index] for row in rows] for index, header in enumerate(headers)}


def rewrite_table(blob: bytes, rows: Sequence[Sequence[Value]], headers: Sequence[str] = HEADERS) -> bytes:
    """The workbook after its table 表 was written."""
    workbook = Workbook.load(blob)
    workbook.write_table("表", by_header(headers, rows))
    return workbook.to_bytes()
