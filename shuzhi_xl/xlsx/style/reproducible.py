"""The same bytes for the same workbook (可重现的工作簿), wherever and whenever it is built.

openpyxl stamps a package with the time of saving and writes a font's properties in its own order; both are
normalised here, so that two builds can be compared byte for byte.
"""

import io
import zipfile
from typing import Final, TypeAlias

from lxml import etree

from shuzhi_xl.xlsx.patch.opc.xml_part import serialise

PartContents: TypeAlias = dict[str, bytes]
"""The parts of a package by name, in package order."""

CONTENT_TYPES: Final = "[Content_Types].xml"
MAIN_NS: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

_DCTERMS_NS = "http://purl.org/dc/terms/"
_SAVED_AT = "2015-01-01T00:00:00Z"
_UNIX = 3

# ECMA-376 part 1, 18.8.22 (CT_Font), in the order in which Excel and validators expect it.
_FONT_ORDER = (
    *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign"),
    *("sz", "color", "name", "family", "charset", "scheme"),
)


def make_reproducible(workbook: bytes) -> bytes:
    """Remove any trace of when and where openpyxl saved the workbook (工作簿).

    Args:
        workbook: An .xlsx package as openpyxl saves it.

    Returns:
        The same package with constant dates and fonts in schema order.
    """
    return write_parts(normalise(read_parts(workbook)))


def read_parts(workbook: bytes) -> PartContents:
    """Read every part (部件) of a package, by name."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        return {name: package.read(name) for name in package.namelist()}


def write_parts(parts: PartContents) -> bytes:
    """Pack the parts (部件) so that equal parts give equal bytes.

    Entries are dated 1980-01-01, the default of ZipInfo. The content types come first: programs that sniff
    a file's type look there.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        # sorted is stable: the other parts keep their order
        for name in sorted(parts, key=lambda name: name != CONTENT_TYPES):
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            # ZipInfo's default depends on the system
            entry.create_system = _UNIX
            entry.external_attr = 0o600 << 16
            package.writestr(entry, parts[name])
    return packed.getvalue()


def normalise(parts: PartContents) -> PartContents:
    """Set constant dates and put fonts in schema order; the other parts (部件) stay the same."""
    return {
        **parts,
        "docProps/core.xml": _set_constant_dates(parts["docProps/core.xml"]),
        "xl/styles.xml": _order_fonts(parts["xl/styles.xml"]),
    }


def _set_constant_dates(core: bytes) -> bytes:
    root = etree.fromstring(core)
    for moment in root.iter(f"{{{_DCTERMS_NS}}}created", f"{{{_DCTERMS_NS}}}modified"):
        moment.text = _SAVED_AT
    return serialise(root)


def _order_fonts(styles: bytes) -> bytes:
    root = etree.fromstring(styles)
    for font in root.iter(f"{{{MAIN_NS}}}font"):
        font[:] = sorted(font, key=lambda child: _FONT_ORDER.index(etree.QName(child).localname))
    return serialise(root)
