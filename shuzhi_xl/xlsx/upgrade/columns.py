"""Adding a column that an earlier master lacks at the right end of its table (补列)."""

from shuzhi_xl.xlsx.patch.sheet.columns import column_attributes, put_column
from shuzhi_xl.xlsx.patch.style_copier import StyleCopier
from shuzhi_xl.xlsx.patch.table.table_part import TablePart
from shuzhi_xl.xlsx.patch.values import Area
from shuzhi_xl.xlsx.upgrade.cell_rules import copy_rules, widen_rules
from shuzhi_xl.xlsx.upgrade.package import Package


def add_column(master: Package, model: Package, name: str, header: str, styles: StyleCopier) -> None:
    """Add a column at the right end of a table; existing columns, rows and cells are not touched.

    Args:
        master: The master.
        model: This version's empty master.
        name: The table.
        header: The column's header.
        styles: Copies the styles of cells.

    Raises:
        PlaceTaken: The column to the right of the table is not blank.
        PlaceMerged: Merged cells overlap it.
    """
    table, like = master.tables[name], model.tables[name]
    area, pattern = table.place.area, like.place.area
    col, source = area.last_col + 1, pattern.first_col + like.place.headers.index(header)
    master.refuse_taken(table.sheet, area._replace(first_col=col, last_col=col), name)
    sheet, model_sheet = master.sheet(table.sheet), model.sheet(like.sheet)
    row = sheet.row(area.first_row)
    header_style = model_sheet.style(model_sheet.seen_row(pattern.first_row), source)
    sheet.writer.put(row, col, header, styles.cell(header_style))
    sheet.keep_row(area.first_row, row.to_xml(sheet.prefix))
    shell, model_shell = sheet.edit_shell(), model_sheet.shell
    widen_rules(shell, area, col)
    attributes = column_attributes(model_shell, source)
    if "style" in attributes:
        attributes["style"] = styles.cell(attributes["style"]) or "0"
    put_column(shell, col, attributes)

    down, end = area.first_row - pattern.first_row, model.last_row_of(name)

    def moved(place: Area) -> Area | None:
        """Where an area of the model's column is in the master; None for other columns and tables."""
        is_own = pattern.first_row < place.first_row and place.last_row <= end
        if (place.first_col, place.last_col) != (source, source) or not is_own:
            return None
        return Area(place.first_row + down, col, place.last_row + down, col)

    # The new header is not among the table's headers yet
    copy_rules(shell, model_shell, moved, ({**_match_columns(table, like), source: col}, down), styles)
    table.add_column(header)
    sheet.touch(Area(area.first_row, col, area.first_row, col))


def _match_columns(table: TablePart, model: TablePart) -> dict[int, int]:
    """Columns of the master's table by those of the model with the same header."""
    headers = table.place.headers
    return {
        model.place.area.first_col + index: table.place.area.first_col + headers.index(header)
        for index, header in enumerate(model.place.headers)
        if header in headers
    }
