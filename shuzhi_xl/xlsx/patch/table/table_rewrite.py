"""Rewriting a table on its sheet: rows, and columns where the headers differ (表格的改写)."""

from collections.abc import Sequence

from shuzhi_xl.xlsx.patch.errors import PlaceTaken
from shuzhi_xl.xlsx.patch.sheet.heights import fitted
from shuzhi_xl.xlsx.patch.sheet.outline import fold_rows
from shuzhi_xl.xlsx.patch.sheet.row import Cell, RowPart, moved_cell
from shuzhi_xl.xlsx.patch.sheet.sheet_part import SheetPart
from shuzhi_xl.xlsx.patch.sheet.stretch import Stretch
from shuzhi_xl.xlsx.patch.table.rewrite_plan import RewritePlan, Rewriting, plan_rewrite
from shuzhi_xl.xlsx.patch.table.table_part import TablePart
from shuzhi_xl.xlsx.patch.table.table_rows import RowStyles, write_rows
from shuzhi_xl.xlsx.patch.values import Area, Link, Value, address


def write_table(
    sheet: SheetPart,
    table: TablePart,
    other_areas: Sequence[Area],
    change: Rewriting,
) -> Stretch:
    """Replace a table's data rows, and its columns where the headers differ.

    Args:
        sheet: the table's sheet.
        table: the table.
        other_areas: the areas of the other tables on the sheet.
        change: the new content of the table.

    Returns:
        How areas that span the rows have followed; the caller lets the names follow too.

    Raises:
        ValueError: the columns are not equally long, or a header occurs twice.
        SheetFull: a worksheet does not have that many rows or columns.
        PlaceTaken: a filled cell is below or right of the table where it must grow.
        PlaceMerged: merged cells reach into the data rows.
    """
    plan = plan_rewrite(sheet, table, change)
    # before anything is written: a refused change leaves the sheet as it was
    _refuse(sheet, plan, other_areas)
    _rewrite(sheet, plan, change)
    table.reshape(plan.new, plan.headers, plan.sources)
    stretch = plan.stretch(sheet)
    sheet.follow(stretch)
    return stretch


def _rewrite(sheet: SheetPart, plan: RewritePlan, change: Rewriting) -> None:
    sheet.free_formulas(plan.written_area)
    # read first, because the model row is one of those that are rewritten
    column_styles = _column_styles(sheet, plan)
    # lifted first: the rows of a growing table are written over the totals row
    totals = _lift_totals(sheet, plan)
    if plan.reshaped:
        _write_headers(sheet, plan)
        first = plan.new.first_col
        sheet.copy_columns({first + new: first + old for new, old in plan.sources.items()})
    # a table must have a data row, even a blank one
    columns = [column or [None] for column in change.columns.values()]
    last_cleared = max(plan.old.last_col, plan.new.last_col)
    write_rows(
        sheet, plan.new, last_cleared, columns, _row_styles(sheet, plan, column_styles, change.wrapping)
    )
    _clear_rows(sheet, plan)
    if change.levels is not None:
        fold_rows(sheet, plan.joined_rows, change.levels)
    # after the clearing: in a shorter table the totals row moves up into old data rows
    _drop_totals(sheet, plan, totals)
    sheet.set_links([plan.joined_rows], _links(plan.new, columns))
    sheet.touch(plan.written_area)


def _refuse(sheet: SheetPart, plan: RewritePlan, other_areas: Sequence[Area]) -> None:
    sheet.refuse_merged(plan.written_area)
    will = plan.new._replace(first_row=plan.header, last_row=plan.new.last_row + plan.totals)
    for strip in will.beyond(plan.area):
        for row, col in sheet.filled(strip):
            raise PlaceTaken(sheet.title, address(row, col))
        for other_area in other_areas:
            if other_area.meets(strip):
                raise PlaceTaken(sheet.title, address(other_area.first_row, other_area.first_col))


def _column_styles(sheet: SheetPart, plan: RewritePlan) -> tuple[RowPart, list[str | None]]:
    model = sheet.row(plan.old.first_row)
    first = plan.old.first_col
    return model, [sheet.style(model, first + plan.sources[index]) for index in range(len(plan.headers))]


def _write_headers(sheet: SheetPart, plan: RewritePlan) -> None:
    row = sheet.row(plan.header)
    first = plan.old.first_col
    styles = [sheet.style(row, first + plan.sources[index]) for index in range(len(plan.headers))]
    present = {col: cell for col, cell in row.cells.items() if plan.old.first_col <= col <= plan.old.last_col}
    for col in present:
        del row.cells[col]
    for index, header in enumerate(plan.headers):
        col = first + index
        # a header that stays in its column keeps its cell bit for bit, rich text included
        if plan.is_old[index] and plan.sources[index] == index and col in present:
            row.cells[col] = present[col]
        else:
            sheet.writer.put(row, col, header, styles[index])
    sheet.keep_row(plan.header, row.to_xml(sheet.prefix))


def _row_styles(
    sheet: SheetPart,
    plan: RewritePlan,
    column_styles: tuple[RowPart, Sequence[str | None]],
    wrapping: frozenset[str],
) -> RowStyles:
    model, styles = column_styles
    widths = [sheet.width(plan.new.first_col + index) for index in range(len(styles))]
    # only wrapped text makes a row higher, and how much depends on the column's width
    wrapped = [(index, width) for index, width in enumerate(widths) if width and styles[index] in wrapping]
    return RowStyles(model, styles, wrapped)


def _clear_rows(sheet: SheetPart, plan: RewritePlan) -> None:
    last = plan.old.last_row
    for number in range(plan.new.last_row + 1, last + 1):
        if number in sheet.rows:
            row = sheet.row(number)
            # the filter that hid the row is taken off
            row.attributes.pop("hidden", None)
            for col in [col for col in row.cells if plan.old.first_col <= col <= plan.old.last_col]:
                # Lines of a blank row would be printed; the column's own style, if any, stays
                if col > plan.new.last_col or sheet.column_style(col) is not None:
                    del row.cells[col]
                else:
                    sheet.writer.put(row, col, None, row.cells[col].style)
            if not any(cell.filled for cell in row.cells.values()):
                row.attributes = fitted(row.attributes, None)
            sheet.keep_row(number, row.to_xml(sheet.prefix))


def _lift_totals(sheet: SheetPart, plan: RewritePlan) -> list[tuple[RowPart, dict[int, Cell]]]:
    lifted = []
    for offset in range(plan.totals):
        row = sheet.row(plan.old.last_row + 1 + offset)
        first = plan.old.first_col
        cells = {}
        for index in range(len(plan.headers)):
            source = first + plan.sources[index]
            # a total stays with its column, and goes with one that goes
            if plan.is_old[index] and source in row.cells:
                cells[first + index] = row.cells[source]
        for col in range(plan.old.first_col, plan.old.last_col + 1):
            row.cells.pop(col, None)
        sheet.keep_row(row.number, row.to_xml(sheet.prefix))
        lifted.append((row, cells))
    return lifted


def _drop_totals(sheet: SheetPart, plan: RewritePlan, totals: list[tuple[RowPart, dict[int, Cell]]]) -> None:
    for offset, (_, cells) in enumerate(totals):
        row = sheet.row(plan.new.last_row + 1 + offset)
        for col, cell in cells.items():
            row.cells[col] = moved_cell(sheet.prefix, cell, address(row.number, col))
        sheet.keep_row(row.number, row.to_xml(sheet.prefix))


def _links(area: Area, columns: Sequence[Sequence[Value]]) -> list[tuple[str, Link]]:
    """The links among the values of an area's columns, row by row, with their addresses."""
    links = {
        (number, col): value
        for col, column in enumerate(columns, area.first_col)
        if Link in set(map(type, column))
        for number, value in enumerate(column, area.first_row)
        if isinstance(value, Link)
    }
    return [(address(*position), links[position]) for position in sorted(links)]
