"""Buttons on sheets (按钮), which openpyxl cannot write: form controls in a legacy drawing of each sheet.

Form controls need macros only. ActiveX controls are forbidden in many offices.
"""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from shuzhi_xl.building.macros.part_links import link, with_default_type
from shuzhi_xl.xlsx.patch.opc.xml_part import serialise
from shuzhi_xl.xlsx.style.reproducible import MAIN_NS, read_parts, write_parts

DRAWING_PART: Final = "xl/drawings/vmlDrawing{}.vml"
"""Name of a drawing's part, by its number."""

_VML_NS = "urn:schemas-microsoft-com:vml"
_OFFICE_NS = "urn:schemas-microsoft-com:office:office"
_EXCEL_NS = "urn:schemas-microsoft-com:office:excel"
_REL_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING_RELATIONSHIP = f"{_REL_NS}/vmlDrawing"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
# ECMA-376 part 1, 18.3.1.99 (CT_Worksheet): what follows legacyDrawing.
_LATER = ("legacyDrawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst")
# 72 points and, at 100 %, 96 pixels to the inch
_POINTS_A_PIXEL = 0.75
# Excel numbers the shapes of drawing 1 from 1025, of drawing 2 from 2049: 1024 ids for each idmap.
_SHAPES_A_DRAWING = 1024
_TYPEFACE = "微软雅黑"

GAP: Final = 3
"""Pixels between a cell's upper and left edge and its button."""


class PlacedButton(NamedTuple):
    """A button over cells of one row, a little short of their upper and left edge (按钮).

    Attributes:
        caption: Its caption.
        tip: What it does, for those who have the screen read to them.
        macro: The public Sub it runs, as `Module.Sub`.
        cell: Column and row of its first cell, both from 0, as a drawing counts them.
        corner: Pixels from the sheet's corner to the button's.
        size: Width and height in pixels.
        points: Size of the caption's letters.
        above: Pixels between the cell's upper edge and the button's.
        columns: The number of columns that it covers.
        printed: Whether it is printed with its sheet.
    """

    caption: str
    tip: str
    macro: str
    cell: tuple[int, int]
    corner: tuple[int, int]
    size: tuple[int, int]
    points: int = 11
    above: int = GAP
    columns: int = 1
    printed: bool = True


def add_buttons(workbook: bytes, sheets: Mapping[str, Sequence[PlacedButton]]) -> bytes:
    """Put buttons on sheets that have no drawing of notes or controls yet (按钮).

    Args:
        workbook: The package.
        sheets: The buttons by the name of their sheet's part, in the order in which the Tab key goes through
            them.
    """
    parts = with_default_type(read_parts(workbook), "vml", _DRAWING_TYPE)
    for number, (sheet, buttons) in enumerate(sheets.items(), start=1):
        part = DRAWING_PART.format(number)
        linked, drawing = link(parts, sheet, _DRAWING_RELATIONSHIP, part)
        parts = {
            **linked,
            sheet: _with_drawing(linked[sheet], drawing),
            part: _drawing_xml(number, buttons),
        }
    return write_parts(parts)


def _with_drawing(worksheet: bytes, drawing: str) -> bytes:
    root = etree.fromstring(worksheet)
    element = etree.Element(f"{{{MAIN_NS}}}legacyDrawing", {f"{{{_REL_NS}}}id": drawing})
    later = [child for child in root if etree.QName(child).localname in _LATER]
    # Excel repairs a sheet whose elements are out of the order of the schema.
    root.insert(root.index(later[0]) if later else len(root), element)
    return serialise(root)


def _drawing_xml(number: int, buttons: Sequence[PlacedButton]) -> bytes:
    first = number * _SHAPES_A_DRAWING + 1
    shapes = "".join(_shape_xml(first, order, button) for order, button in enumerate(buttons))
    return (
        # 201 is the shape of form controls, msosptHostControl of [MS-ODRAW]
        f'<xml xmlns:v="{_VML_NS}" xmlns:o="{_OFFICE_NS}" xmlns:x="{_EXCEL_NS}">'
        '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="'
        f'{number}"/></o:shapelayout>'
        '<v:shapetype id="_x0000_t201" coordsize="21600,21600" o:spt="201" path="m,l,21600r21600,l21600,xe">'
        '<v:stroke joinstyle="miter"/>'
        '<v:path shadowok="f" o:extrusionok="f" strokeok="f" fillok="f" o:connecttype="rect"/>'
        '<o:lock v:ext="edit" shapetype="t"/></v:shapetype>'
        f"{shapes}</xml>"
    ).encode()


def _shape_xml(first: int, order: int, button: PlacedButton) -> str:
    left_edge, top, width, height = (_POINTS_A_PIXEL * pixels for pixels in (*button.corner, *button.size))
    return (
        f'<v:shape id="_x0000_s{first + order}" type="#_x0000_t201" o:button="t" '
        f"alt={quoteattr(button.tip)} "
        f'style="position:absolute;margin-left:{left_edge}pt;margin-top:{top}pt;width:{width}pt;'
        f'height:{height}pt;z-index:{order + 1};mso-wrap-style:tight" '
        'fillcolor="buttonFace [67]" strokecolor="windowText [64]" o:insetmode="auto">'
        '<v:fill color2="buttonFace [67]" o:detectmouseclick="t"/><o:lock v:ext="edit" rotation="t"/>'
        '<v:textbox style="mso-direction-alt:auto" o:singleclick="f"><div style="text-align:center">'
        # Twentieths of a point
        f'<font face="{_TYPEFACE}" size="{20 * button.points}" color="#000000">'
        f"{escape(button.caption)}</font></div></v:textbox>"
        f'<x:ClientData ObjectType="Button"><x:Anchor>{_anchor(button)}</x:Anchor>'
        f"{'' if button.printed else '<x:PrintObject>False</x:PrintObject>'}"
        "<x:AutoFill>False</x:AutoFill>"
        # [0] is this workbook: the macro is found whatever the file is called.
        f"<x:FmlaMacro>[0]!{button.macro}</x:FmlaMacro>"
        "<x:TextHAlign>Center</x:TextHAlign><x:TextVAlign>Center</x:TextVAlign></x:ClientData></v:shape>"
    )


def _anchor(button: PlacedButton) -> str:
    """Column, pixels into it, row, pixels into it: of the upper left corner, then of the lower right.

    The lower right is the next cell's corner: many pixels into a cell mean more or less of it on a screen
    of another resolution.
    """
    col, row = button.cell
    return f"{col}, {GAP}, {row}, {button.above}, {col + button.columns}, 0, {row + 1}, 0"
