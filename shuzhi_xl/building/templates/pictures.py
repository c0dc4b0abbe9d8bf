"""Pictures on a template's sheet (模板的图片), with names by which they are found again.

openpyxl needs Pillow for a picture, and gives it a name of its own.
"""

import struct
import zlib
from collections.abc import Sequence
from typing import Final, NamedTuple
from xml.sax.saxutils import quoteattr

from lxml import etree

from shuzhi_xl.building.macros.part_links import link, with_default_type
from shuzhi_xl.xlsx.patch.opc.xml_part import SHEET_ORDER, ensure, parse, serialise
from shuzhi_xl.xlsx.style.reproducible import CONTENT_TYPES, PartContents, read_parts, write_parts

_REL_NS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWINGML: Final = "http://schemas.openxmlformats.org/drawingml/2006"
_DRAWING_TYPE: Final = "application/vnd.openxmlformats-officedocument.drawing+xml"
_DRAWING: Final = "xl/drawings/drawing1.xml"
EMU_A_MM: Final = 36_000
"""Units of a drawing in a millimetre (ECMA-376 part 1, 20.1.2.1)."""


_DOTS: Final = 48
"""Dots to the side of one square of a picture: sharp in print, at a size of 1 mm and more."""


class PlacedPicture(NamedTuple):
    """A picture on a sheet (图片).

    Attributes:
        name: Its name in 选择窗格.
        tip: What it is, for those who have the page read to them.
        png: The image.
        cell: Column and row of the cell whose corner it begins at, both from 0.
        size: Its width and height in mm; None where it fills the cell, however wide a program shows that.
    """

    name: str
    tip: str
    png: bytes
    cell: tuple[int, int]
    size: tuple[float, float] | None = None


def draw_squares(rows: Sequence[str]) -> bytes:
    """A picture (PNG) of squares, ``1`` for a black one, with a white margin of one square."""
    side = len(rows) + 2
    blank = "0" * side
    # A byte for eight dots of one square, of which 1 is white (ISO/IEC 15948, greyscale of one bit)
    lines = [
        bytes(255 * (char == "0") for char in line) for line in (blank, *(f"0{row}0" for row in rows), blank)
    ]
    wide = [b"\0" + b"".join(bytes([dot]) * (_DOTS // 8) for dot in line) for line in lines]
    header = struct.pack(">2L5B", side * _DOTS, side * _DOTS, 1, 0, 0, 0, 0)
    # Not compressed: zlib's bytes differ between versions of Python
    image = zlib.compress(b"".join(line * _DOTS for line in wide), 0)
    chunks = (_chunk(b"IHDR", header), _chunk(b"IDAT", image), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    body = kind + content
    return struct.pack(">L", len(content)) + body + struct.pack(">L", zlib.crc32(body))


def add_pictures(workbook: bytes, sheet: str, pictures: Sequence[PlacedPicture]) -> bytes:
    """Put pictures on a sheet of a workbook that has no drawing yet.

    Args:
        workbook: The package.
        sheet: Name of the sheet's part.
        pictures: The pictures; the first is behind the others.
    """
    parts = with_default_type(read_parts(workbook), "png", "image/png")
    parts, drawing = link(parts, sheet, f"{_REL_NS}/drawing", _DRAWING)
    shell = parse(parts[sheet])
    ensure(shell, "drawing", SHEET_ORDER).set(f"{{{_REL_NS}}}id", drawing)
    parts = _with_type(parts | {sheet: serialise(shell)})
    anchors = []
    for number, picture in enumerate(pictures, start=1):
        image = f"xl/media/image{number}.png"
        parts, relation = link(parts | {image: picture.png}, _DRAWING, f"{_REL_NS}/image", image)
        anchors.append(_anchor(number, picture, relation))
    text = (
        f'<xdr:wsDr xmlns:xdr="{_DRAWINGML}/spreadsheetDrawing" xmlns:a="{_DRAWINGML}/main" '
        f'xmlns:r="{_REL_NS}">{"".join(anchors)}</xdr:wsDr>'
    )
    return write_parts(parts | {_DRAWING: serialise(parse(text.encode()))})


def _with_type(parts: PartContents) -> PartContents:
    root = parse(parts[CONTENT_TYPES])
    tag = f"{{{etree.QName(root).namespace}}}Override"
    etree.SubElement(root, tag, PartName=f"/{_DRAWING}", ContentType=_DRAWING_TYPE)
    return parts | {CONTENT_TYPES: serialise(root)}


def _anchor(number: int, picture: PlacedPicture, relation: str) -> str:
    col, row = picture.cell
    kind, end = "twoCellAnchor", f"<xdr:to>{_corner(col + 1, row + 1)}</xdr:to>"
    if picture.size:
        width, height = (round(length * EMU_A_MM) for length in picture.size)
        kind, end = "oneCellAnchor", f'<xdr:ext cx="{width}" cy="{height}"/>'
    return (
        f"<xdr:{kind}><xdr:from>{_corner(col, row)}</xdr:from>{end}"
        f'<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="{number + 1}" name={quoteattr(picture.name)} '
        f"descr={quoteattr(picture.tip)}/><xdr:cNvPicPr/></xdr:nvPicPr>"
        f'<xdr:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill>'
        '<xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic>'
        f"<xdr:clientData/></xdr:{kind}>"
    )


def _corner(col: int, row: int) -> str:
    return (
        f"<xdr:col>{col}</xdr:col><xdr:colOff>0</xdr:colOff>"
        f"<xdr:row>{row}</xdr:row><xdr:rowOff>0</xdr:rowOff>"
    )
