"""Adding settings that an earlier master lacks at the end of 基本设置, and what is advised (补设置项)."""

from collections.abc import Collection, Mapping

from shuzhi_xl.sheets.master.settings import SETTING, Settings, setting_line
from shuzhi_xl.xlsx.patch.style_copier import StyleCopier
from shuzhi_xl.xlsx.patch.values import MAX_ROW, Area
from shuzhi_xl.xlsx.upgrade.cell_rules import copy_rules
from shuzhi_xl.xlsx.upgrade.package import Package


def add_setting(master: Package, model: Package, key: str, styles: StyleCopier) -> None:
    """Add the line of a setting below the last one; its 取值 stays blank, which means its default.

    Args:
        master: The master.
        model: This version's empty master.
        key: 名称 of the setting.
        styles: Copies the styles of cells.

    Raises:
        PlaceTaken: Another table or a totals row is there.
        PlaceMerged: Merged cells overlap it.
    """
    table, like = master.tables[SETTING.name], model.tables[SETTING.name]
    area, pattern = table.place.area, like.place.area
    headers = table.place.headers
    columns = {
        pattern.first_col + index: area.first_col + headers.index(header)
        for index, header in enumerate(like.place.headers)
        if header in headers
    }
    number, source = _find_next_row(master, area), pattern.first_row + 1 + _find_order(key)
    master.refuse_taken(table.sheet, area._replace(first_row=number, last_row=number), SETTING.name)
    sheet, model_sheet = master.sheet(table.sheet), model.sheet(like.sheet)
    row, model_row = sheet.row(number), model_sheet.seen_row(source)
    line = setting_line(key)
    for col, header in enumerate(like.place.headers, start=pattern.first_col):
        if col in columns:
            style = styles.cell(model_sheet.style(model_row, col))
            sheet.writer.put(row, columns[col], line.get(header), style)
    row.attributes |= {
        key: model_row.attributes[key] for key in ("ht", "customHeight") if key in model_row.attributes
    }
    sheet.keep_row(number, row.to_xml(sheet.prefix))

    def moved(place: Area) -> Area | None:
        """Where a cell of the model's line is in the master; None for other cells."""
        single = place.first_row == place.last_row == source and place.first_col == place.last_col
        col = columns.get(place.first_col)
        return Area(number, col, number, col) if single and col else None

    copy_rules(sheet.edit_shell(), model_sheet.shell, moved, (columns, 0), styles)
    # Lines typed below the table become part of it
    table.add_rows(number)
    sheet.touch(area._replace(first_row=number, last_row=number))


def add_advice(
    master: Package, model: Package, lines: Mapping[str, int], headers: Collection[str], styles: StyleCopier
) -> None:
    """Fill columns that were just added to 基本设置 in the lines that it already has.

    Args:
        master: The master.
        model: This version's empty master.
        lines: Row of each setting's line in the master, by 名称.
        headers: Headers of those columns.
        styles: Copies the styles of cells.
    """
    table, like = master.tables[SETTING.name], model.tables[SETTING.name]
    sheet, model_sheet = master.sheet(table.sheet), model.sheet(like.sheet)
    headers_now = table.place.headers
    for key in (column.header for column in Settings.columns().values() if column.header in lines):
        row = sheet.row(lines[key])
        model_row = model_sheet.seen_row(like.place.area.first_row + 1 + _find_order(key))
        for header in headers:
            col = table.place.area.first_col + headers_now.index(header)
            source = like.place.area.first_col + like.place.headers.index(header)
            style = styles.cell(model_sheet.style(model_row, source))
            sheet.writer.put(row, col, setting_line(key).get(header), style)
        sheet.keep_row(lines[key], row.to_xml(sheet.prefix))
        sheet.touch(table.place.area._replace(first_row=lines[key], last_row=lines[key]))


def _find_next_row(master: Package, area: Area) -> int:
    """The row below the table and below rows typed under it: WPS does not extend a table by itself."""
    sheet = master.sheet(master.tables[SETTING.name].sheet)
    below = area._replace(first_row=area.last_row + 1, last_row=MAX_ROW)
    filled = {row for row, _ in sheet.filled(below)}
    number = area.last_row + 1
    while number in filled:
        number += 1
    return number


def _find_field(key: str) -> str:
    return next(name for name, column in Settings.columns().items() if column.header == key)


def _find_order(key: str) -> int:
    return list(Settings.columns()).index(_find_field(key))
