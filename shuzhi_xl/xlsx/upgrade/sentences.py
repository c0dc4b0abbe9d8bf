"""Adding and renewing sentences of the macros (宏的提示), which are in named cells of a hidden sheet."""

from lxml import etree

from shuzhi_xl.xlsx.patch.opc.xml_part import BOOK_ORDER, descendants, ensure, same_space
from shuzhi_xl.xlsx.patch.sheet.row import moved_cell
from shuzhi_xl.xlsx.patch.style_copier import StyleCopier
from shuzhi_xl.xlsx.patch.values import MAX_ROW, Area, address
from shuzhi_xl.xlsx.patch.workbook_part import quoted
from shuzhi_xl.xlsx.upgrade.package import Package, copy_cells

_SENTENCE = "Sz"  # begins the names of the macros' sentences, which staff never write


def add_sentences(master: Package, model: Package, styles: StyleCopier) -> None:
    """Add lines with named cells outside all tables, below the last line of their sheet.

    Args:
        master: The master; a sheet that it lacks is skipped.
        model: This version's empty master.
        styles: Copies the styles of cells.
    """
    names = {defined_name.get("name") for defined_name in descendants(master.workbook, "definedName")}
    for name, (title, area) in model.book.names.items():
        if name not in names and title in master.book.sheets and _is_free(model, title, area):
            row = _add_line(master, model, (title, area), styles)
            box = ensure(master.workbook, "definedNames", BOOK_ORDER)
            entry = etree.SubElement(box, same_space(master.workbook, "definedName"), {"name": name})
            entry.text = f"{quoted(title)}!{area._replace(first_row=row, last_row=row).absolute}"


def renew_sentences(master: Package, model: Package, styles: StyleCopier) -> None:
    """Replace the macros' sentences by those of this version.

    A master of last year would otherwise go on sending the clerk to a page that has moved.

    Args:
        master: The master.
        model: This version's empty master.
        styles: Copies the styles of cells.
    """
    for name, (title, area) in model.book.names.items():
        place = master.book.names.get(name)
        if name.startswith(_SENTENCE) and place is not None and place[0] in master.book.sheets:
            copy_cells(master, model, place, (title, area), styles)


def _is_free(model: Package, title: str, area: Area) -> bool:
    """Whether an area is one row on a sheet without tables."""
    return area.first_row == area.last_row and all(table.sheet != title for table in model.tables.values())


def _add_line(master: Package, model: Package, place: tuple[str, Area], styles: StyleCopier) -> int:
    title, area = place
    sheet, model_row = master.sheet(title), model.sheet(title).seen_row(area.first_row)
    filled = sheet.filled(Area(1, 1, MAX_ROW, area.last_col))
    # Below everything in these columns, including what staff typed there
    number = max((row for row, _ in filled), default=0) + 1
    row = sheet.row(number)
    for col, cell in model_row.cells.items():
        row.cells[col] = moved_cell(sheet.prefix, styles.restyle(cell), address(number, col))
    sheet.keep_row(number, row.to_xml(sheet.prefix))
    sheet.touch(Area(number, 1, number, area.last_col))
    return number
