"""No green corners on codes (绿色小三角): Excel marks numbers kept as text, which is intended here.

编号 001, 场次 1 and 阈值 90 are text on purpose. openpyxl cannot write the element that says so.
"""

from typing import Final

from lxml import etree

from shuzhi_xl.sheets.declaration.column import Kind
from shuzhi_xl.sheets.declaration.table import Sheet
from shuzhi_xl.sheets.master.all_sheets import MASTER
from shuzhi_xl.xlsx.patch.opc.xml_part import serialise
from shuzhi_xl.xlsx.style.layout import place_tables
from shuzhi_xl.xlsx.style.reproducible import MAIN_NS, read_parts, write_parts

# ECMA-376 part 1, 18.3.1.99 (CT_Worksheet): what follows ignoredErrors.
_LATER: Final = ("smartTags", "drawing", "legacyDrawing", "picture", "controls", "tableParts", "extLst")


def without_green_marks(workbook: bytes) -> bytes:
    """Tell Excel that numbers may be text in every text column (文字列).

    Args:
        workbook: The package as openpyxl saved it, the declared sheets first and in order.
    """
    parts = read_parts(workbook)
    for order, sheet in enumerate(MASTER, start=1):
        part = f"xl/worksheets/sheet{order}.xml"
        parts[part] = _with_ignored_errors(parts[part], _text_cells(sheet))
    return write_parts(parts)


def _text_cells(sheet: Sheet) -> str:
    return " ".join(
        place.cells(column.header)
        for place in place_tables(sheet)
        for column in place.table.columns
        if column.kind is Kind.TEXT
    )


def _with_ignored_errors(worksheet: bytes, cells: str) -> bytes:
    root = etree.fromstring(worksheet)
    later = [child for child in root if etree.QName(child).localname in _LATER]
    ignored = etree.Element(f"{{{MAIN_NS}}}ignoredErrors")
    etree.SubElement(ignored, f"{{{MAIN_NS}}}ignoredError", sqref=cells, numberStoredAsText="1")
    # Every declared sheet has a table, so there is always an element to put it before.
    later[0].addprevious(ignored)
    return serialise(root)
