"""Adding the links of 首页 that earlier masters lack (首页的链接): to the manual, and to sheets."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product
from typing import Final

from lxml import etree

from shuzhi_xl.sheets.master.program_sheets import HOME_SHEET
from shuzhi_xl.xlsx.patch.errors import PlaceMerged, PlaceTaken
from shuzhi_xl.xlsx.patch.opc.relationships import Relationship
from shuzhi_xl.xlsx.patch.opc.xml_part import (
    SHEET_ORDER,
    Element,
    descendants,
    ensure,
    relation_id,
    same_space,
)
from shuzhi_xl.xlsx.patch.style_copier import StyleCopier
from shuzhi_xl.xlsx.patch.values import Area
from shuzhi_xl.xlsx.upgrade.package import Package, copy_cells
from shuzhi_xl.xlsx.upgrade.sheets import RELATIONS, relate

_LINK_COLUMNS: Final = range(3, 9)
"""Columns of the links in each line of sheets; before them stand the margin and the group's name."""


def add_home_links(master: Package, model: Package, styles: StyleCopier) -> None:
    """Add the links that 首页 lacks, to the manual and to sheets.

    Args:
        master: The master.
        model: This version's empty master.
        styles: Copies the styles of cells.
    """
    if HOME_SHEET.title in master.book.sheets:
        _add_outer_links(master, model, styles)
        _add_sheet_links(master, model, styles)


def _add_outer_links(master: Package, model: Package, styles: StyleCopier) -> None:
    """Add the links that lead out of the workbook; one whose cells staff have used is left out."""
    title = HOME_SHEET.title
    present = {relationship.target for relationship in _external(master)}
    absent = {relationship.id: relationship for relationship in _external(model)}
    for hyperlink in list(descendants(model.sheet(title).shell, "hyperlink")):
        relationship = absent.get(relation_id(hyperlink))
        if relationship is None or relationship.target in present:
            continue
        area = Area.parse(hyperlink.get("ref", ""))
        try:
            master.refuse_taken(title, area)
        # Without the link everything works; a refused upgrade would leave the master without the rest
        except (PlaceTaken, PlaceMerged):
            continue
        copy_cells(master, model, (title, area), (title, area), styles)
        sheet = master.sheet(title)
        marks = {"Target": relationship.target, "TargetMode": "External"}
        relation = relate(master, sheet.part, "hyperlink", marks)
        tooltip = hyperlink.get("tooltip", "")
        _add_hyperlink(master, str(area), {"tooltip": tooltip, f"{{{RELATIONS}}}id": relation})


def _add_sheet_links(master: Package, model: Package, styles: StyleCopier) -> None:
    """Add the links to sheets that the list of sheets lacks, each in a free cell of its group's line.

    Where no cell of the line is free, the sheet is reached by its tab alone: rows of 首页 are never moved,
    because its tables, charts and buttons stand where the macros and the program look for them.
    """
    title = HOME_SHEET.title
    links = list(_inner_links(model))
    lines = {name: area.first_row for name, area, _ in links}
    for name, area, hyperlink in links:
        present = {sheet: place.first_row for sheet, place, _ in _inner_links(master)}
        if name in present or name not in master.book.sheets:
            continue
        rows = {row for sheet, row in present.items() if lines.get(sheet) == area.first_row}
        for free in islice(_free_cells(master, sorted(rows)), 1):
            copy_cells(master, model, (title, free), (title, area), styles)
            marks = {key: hyperlink.get(key, "") for key in ("location", "tooltip")}
            _add_hyperlink(master, str(free), marks)


def _external(package: Package) -> list[Relationship]:
    part = package.book.sheets[HOME_SHEET.title]
    return [relationship for relationship in package.parts.relationships(part) if relationship.external]


def _inner_links(package: Package) -> Iterator[tuple[str, Area, Element]]:
    """Links of 首页 to other sheets: the sheet, the cells, and the element."""
    for hyperlink in descendants(package.sheet(HOME_SHEET.title).shell, "hyperlink"):
        # Excel saves a sheet's name without the quotes where it needs none
        name = hyperlink.get("location", "").rpartition("!")[0].strip("'")
        if name and (area := Area.read(hyperlink.get("ref"))):
            yield name, area, hyperlink


def _free_cells(master: Package, rows: Sequence[int]) -> Iterator[Area]:
    for row, col in product(rows, _LINK_COLUMNS):
        cell = Area(row, col, row, col)
        try:
            master.refuse_taken(HOME_SHEET.title, cell)
        except (PlaceTaken, PlaceMerged):
            continue
        yield cell


def _add_hyperlink(master: Package, ref: str, marks: Mapping[str, str]) -> None:
    shell = master.sheet(HOME_SHEET.title).edit_shell()
    box = ensure(shell, "hyperlinks", SHEET_ORDER)
    etree.SubElement(box, same_space(shell, "hyperlink"), {"ref": ref, **marks})
