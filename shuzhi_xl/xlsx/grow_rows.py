"""Writing the data rows of a table, column by column, because the same few words fill most cells (数据行)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from .cells import Area, Value
from .patch_heights import fitted, heights_of, row_attributes
from .patch_rows import Row, attributes_xml, row_xml
from .patch_sheet import Sheet


@dataclass(frozen=True)
class RowsLook:
    """What the rows are to look like.

    Attributes:
        model: the row whose looks new ones take.
        styles: for each column, its style.
        wrapped: index and width of the columns that wrap their text.
    """

    model: Row
    styles: Sequence[str | None]
    wrapped: Sequence[tuple[int, float]]


def write_rows(
    sheet: Sheet, area: Area, last_cleared: int, columns: Sequence[Sequence[Value]], look: RowsLook
) -> None:
    """Write whole rows of a table; cells of other columns and what follows the cells stay.

    Args:
        sheet: the table's sheet.
        area: the data rows.
        last_cleared: the last column whose cells go; from the area's first.
        columns: for each column, one value a row.
        look: what the rows are to look like.
    """
    heights = heights_of(columns, look.wrapped)
    fresh = row_attributes(look.model, Row(0, {}, {}), own=True)

    @cache
    def tag(height: float | None) -> str:
        return attributes_xml(fitted(fresh, height))

    for index, cells in enumerate(sheet.writer.lines(area, look.styles, columns)):
        number, height = area.first_row + index, heights.get(index)
        if number in sheet.rows:
            row = sheet.outside(number, area.first_col, last_cleared)
            xml = _among_others(sheet.prefix, row, area, look.model, (cells, height))
        else:
            xml = f'<{sheet.prefix}row r="{number}"{tag(height)}>{cells}</{sheet.prefix}row>'.encode()
        sheet.keep_row(number, xml)


def _among_others(prefix: str, row: Row, area: Area, model: Row, written: tuple[str, float | None]) -> bytes:
    """A row that was there before, with its new cells and the height for them."""
    cells, height = written
    alone = not any(kept.filled for kept in row.cells.values())
    left = [row.cells[col].raw for col in sorted(row.cells) if col < area.first_col]
    right = [row.cells[col].raw for col in sorted(row.cells) if col > area.last_col]
    marks: Mapping[str, str] = row_attributes(model, row, own=alone)
    marks = fitted(marks, height) if alone else marks
    return row_xml(prefix, row.number, marks, [*left, cells.encode(), *right], row.rest)
