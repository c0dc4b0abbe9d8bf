"""Filling a template's pattern of formatted cells, which grows down and to the right (区块的填写)."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from .cells import KEEP, Area, BlockValue, Keep, Styled, Value, address
from .grow import linked
from .patch_areas import Stretch
from .patch_errors import PlaceTaken, SheetFull
from .patch_heights import row_attributes
from .patch_scan import open_row
from .patch_sheet import Sheet
from .patch_tables import fits
from .patch_values import CellWriter


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


def set_heights(sheet: Sheet, heights: Mapping[int, float]) -> None:
    """Set the heights (行高) of rows by number, in points."""
    for number, height in heights.items():
        row = sheet.row(number)
        row.attributes |= {"ht": f"{height:g}", "customHeight": "1"}
        sheet.keep_row(number, row.to_xml(sheet.prefix))


def _write(
    sheet: Sheet,
    pattern: Area,
    rows: Sequence[Sequence[BlockValue]],
    named: Mapping[str, str | None],
) -> None:
    columns = range(pattern.first_col, pattern.last_col + 1)
    models = [sheet.row(number) for number in range(pattern.first_row, pattern.last_row + 1)]
    looks = [[sheet.style(model, col) for col in columns] for model in models]
    model = sheet.rows.get(pattern.first_row, b"")
    for number, values in enumerate(rows, pattern.first_row):
        beyond = number > pattern.last_row
        styles = looks[0 if beyond else number - pattern.first_row]
        line = _Line(number, sheet.rows.get(number), pattern.first_row, model if beyond else None)
        cells = tuple(
            _styled(value, styles[min(offset, len(styles) - 1)], named) for offset, value in enumerate(values)
        )
        sheet.keep_row(number, _row_text(sheet.writer, line, pattern.first_col, cells))


class _Line(NamedTuple):
    """A row to be written.

    Attributes:
        number: of the row.
        raw: its text before.
        first: the number of the pattern's first row.
        model: that row's text, where this row is to look like it.
    """

    number: int
    raw: bytes | None
    first: int
    model: bytes | None


class _Cell(NamedTuple):
    """A value with its look; its type too, for 1 and TRUE are equal but not written alike."""

    kind: type
    value: Value | Keep
    style: str | None


def _styled(value: BlockValue, style: str | None, named: Mapping[str, str | None]) -> _Cell:
    if isinstance(value, Styled):
        return _Cell(type(value.value), value.value, named[value.like])
    return _Cell(type(value), value, style)


@lru_cache(maxsize=4096)  # most rows stand alike in all that is made from one template
def _row_text(writer: CellWriter, line: _Line, first_col: int, cells: Sequence[_Cell]) -> bytes:
    row = open_row(line.raw, line.number)
    if line.model is not None:
        row.attributes = row_attributes(open_row(line.model, line.first), row, own=True)
    for col, (_, value, style) in enumerate(cells, first_col):
        if not isinstance(value, Keep):
            writer.put(row, col, value, style)
        elif col not in row.cells:
            writer.put(row, col, None, style)
    return row.to_xml(writer.prefix)


def _refuse_block(sheet: Sheet, pattern: Area, block: Area, rows: Sequence[Sequence[BlockValue]]) -> None:
    if not fits(block):
        raise SheetFull(sheet.title, len(rows))
    sheet.refuse_merged(block)
    for row, col in sheet.filled(block):
        values = rows[row - block.first_row]
        offset = col - block.first_col
        if not pattern.holds(row, col) and offset < len(values) and values[offset] is not KEEP:
            raise PlaceTaken(sheet.title, address(row, col))
