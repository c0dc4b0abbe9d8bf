"""A sheet that an earlier master lacks, with its tables (补工作表)."""

import posixpath
from collections.abc import Iterator
from typing import Final

from lxml import etree

from shuzhi_xl.xlsx.package.xml_part import (
    BOOK_ORDER,
    Element,
    child,
    descendants,
    ensure,
    local,
    parse,
    relation_id,
    same_space,
    serialise,
)
from shuzhi_xl.xlsx.upgrade.looks import Looks
from shuzhi_xl.xlsx.upgrade.package import Package

RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_TABLE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml"
_LINKS: Final = "application/vnd.openxmlformats-package.relationships+xml"
_DRAWN: Final = ("drawing", "legacyDrawing", "legacyDrawingHF", "picture", "controls", "oleObjects")


def add_sheet(own: Package, model: Package, title: str, looks: Looks) -> None:
    """Add a sheet as this version's empty master has it, behind the same sheet as there.

    Args:
        own: The master; what is in it stays as it is.
        model: This version's empty master.
        title: The sheet.
        looks: Takes over the look of cells.
    """
    root = parse(model.parts.read(model.book.sheets[title]))
    _relook(root, looks)
    for each in list(root):
        if local(each) in _DRAWN:
            root.remove(each)
    _take_code_name(own, model, root)
    part = _free(own, "xl/worksheets/sheet{}.xml")
    tables = list(_tables(own, model, title))
    box = child(root, "tableParts")
    for order, each in enumerate(() if box is None else box, start=1):
        each.set(f"{{{RELATIONS}}}id", f"rId{order}")
    own.parts.add(part, serialise(root), _SHEET)
    if tables:
        links = {f"rId{order}": ("table", name) for order, name in enumerate(tables, start=1)}
        folder, name = posixpath.split(part)
        own.parts.add(f"{folder}/_rels/{name}.rels", _links(folder, links), _LINKS)
    _enter(own, model, title, part)


def _relook(root: Element, looks: Looks) -> None:
    for each in descendants(root, "c", "row"):
        if each.get("s") is not None:
            each.set("s", looks.cell(each.get("s")) or "0")
    for each in descendants(root, "col"):
        if each.get("style") is not None:
            each.set("style", looks.cell(each.get("style")) or "0")
    for each in descendants(root, "cfRule"):
        if each.get("dxfId") is not None:
            each.set("dxfId", looks.rule(each.get("dxfId", "0")))
    for each in descendants(root, "sheetView"):
        each.attrib.pop("tabSelected", "")


def _tables(own: Package, model: Package, title: str) -> Iterator[str]:
    """Add the tables of a sheet, in the order of its relationships."""
    part = model.book.sheets[title]
    by_relation = {one.id: one.target for one in model.parts.relationships(part) if one.kind == "table"}
    box = child(parse(model.parts.read(part)), "tableParts")
    for each in () if box is None else box:
        yield add_table_part(own, parse(model.parts.read(by_relation[relation_id(each)])))


def add_table_part(own: Package, root: Element) -> str:
    """Add a table's part under a number that no other has.

    Returns:
        Its name.
    """
    parts = [name for sheet in own.book.sheets.values() for name in own.parts.related(sheet, "table")]
    added = [name for name in own.parts.names if name.startswith("xl/tables/")]
    numbers = [int(parse(own.parts.read(part)).get("id", "0")) for part in {*parts, *added}]
    root.set("id", str(max(numbers, default=0) + 1))
    name = _free(own, "xl/tables/table{}.xml")
    own.parts.add(name, serialise(root), _TABLE)
    return name


def links_part(own: Package, name: str) -> None:
    """Add an empty part of relationships."""
    own.parts.add(name, _links("", {}), _LINKS)


def _take_code_name(own: Package, model: Package, root: Element) -> None:
    """A code name (代码名) for which the macros have a module, and which no sheet of the master has."""
    taken = {_code_name(parse(own.parts.read(part))) for part in own.book.sheets.values()}
    offered = [_code_name(parse(model.parts.read(part))) for part in model.book.sheets.values()]
    free = next((name for name in offered if name and name not in taken), "")
    properties = child(root, "sheetPr")
    if properties is not None:
        properties.attrib.pop("codeName", "")
        if free:
            properties.set("codeName", free)


def _code_name(root: Element) -> str:
    properties = child(root, "sheetPr")
    return "" if properties is None else properties.get("codeName", "")


def _enter(own: Package, model: Package, title: str, part: str) -> None:
    """Enter the sheet into the workbook part, behind the sheet that it follows in the model."""
    sheets = ensure(own.workbook, "sheets", BOOK_ORDER)
    like = next(each for each in descendants(model.workbook, "sheet") if each.get("name") == title)
    relation = _link(own, part)
    numbers = [int(each.get("sheetId", "0")) for each in sheets]
    entry = etree.Element(same_space(own.workbook, "sheet"), {"name": title})
    entry.set("sheetId", str(max(numbers, default=0) + 1))
    entry.set("state", like.get("state", "visible"))
    entry.set(f"{{{RELATIONS}}}id", relation)
    at = _order(sheets, model, title)
    sheets.insert(at, entry)
    own.book.sheets[title] = part
    for each in descendants(own.workbook, "definedName"):
        if int(each.get("localSheetId", "-1")) >= at:
            each.set("localSheetId", str(int(each.get("localSheetId", "0")) + 1))
    view = next(descendants(own.workbook, "workbookView"), None)
    for key in ("activeTab", "firstSheet") if view is not None else ():
        if view is not None and int(view.get(key, "0")) >= at > 0:
            view.set(key, str(int(view.get(key, "0")) + 1))
    _own_names(own, model, title, at)


def _order(sheets: Element, model: Package, title: str) -> int:
    titles = [each.get("name", "") for each in descendants(model.workbook, "sheet")]
    before = titles[: titles.index(title)]
    at = [index for index, each in enumerate(sheets, start=1) if each.get("name") in before]
    return max(at, default=len(sheets))


def _own_names(own: Package, model: Package, title: str, at: int) -> None:
    """Names that hold for the sheet alone, such as its print titles."""
    titles = [each.get("name", "") for each in descendants(model.workbook, "sheet")]
    box = ensure(own.workbook, "definedNames", BOOK_ORDER)
    for each in descendants(model.workbook, "definedName"):
        if each.get("localSheetId") == str(titles.index(title)):
            marks = {"name": each.get("name", ""), "localSheetId": str(at)}
            name = etree.SubElement(box, same_space(own.workbook, "definedName"), marks)
            name.text = each.text


def _link(own: Package, part: str) -> str:
    """A relationship from the workbook part to a sheet's part."""
    folder, name = posixpath.split(own.book.part)
    rels = f"{folder}/_rels/{name}.rels"
    root = parse(own.parts.read(rels))
    known = {each.get("Id") for each in root}
    fresh = next(f"rId{number}" for number in range(1, len(known) + 2) if f"rId{number}" not in known)
    marks = {"Id": fresh, "Type": f"{RELATIONS}/worksheet", "Target": posixpath.relpath(part, folder)}
    etree.SubElement(root, same_space(root, "Relationship"), marks)
    own.parts.replace(rels, serialise(root))
    return fresh


def _links(folder: str, links: dict[str, tuple[str, str]]) -> bytes:
    root = parse(f'<Relationships xmlns="{_PACKAGE}"/>'.encode())
    for relation, (kind, part) in links.items():
        marks = {"Id": relation, "Type": f"{RELATIONS}/{kind}", "Target": posixpath.relpath(part, folder)}
        etree.SubElement(root, f"{{{_PACKAGE}}}Relationship", marks)
    return serialise(root)


def _free(own: Package, pattern: str) -> str:
    return next(name for number in range(1, 10_000) if (name := pattern.format(number)) not in own.parts)
