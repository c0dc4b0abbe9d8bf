"""Writing the data rows of a table, column by column, because the same few words fill most cells (数据行)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from shuzhi_xl.xlsx.patch.sheet.heights import fitted, heights_of, row_attributes
from shuzhi_xl.xlsx.patch.sheet.row import RowPart, attributes_xml, row_xml
from shuzhi_xl.xlsx.patch.sheet.row_scanner import plain_marks, read_marks
from shuzhi_xl.xlsx.patch.sheet.sheet_part import SheetPart
from shuzhi_xl.xlsx.patch.values import Area, Value, column_letters


@dataclass(frozen=True)
class RowsLook:
    """What the rows are to look like.

    Attributes:
        model: the row whose looks new ones take.
        styles: for each column, its style.
        wrapped: index and width of the columns that wrap their text.
    """

    model: RowPart
    styles: Sequence[str | None]
    wrapped: Sequence[tuple[int, float]]


def write_rows(
    sheet: SheetPart, area: Area, last_cleared: int, columns: Sequence[Sequence[Value]], look: RowsLook
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
    cleared = range(area.first_col, last_cleared + 1)
    own = frozenset(column_letters(col).encode() for col in cleared)

    @cache
    def marks(known: bytes, height: float | None) -> str:
        """The attributes of a row that holds only the table's cells; rows differ in little else."""
        fresh = fitted(row_attributes(look.model, RowPart(0, read_marks(known), {}), own=True), height)
        return attributes_xml({key: text for key, text in fresh.items() if key not in ("r", "spans")})

    for index, cells in enumerate(sheet.writer.lines(area, look.styles, columns)):
        number, height = area.first_row + index, heights.get(index)
        known = _known(sheet.rows.get(number), number, own, look.model)
        if known is None:
            xml = _among_others(sheet, number, cleared, look.model, (cells, height))
        else:
            xml = (
                f'<{sheet.prefix}row r="{number}"{marks(known, height)}>{cells}</{sheet.prefix}row>'.encode()
            )
        sheet.keep_row(number, xml)


def _known(raw: bytes | None, number: int, own: frozenset[bytes], model: RowPart) -> bytes | None:
    """The attributes of a row with none but the table's cells, if it was there; None when others share it."""
    if raw is None:
        return b""
    return None if number == model.number else plain_marks(raw, number, own)


def _among_others(
    sheet: SheetPart, number: int, cleared: range, model: RowPart, written: tuple[str, float | None]
) -> bytes:
    """A row that was there before, with its new cells and the height for them."""
    cells, height = written
    row = sheet.row(number)
    others = {col: cell for col, cell in sorted(row.cells.items()) if col not in cleared}
    alone = not any(cell.filled for cell in others.values())
    left = [cell.raw for col, cell in others.items() if col < cleared.start]
    right = [cell.raw for col, cell in others.items() if col >= cleared.stop]
    marks: Mapping[str, str] = row_attributes(model, row, own=alone)
    marks = fitted(marks, height) if alone else marks
    return row_xml(sheet.prefix, number, marks, [*left, cells.encode(), *right], row.rest)
