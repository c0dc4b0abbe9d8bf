"""From an .xlsx that openpyxl built to a macro-enabled .xlsm (启用宏的总表).

Excel ties each sheet to its VBA document module by the sheet's code name (代码名). Both are fixed here by
the sheet's position, `Sheet1` to `SheetN`, whatever its tab is called, so that later macros still find
their sheets.
"""

import posixpath
from collections.abc import Mapping

from lxml import etree

from shuzhi_xl.building.macros.part_links import link, relationships_of, with_default_type, with_part_type
from shuzhi_xl.building.macros.vba_project import PROJECT_PART, build_project
from shuzhi_xl.xlsx.patch.opc.xml_part import serialise
from shuzhi_xl.xlsx.style.reproducible import MAIN_NS, PartContents, normalise, read_parts, write_parts

_MACRO_WORKBOOK_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_PROJECT_TYPE = "application/vnd.ms-office.vbaProject"
_PROJECT_RELATIONSHIP = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
_WORKBOOK_CODE_NAME = "ThisWorkbook"

_WORKBOOK = "xl/workbook.xml"
_REL_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def make_macro_enabled(xlsx: bytes, modules: Mapping[str, str]) -> bytes:
    """Turn a workbook built by openpyxl into a macro-enabled one (启用宏的工作簿).

    Args:
        xlsx: The .xlsx package, without a VBA project.
        modules: Standard modules to add, name to ASCII source; may be empty.

    Returns:
        The .xlsm package. It contains a VBA project with one document module for the workbook and one for
        each sheet; the same arguments always give the same bytes.

    Raises:
        ValueError: VBA would reject a module's name or source.
    """
    # Code names first: pyOpenVBA makes a document module for each sheet by its code name.
    parts = _with_code_names(normalise(read_parts(xlsx)))
    return write_parts(_with_project(parts, build_project(write_parts(parts), modules)))


def _with_code_names(parts: PartContents) -> PartContents:
    workbook = etree.fromstring(parts[_WORKBOOK])
    _child_at_top(workbook, "workbookPr").set("codeName", _WORKBOOK_CODE_NAME)
    parts_with_names = {_WORKBOOK: serialise(workbook)}
    for place, part in enumerate(_sheet_parts(workbook, parts), start=1):
        sheet = etree.fromstring(parts[part])
        _child_at_top(sheet, "sheetPr").set("codeName", f"Sheet{place}")
        parts_with_names[part] = serialise(sheet)
    return parts | parts_with_names


def _child_at_top(parent: etree._Element, tag: str) -> etree._Element:
    """Find the child, or put it first, where the schema requires those named here."""
    child = parent.find(f"{{{MAIN_NS}}}{tag}")
    if child is None:
        child = etree.Element(f"{{{MAIN_NS}}}{tag}")
        parent.insert(0, child)
    return child


def _sheet_parts(workbook: etree._Element, parts: PartContents) -> list[str]:
    links = etree.fromstring(parts[relationships_of(_WORKBOOK)])
    # By relationships: the names of parts are free.
    targets = {relationship.get("Id"): relationship.get("Target", "") for relationship in links}
    sheets = workbook.iterfind(f"{{{MAIN_NS}}}sheets/{{{MAIN_NS}}}sheet")
    return [posixpath.join("/xl", targets[sheet.get(_REL_ID)]).removeprefix("/") for sheet in sheets]


def _with_project(parts: PartContents, project: bytes) -> PartContents:
    # Excel refuses a workbook with macros whose main part has the type of an .xlsx, whatever its extension.
    typed = with_default_type(parts, "bin", _PROJECT_TYPE)
    typed = with_part_type(typed, _WORKBOOK, _MACRO_WORKBOOK_TYPE)
    linked, _ = link(typed, _WORKBOOK, _PROJECT_RELATIONSHIP, PROJECT_PART)
    return linked | {PROJECT_PART: project}
