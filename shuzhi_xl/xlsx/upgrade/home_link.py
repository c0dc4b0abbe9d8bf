"""Adding the link from 首页 to the manual (手册的链接), which earlier masters lack."""

from lxml import etree

from shuzhi_xl.sheets.master.program_sheets import HOME_SHEET
from shuzhi_xl.xlsx.patch.errors import PlaceMerged, PlaceTaken
from shuzhi_xl.xlsx.patch.opc.relationships import Relationship
from shuzhi_xl.xlsx.patch.opc.xml_part import SHEET_ORDER, descendants, ensure, relation_id, same_space
from shuzhi_xl.xlsx.patch.sheet.row import moved_cell
from shuzhi_xl.xlsx.patch.values import Area, address
from shuzhi_xl.xlsx.upgrade.package import Package
from shuzhi_xl.xlsx.upgrade.sheets import RELATIONS, relate
from shuzhi_xl.xlsx.upgrade.style_copier import StyleCopier


def add_home_links(master: Package, model: Package, styles: StyleCopier) -> None:
    """Add the links of 首页 that lead out of the workbook; one whose cells staff have used is left out.

    Args:
        master: The master.
        model: This version's empty master.
        styles: Copies the styles of cells.
    """
    title = HOME_SHEET.title
    if title not in master.book.sheets:
        return
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
        _copy_cells(master, model, area, styles)
        _add_hyperlink(master, str(area), hyperlink.get("tooltip", ""), relationship.target)


def _external(package: Package) -> list[Relationship]:
    part = package.book.sheets[HOME_SHEET.title]
    return [relationship for relationship in package.parts.relationships(part) if relationship.external]


def _copy_cells(master: Package, model: Package, area: Area, styles: StyleCopier) -> None:
    sheet, model_sheet = master.sheet(HOME_SHEET.title), model.sheet(HOME_SHEET.title)
    row, model_row = sheet.row(area.first_row), model_sheet.seen_row(area.first_row)
    for col in range(area.first_col, area.last_col + 1):
        if col in model_row.cells:
            cell = model_row.cells[col]
            row.cells[col] = moved_cell(sheet.prefix, styles.restyle(cell), address(area.first_row, col))
    sheet.keep_row(area.first_row, row.to_xml(sheet.prefix))
    sheet.touch(area)


def _add_hyperlink(master: Package, area: str, tooltip: str, target: str) -> None:
    sheet = master.sheet(HOME_SHEET.title)
    relation = relate(master, sheet.part, "hyperlink", {"Target": target, "TargetMode": "External"})
    shell = sheet.edit_shell()
    box = ensure(shell, "hyperlinks", SHEET_ORDER)
    marks = {"ref": area, "tooltip": tooltip, f"{{{RELATIONS}}}id": relation}
    etree.SubElement(box, same_space(shell, "hyperlink"), marks)
