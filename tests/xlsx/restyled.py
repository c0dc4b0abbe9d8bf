"""Templates as staff may have restyled them: content moved, a logo and a shape put in, a sheet added."""

import io
import re
from typing import Any

from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.merge import MergedCellRange

from shuzhi_xl.xlsx.fill.paper_ballots import draw_code
from shuzhi_xl.xlsx.patch.values import Area
from tests.xlsx.handmade import PACKAGE, RELS, parts_of
from tests.xlsx.outgoing import opened

_DRAWINGS = "http://schemas.openxmlformats.org/drawingml/2006"
_ANCHOR = (
    "<xdr:twoCellAnchor>"
    "<xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>0</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>"
    "<xdr:to><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>2</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>"
    "{}<xdr:clientData/></xdr:twoCellAnchor>"
)
_LOGO = (
    '<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="徽标"/><xdr:cNvPicPr/></xdr:nvPicPr>'
    '<xdr:blipFill><a:blip r:embed="rId1"/></xdr:blipFill>'
    '<xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic>'
)
_SEAL = (
    '<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="3" name="印章"/><xdr:cNvSpPr/></xdr:nvSpPr>'
    '<xdr:spPr><a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom></xdr:spPr></xdr:sp>'
)
DRAWING = (
    f'<xdr:wsDr xmlns:xdr="{_DRAWINGS}/spreadsheetDrawing" xmlns:a="{_DRAWINGS}/main" xmlns:r="{RELS}">'
    f"{_ANCHOR.format(_LOGO)}{_ANCHOR.format(_SEAL)}</xdr:wsDr>"
)


def moved(template: bytes, title: str, rows: int, columns: int) -> bytes:
    """The template with rows and columns put in before a sheet's content, and with a sheet of their own."""
    workbook = opened(template)
    sheet: Any = workbook[title]
    sheet.move_range(sheet.dimensions, rows, columns)
    merged = [_shifted(place.coord, rows, columns) for place in sheet.merged_cells.ranges]
    sheet.merged_cells = MultiCellRange([MergedCellRange(sheet, place) for place in merged])
    for rule in sheet.data_validations.dataValidation:
        rule.sqref = MultiCellRange(
            " ".join(_shifted(cell_range.coord, rows, columns) for cell_range in rule.sqref.ranges)
        )
    sheet.conditional_formatting = ConditionalFormattingList()
    for name, place in workbook.defined_names.items():
        if f"'{title}'" in place.attr_text:
            area = Area.parse(_shifted(place.attr_text.partition("!")[2].replace("$", ""), rows, columns))
            workbook.defined_names[name] = DefinedName(name, attr_text=f"'{title}'!{area.absolute}")
    sheet.print_area = _shifted(sheet.print_area.replace("$", "").partition("!")[2], rows, columns)
    workbook.create_sheet("联系方式")["B2"] = "联系电话：12345678"
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def with_logo(template: bytes, part: str) -> dict[str, bytes]:
    """The parts of a template into whose sheet a picture and a shape were put by hand."""
    link = '<Relationships xmlns="{}"><Relationship Id="rId1" Type="{}/{}" Target="{}"/></Relationships>'
    parts = parts_of(template)
    sheet, types = parts[part].decode(), parts["[Content_Types].xml"].decode()
    place = f'<drawing xmlns:r="{RELS}" r:id="rId1"/></worksheet>'
    kind = (
        '<Default Extension="png" ContentType="image/png"/><Override PartName="/xl/drawings/drawing9.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/></Types>'
    )
    return parts | {
        part: sheet.replace("</worksheet>", place).encode(),
        "[Content_Types].xml": types.replace("</Types>", kind).encode(),
        re.sub(r"(\w+\.xml)$", r"_rels/\1.rels", part): link.format(
            f"{PACKAGE}/relationships", RELS, "drawing", "../drawings/drawing9.xml"
        ).encode(),
        "xl/drawings/drawing9.xml": DRAWING.encode(),
        "xl/drawings/_rels/drawing9.xml.rels": link.format(
            f"{PACKAGE}/relationships", RELS, "image", "../media/logo.png"
        ).encode(),
        "xl/media/logo.png": draw_code("an emblem"),
    }


def _shifted(place: str, rows: int, columns: int) -> str:
    area = CellRange(place)
    area.shift(row_shift=rows, col_shift=columns)
    return str(area.coord)
