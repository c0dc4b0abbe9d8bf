"""录票 sheets of a package as grids, for tests: a column per ballot, a row per secretary."""

from shuzhi_xl.rules.intake.cell_grid import Grid
from tests.rules.returned_forms import package

OVERALL = "总体评价"
TWO_BALLOTS = package(["A票", None, "好", "差"], ["B票", None, " 较 好", None])


def with_moved_cells(
    sheet: Grid, rows: dict[int, int] | None = None, cols: dict[int, int] | None = None
) -> Grid:
    """The sheet with rows and columns at other places."""
    to_row, to_col = rows or {}, cols or {}
    cells = {(to_row.get(row, row), to_col.get(col, col)): value for (row, col), value in sheet.cells.items()}
    return Grid(sheet.title, cells)


def with_cells(sheet: Grid, **cells: object) -> Grid:
    """The sheet with cells changed, named like B5; None empties one."""
    changed = dict(sheet.cells)
    for address, value in cells.items():
        position = int(address[1:]), ord(address[0]) - 64
        changed.pop(position, None)
        if value is not None:
            changed[position] = value
    return Grid(sheet.title, changed)
