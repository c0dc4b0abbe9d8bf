"""Filling a template's pattern of formatted cells, which grows down and to the right (区块的填写)."""

from collections.abc import Callable, Mapping, Sequence

from .cells import KEEP, Area, BlockValue, Keep, Styled, address
from .grow import linked
from .patch_areas import Stretch
from .patch_errors import PlaceTaken, SheetFull
from .patch_heights import row_attributes
from .patch_sheet import Sheet
from .patch_tables import fits


def fill_block(
    sheet: Sheet, pattern: Area, rows: Sequence[Sequence[BlockValue]], style_of: Callable[[str], str | None]
) -> Stretch:
    """Write rows over a pattern of formatted cells, growing it down and to the right.

    Args:
        sheet: the pattern's sheet.
        pattern: the formatted cells; those beyond look like its last column and its first row.
        rows: the values; a shorter row leaves the rest as it is.
        style_of: the style index of a defined name's first cell, for `Styled` values.

    Returns:
        How areas that span the pattern have followed.

    Raises:
        SheetFull: a worksheet has not that many rows or columns.
        PlaceTaken: a filled cell outside of the pattern would be overwritten.
        PlaceMerged: merged cells reach into the block.
    """
    width = max(map(len, rows), default=0)
    if not width:
        return Stretch(pattern, pattern, ends={pattern.last_row: pattern.last_row})
    block = Area(*pattern[:2], pattern.first_row + len(rows) - 1, pattern.first_col + width - 1)
    _refuse_block(sheet, pattern, block, rows)
    looks = {
        value.like: style_of(value.like) for values in rows for value in values if isinstance(value, Styled)
    }
    sheet.free_formulas(block)
    _write(sheet, pattern, rows, looks)
    sheet.copy_columns(dict.fromkeys(range(pattern.last_col + 1, block.last_col + 1), pattern.last_col))
    cells = linked(block, rows)
    sheet.set_links([Area.parse(place) for place, _ in cells], cells)
    sheet.touch(block)
    grown = pattern.join(block)
    copies = {pattern.last_col: tuple(range(pattern.last_col, grown.last_col + 1))}
    stretch = Stretch(pattern, grown, copies, {pattern.last_row: grown.last_row})
    sheet.follow(stretch)
    return stretch


def _write(
    sheet: Sheet,
    pattern: Area,
    rows: Sequence[Sequence[BlockValue]],
    named: Mapping[str, str | None],
) -> None:
    columns = range(pattern.first_col, pattern.last_col + 1)
    models = [sheet.row(number) for number in range(pattern.first_row, pattern.last_row + 1)]
    looks = [[sheet.style(model, col) for col in columns] for model in models]
    for index, values in enumerate(rows):
        row = sheet.row(pattern.first_row + index)
        if index >= len(models):
            row.attributes = row_attributes(models[0], row, own=True)
        styles = looks[index if index < len(models) else 0]
        for offset, value in enumerate(values):
            col, style = pattern.first_col + offset, styles[min(offset, len(styles) - 1)]
            if isinstance(value, Styled):
                sheet.put(row, col, value.value, named[value.like])
            elif not isinstance(value, Keep):
                sheet.put(row, col, value, style)
            elif col not in row.cells:
                sheet.put(row, col, None, style)
        sheet.keep_row(row.number, row.to_xml(sheet.prefix))


def _refuse_block(sheet: Sheet, pattern: Area, block: Area, rows: Sequence[Sequence[BlockValue]]) -> None:
    if not fits(block):
        raise SheetFull(sheet.title, len(rows))
    sheet.refuse_merged(block)
    for row, col in sheet.filled(block):
        values = rows[row - block.first_row]
        offset = col - block.first_col
        if not pattern.holds(row, col) and offset < len(values) and values[offset] is not KEEP:
            raise PlaceTaken(sheet.title, address(row, col))
