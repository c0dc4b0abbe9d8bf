"""Adding a sheet that an earlier master lacks, with its tables (补工作表)."""

import posixpath
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from shuzhi_xl.xlsx.patch.opc.xml_part import (
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
from shuzhi_xl.xlsx.patch.style_copier import StyleCopier
from shuzhi_xl.xlsx.upgrade.package import Package, read_code_name

RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_TABLE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml"
_LINKS: Final = "application/vnd.openxmlformats-package.relationships+xml"
# Elements that refer to parts of their own, which are not copied
_DRAWN: Final = ("drawing", "legacyDrawing", "legacyDrawingHF", "picture", "controls", "oleObjects")


def add_sheet(master: Package, model: Package, title: str, styles: StyleCopier) -> None:
    """Add a sheet of this version's empty master, after the same sheet as in that master.

    Args:
        master: The master; its own sheets do not change.
        model: This version's empty master.
        title: The sheet.
        styles: Copies the styles of cells.
    """
    root = parse(model.parts.read(model.book.sheets[title]))
    styles.restyle_sheet(root)
    for element in list(root):
        if local(element) in _DRAWN:
            root.remove(element)
    _set_code_name(master, model, root)
    part = _find_free_name(master, "xl/worksheets/sheet{}.xml")
    tables = list(_add_tables(master, model, title))
    box = child(root, "tableParts")
    for order, element in enumerate(() if box is None else box, start=1):
        element.set(f"{{{RELATIONS}}}id", f"rId{order}")
    master.parts.add(part, serialise(root), _SHEET)
    if tables:
        links = {f"rId{order}": ("table", name) for order, name in enumerate(tables, start=1)}
        folder, name = posixpath.split(part)
        master.parts.add(f"{folder}/_rels/{name}.rels", _make_relationships(folder, links), _LINKS)
    _register_sheet(master, model, title, part)


def _add_tables(master: Package, model: Package, title: str) -> Iterator[str]:
    """Add the tables of a sheet, in the order of its relationships."""
    part = model.book.sheets[title]
    by_relation = {
        relationship.id: relationship.target
        for relationship in model.parts.relationships(part)
        if relationship.kind == "table"
    }
    box = child(parse(model.parts.read(part)), "tableParts")
    for element in () if box is None else box:
        yield add_table_part(master, parse(model.parts.read(by_relation[relation_id(element)])))


def add_table_part(master: Package, root: Element) -> str:
    """Add a table's part with an unused id.

    Returns:
        Its name.
    """
    parts = [name for sheet in master.book.sheets.values() for name in master.parts.related(sheet, "table")]
    added = [name for name in master.parts.names if name.startswith("xl/tables/")]
    numbers = [int(parse(master.parts.read(part)).get("id", "0")) for part in {*parts, *added}]
    # Unique in the whole workbook (ECMA-376 part 1, 18.5.1.2)
    root.set("id", str(max(numbers, default=0) + 1))
    name = _find_free_name(master, "xl/tables/table{}.xml")
    master.parts.add(name, serialise(root), _TABLE)
    return name


def relate(master: Package, owner: str, kind: str, marks: Mapping[str, str]) -> str:
    """Add a relationship to a part, and return its id.

    Args:
        master: The master.
        owner: The part.
        kind: The last word of the relationship's type.
        marks: Its target, and its mode.
    """
    folder, name = posixpath.split(owner)
    rels = f"{folder}/_rels/{name}.rels"
    if rels not in master.parts:
        master.parts.add(rels, _make_relationships("", {}), _LINKS)
    links = parse(master.parts.read(rels))
    # With letters of its own, so that it never equals an id given by Excel
    relation = f"rIdSz{len(links) + 1}"
    attributes = {"Id": relation, "Type": f"{RELATIONS}/{kind}", **marks}
    etree.SubElement(links, same_space(links, "Relationship"), attributes)
    master.parts.replace(rels, serialise(links))
    return relation


def _set_code_name(master: Package, model: Package, root: Element) -> None:
    """Give the sheet a code name (代码名) that has a module in the macros and is unused in the master."""
    code_names = {read_code_name(parse(master.parts.read(part))) for part in master.book.sheets.values()}
    offered = [read_code_name(parse(model.parts.read(part))) for part in model.book.sheets.values()]
    free = next((name for name in offered if name and name not in code_names), "")
    properties = child(root, "sheetPr")
    if properties is not None:
        properties.attrib.pop("codeName", "")
        if free:
            properties.set("codeName", free)


def _register_sheet(master: Package, model: Package, title: str, part: str) -> None:
    """Add the sheet to the workbook part, after the sheet that it follows in the model."""
    sheets = ensure(master.workbook, "sheets", BOOK_ORDER)
    like = next(sheet for sheet in descendants(model.workbook, "sheet") if sheet.get("name") == title)
    relation = _add_relationship(master, part)
    numbers = [int(sheet.get("sheetId", "0")) for sheet in sheets]
    entry = etree.Element(same_space(master.workbook, "sheet"), {"name": title})
    # Unique among all sheets; unlike a position it stays when tabs are moved (ECMA-376 part 1, 18.2.19)
    entry.set("sheetId", str(max(numbers, default=0) + 1))
    entry.set("state", like.get("state", "visible"))
    entry.set(f"{{{RELATIONS}}}id", relation)
    at = _find_order(sheets, model, title)
    sheets.insert(at, entry)
    master.book.sheets[title] = part
    _shift_positions(master, at)
    _copy_local_names(master, model, title, at)


def _shift_positions(master: Package, at: int) -> None:
    """Raise the positions of the sheets behind a new one."""
    for defined_name in descendants(master.workbook, "definedName"):
        # localSheetId, activeTab and firstSheet are positions (ECMA-376 part 1, 18.2.5 and 18.2.30)
        if int(defined_name.get("localSheetId", "-1")) >= at:
            defined_name.set("localSheetId", str(int(defined_name.get("localSheetId", "0")) + 1))
    view = next(descendants(master.workbook, "workbookView"), None)
    for key in ("activeTab", "firstSheet") if view is not None else ():
        if view is not None and int(view.get(key, "0")) >= at > 0:
            view.set(key, str(int(view.get(key, "0")) + 1))


def _find_order(sheets: Element, model: Package, title: str) -> int:
    titles = [sheet.get("name", "") for sheet in descendants(model.workbook, "sheet")]
    before = titles[: titles.index(title)]
    at = [index for index, sheet in enumerate(sheets, start=1) if sheet.get("name") in before]
    return max(at, default=len(sheets))


def _copy_local_names(master: Package, model: Package, title: str, at: int) -> None:
    """Copy the names that are local to the sheet, such as its print titles."""
    titles = [sheet.get("name", "") for sheet in descendants(model.workbook, "sheet")]
    box = ensure(master.workbook, "definedNames", BOOK_ORDER)
    for defined_name in descendants(model.workbook, "definedName"):
        if defined_name.get("localSheetId") == str(titles.index(title)):
            marks = {"name": defined_name.get("name", ""), "localSheetId": str(at)}
            name = etree.SubElement(box, same_space(master.workbook, "definedName"), marks)
            name.text = defined_name.text


def _add_relationship(master: Package, part: str) -> str:
    """Add a relationship from the workbook part to a sheet's part."""
    folder, name = posixpath.split(master.book.part)
    rels = f"{folder}/_rels/{name}.rels"
    root = parse(master.parts.read(rels))
    ids = {relationship.get("Id") for relationship in root}
    fresh = next(f"rId{number}" for number in range(1, len(ids) + 2) if f"rId{number}" not in ids)
    marks = {"Id": fresh, "Type": f"{RELATIONS}/worksheet", "Target": posixpath.relpath(part, folder)}
    etree.SubElement(root, same_space(root, "Relationship"), marks)
    master.parts.replace(rels, serialise(root))
    return fresh


def _make_relationships(folder: str, links: dict[str, tuple[str, str]]) -> bytes:
    root = parse(f'<Relationships xmlns="{_PACKAGE}"/>'.encode())
    for relation, (kind, part) in links.items():
        marks = {"Id": relation, "Type": f"{RELATIONS}/{kind}", "Target": posixpath.relpath(part, folder)}
        etree.SubElement(root, f"{{{_PACKAGE}}}Relationship", marks)
    return serialise(root)


def _find_free_name(master: Package, pattern: str) -> str:
    return next(name for number in range(1, 10_000) if (name := pattern.format(number)) not in master.parts)
