"""Print areas that earlier masters lack (打印区域): the whole workbook prints without its longest sheets."""

from typing import Final

from lxml import etree

from shuzhi_xl.sheets.master.all_sheets import MASTER
from shuzhi_xl.wording.sheets.titles import NOT_PRINTED
from shuzhi_xl.xlsx.patch.opc.xml_part import BOOK_ORDER, Element, descendants, ensure, same_space
from shuzhi_xl.xlsx.patch.table.pattern_block import fill_cells
from shuzhi_xl.xlsx.style.layout import HINT_ROW
from shuzhi_xl.xlsx.upgrade.package import Package

_AREA: Final = "_xlnm.Print_Area"  # ECMA-376 part 1, 18.2.5
_TITLES: Final = "_xlnm.Print_Titles"


def add_print_areas(master: Package, model: Package) -> None:
    """Add the print areas of this version's master; a sheet with an area of its own keeps it.

    Args:
        master: The master.
        model: This version's empty master.
    """
    areas = _local_names(model, _AREA)
    present = _local_names(master, _AREA)
    titles = _local_names(master, _TITLES)
    box = ensure(master.workbook, "definedNames", BOOK_ORDER)
    positions = {title: position for position, title in enumerate(_titles(master))}
    lacking = (areas.keys() & positions.keys()) - present.keys()
    for sheet in (sheet for sheet in MASTER if sheet.title in lacking):
        marks = {"name": _AREA, "localSheetId": str(positions[sheet.title])}
        area = etree.SubElement(box, same_space(master.workbook, "definedName"), marks)
        area.text = areas[sheet.title].text
        if not sheet.printed:
            # Excel prints title rows outside of the area too
            if sheet.title in titles:
                box.remove(titles[sheet.title])
            _explain(master, sheet.title)


def _titles(package: Package) -> list[str]:
    return [sheet.get("name", "") for sheet in descendants(package.workbook, "sheet")]


def _local_names(package: Package, name: str) -> dict[str, Element]:
    """The elements of a name that is local to sheets, by the sheet's title."""
    titles = _titles(package)
    return {
        titles[int(element.get("localSheetId", "0"))]: element
        for element in descendants(package.workbook, "definedName")
        if element.get("name") == name
    }


def _explain(master: Package, title: str) -> None:
    """Add to a sheet's hint that its rows are not printed; a hint in several fonts stays as it is."""
    hint = master.text(title, HINT_ROW, 1)
    if hint and NOT_PRINTED not in hint:
        fill_cells(master.sheet(title), {(HINT_ROW, 1): f"{hint}{NOT_PRINTED}"})
