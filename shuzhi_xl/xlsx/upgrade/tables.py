"""Adding a table that an earlier master lacks to a sheet that it has (补表格)."""

import posixpath

from lxml import etree

from shuzhi_xl.sheets.master.program_sheets import HOME_SHEET
from shuzhi_xl.xlsx.patch.opc.xml_part import SHEET_ORDER, child, ensure, parse, same_space, serialise
from shuzhi_xl.xlsx.patch.sheet.columns import column_attributes, put_column
from shuzhi_xl.xlsx.patch.sheet.row import moved_cell
from shuzhi_xl.xlsx.patch.style_copier import StyleCopier
from shuzhi_xl.xlsx.patch.table.table_part import TablePart
from shuzhi_xl.xlsx.patch.values import Area, address
from shuzhi_xl.xlsx.upgrade.cell_rules import copy_rules
from shuzhi_xl.xlsx.upgrade.package import CAPTION_ROWS, Package
from shuzhi_xl.xlsx.upgrade.sheets import RELATIONS, add_table_part, relate


def add_table(master: Package, model: Package, name: str, styles: StyleCopier) -> None:
    """Add a table: on 首页 at the same position as in this version, elsewhere to the right of all tables.

    Args:
        master: The master.
        model: This version's empty master.
        name: The table.
        styles: Copies the styles of cells.

    Raises:
        PlaceTaken: The cells for it are not blank.
        PlaceMerged: Merged cells overlap them.
    """
    like = model.tables[name]
    pattern, title = like.place.area, like.sheet
    down, right = (0, 0) if title == HOME_SHEET.title else _find_shift(master, title, pattern)
    whole = pattern._replace(first_row=pattern.first_row - CAPTION_ROWS)
    target = _shift(whole, down, right)
    master.refuse_taken(title, target, name)
    sheet, model_sheet = master.sheet(title), model.sheet(title)
    for number in target.row_numbers:
        row, model_row = sheet.row(number), model_sheet.seen_row(number - down)
        for col in range(whole.first_col, whole.last_col + 1):
            if col in model_row.cells:
                model_cell = styles.restyle(model_row.cells[col])
                row.cells[col + right] = moved_cell(sheet.prefix, model_cell, address(number, col + right))
        sheet.keep_row(number, row.to_xml(sheet.prefix))
    shell = sheet.edit_shell()
    for col in range(pattern.first_col, pattern.last_col + 1) if right else ():
        attributes = column_attributes(model_sheet.shell, col)
        put_column(shell, col + right, attributes | {"style": styles.cell(attributes.get("style")) or "0"})

    def moved(place: Area) -> Area | None:
        """Where an area of the model's table is in the master; None for other areas."""
        inside = pattern.first_col <= place.first_col and place.last_col <= pattern.last_col
        return _shift(place, down, right) if inside and pattern.first_row < place.first_row <= end else None

    end = model.last_row_of(name)
    columns = {col: col + right for col in range(pattern.first_col, pattern.last_col + 1)}
    copy_rules(shell, model_sheet.shell, moved, (columns, down), styles)
    _register_table(master, name, like, _shift(pattern, down, right))
    sheet.touch(target)


def _register_table(master: Package, name: str, like: TablePart, area: Area) -> None:
    root = parse(like.to_bytes())
    root.set("ref", str(area))
    auto_filter = child(root, "autoFilter")
    if auto_filter is not None:
        auto_filter.set("ref", str(area))
    part = add_table_part(master, root)
    owner = master.sheet(like.sheet).part
    target = posixpath.relpath(part, posixpath.dirname(owner))
    relation = relate(master, owner, "table", {"Target": target})
    shell = master.sheet(like.sheet).edit_shell()
    box = ensure(shell, "tableParts", SHEET_ORDER)
    etree.SubElement(box, same_space(shell, "tablePart"), {f"{{{RELATIONS}}}id": relation})
    box.set("count", str(len(box)))
    # So that later additions find it
    master.tables[name] = TablePart.read(like.sheet, part, serialise(root))


def _find_shift(master: Package, title: str, pattern: Area) -> tuple[int, int]:
    """How far down and right a table of the model goes: right of all tables, as high as the highest."""
    areas = [table.place.area for table in master.tables.values() if table.sheet == title]
    free_column = max((area.last_col for area in areas), default=-1) + 2
    top = min((area.first_row for area in areas), default=pattern.first_row)
    return top - pattern.first_row, free_column - pattern.first_col


def _shift(area: Area, rows: int, columns: int) -> Area:
    return Area(
        area.first_row + rows, area.first_col + columns, area.last_row + rows, area.last_col + columns
    )
