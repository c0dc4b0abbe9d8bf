"""Sheets of another workbook put behind those of this one, with pictures (添加工作表)."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import count
from typing import Final, NamedTuple

from lxml import etree

from shuzhi_xl.xlsx.patch.errors import PlaceMissing
from shuzhi_xl.xlsx.patch.opc.parts import Parts
from shuzhi_xl.xlsx.patch.opc.relationships import relationships_part
from shuzhi_xl.xlsx.patch.opc.xml_part import (
    SHEET_ORDER,
    Element,
    ensure,
    parse,
    serialise,
)
from shuzhi_xl.xlsx.patch.sheet_copies import free_name
from shuzhi_xl.xlsx.patch.style_copier import StyleCopier

_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_DRAWING_TYPE: Final = "application/vnd.openxmlformats-officedocument.drawing+xml"
_SHEET_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


class SheetPicture(NamedTuple):
    """A picture that lies within one cell, and is hidden with its row (图片).

    Attributes:
        name: its name, as 选择窗格 shows it.
        png: the image.
        row: the cell's row, from 1.
        col: its column, from 1.
        place: where it begins within the cell, to the right and down, in units of a drawing.
        size: its width and height, likewise.
    """

    name: str
    png: bytes
    row: int
    col: int
    place: tuple[int, int]
    size: tuple[int, int]


class _Spaces(NamedTuple):
    """The namespaces of a workbook, transitional or strict."""

    main: str
    relations: str
    drawing: str


_TRANSITIONAL: Final = _Spaces(
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://schemas.openxmlformats.org/drawingml/2006",
)
_STRICT: Final = _Spaces(
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
    "http://purl.oclc.org/ooxml/drawingml",
)


class SheetImport:
    """What brings sheets into a package, their styles with them.

    Args:
        parts: the package.
        book: the name of its workbook part.
        donor: the package of the sheets, transitional and without shared strings.
        donor_book: the name of its workbook part.

    Raises:
        PlaceMissing: one of the two has no styles.
    """

    def __init__(self, parts: Parts, book: str, donor: Parts, donor_book: str) -> None:
        self._parts, self._donor = parts, donor
        is_strict = etree.QName(parse(parts.read(book))).namespace == _STRICT.main
        self._spaces = _STRICT if is_strict else _TRANSITIONAL
        self._part = _styles_of(parts, book)
        self._styles = parse(parts.read(self._part))
        model = parse(donor.read(_styles_of(donor, donor_book)))
        self._copier = StyleCopier(self._styles, model)

    def add(self, sheet: str, pictures: Sequence[SheetPicture]) -> str:
        """Add the part of a sheet.

        Args:
            sheet: its name in the donor.
            pictures: pictures for it; it has none of its own.

        Returns:
            Its name in the package.
        """
        text = self._donor.read(sheet).replace(_TRANSITIONAL.main.encode(), self._spaces.main.encode())
        root = parse(text)
        self._copier.restyle_sheet(root)
        self._parts.replace(self._part, serialise(self._styles))
        part = free_name(self._parts, "xl/worksheets/sheet1.xml")
        if pictures:
            self._draw(root, part, pictures)
        self._parts.add(part, serialise(root), _SHEET_TYPE)
        return part

    def _draw(self, root: Element, part: str, pictures: Sequence[SheetPicture]) -> None:
        drawing = free_name(self._parts, "xl/drawings/drawing1.xml")
        anchors = "".join(_anchors(pictures))
        space, relations = self._spaces.drawing, self._spaces.relations
        text = (
            f'<xdr:wsDr xmlns:xdr="{space}/spreadsheetDrawing" xmlns:a="{space}/main" xmlns:r="{relations}">'
            f"{anchors}</xdr:wsDr>"
        )
        self._parts.add(drawing, text.encode(), _DRAWING_TYPE)
        self._parts.declare("png", "image/png")
        free = (name for number in count(1) if (name := f"xl/media/image{number}.png") not in self._parts)
        images = [name for name, _ in zip(free, pictures, strict=False)]
        for name, picture in zip(images, pictures, strict=True):
            self._parts.add(name, picture.png)
        self._relate(drawing, "image", images)
        self._relate(part, "drawing", [drawing])
        ensure(root, "drawing", SHEET_ORDER).set(f"{{{relations}}}id", "rId1")

    def _relate(self, owner: str, kind: str, targets: Sequence[str]) -> None:
        links = "".join(
            f'<Relationship Id="rId{number}" Type="{self._spaces.relations}/{kind}" Target="/{target}"/>'
            for number, target in enumerate(targets, start=1)
        )
        text = f'<Relationships xmlns="{_PACKAGE}">{links}</Relationships>'
        self._parts.add(relationships_part(owner), text.encode())


def _styles_of(parts: Parts, book: str) -> str:
    styles = parts.related(book, "styles")
    if not styles:
        raise PlaceMissing("styles")
    return styles[0]


def _anchors(pictures: Sequence[SheetPicture]) -> Iterator[str]:
    for number, picture in enumerate(pictures, start=1):
        ends = [
            f"<xdr:col>{picture.col - 1}</xdr:col><xdr:colOff>{right}</xdr:colOff>"
            f"<xdr:row>{picture.row - 1}</xdr:row><xdr:rowOff>{down}</xdr:rowOff>"
            for right, down in (
                picture.place,
                [start + length for start, length in zip(picture.place, picture.size, strict=True)],
            )
        ]
        width, height = picture.size
        yield (
            # A filter hides a picture only if it moves and is sized with its cell
            f'<xdr:twoCellAnchor editAs="twoCell"><xdr:from>{ends[0]}</xdr:from><xdr:to>{ends[1]}</xdr:to>'
            f'<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="{number + 1}" name="{escape(picture.name)}"/>'
            '<xdr:cNvPicPr><a:picLocks noChangeAspect="1"/></xdr:cNvPicPr></xdr:nvPicPr>'
            f'<xdr:blipFill><a:blip r:embed="rId{number}"/><a:stretch><a:fillRect/></a:stretch>'
            '</xdr:blipFill><xdr:spPr><a:xfrm><a:off x="0" y="0"/>'
            f'<a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
            "</xdr:spPr></xdr:pic><xdr:clientData/></xdr:twoCellAnchor>"
        )
