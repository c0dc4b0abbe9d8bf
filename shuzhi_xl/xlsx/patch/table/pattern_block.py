"""Filling a template's pattern of formatted cells, which grows down and to the right (区块的填写)."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType
from typing import Final, NamedTuple

from shuzhi_xl.xlsx.patch.errors import PlaceTaken, SheetFull
from shuzhi_xl.xlsx.patch.sheet.cell_writer import CellWriter
from shuzhi_xl.xlsx.patch.sheet.heights import row_attributes
from shuzhi_xl.xlsx.patch.sheet.row import RowPart, row_xml
from shuzhi_xl.xlsx.patch.sheet.sheet_part import SheetPart
from shuzhi_xl.xlsx.patch.sheet.stretch import Stretch
from shuzhi_xl.xlsx.patch.table.table_part import fits
from shuzhi_xl.xlsx.patch.values import KEEP, Area, BlockValue, Link, Styled, Value, address, column_letters

_MAY_LINK: Final = {Link, Styled}


def fill_block(
    sheet: SheetPart,
    pattern: Area,
    rows: Sequence[Sequence[BlockValue]],
    style_of: Callable[[str], str | None],
    heights: Mapping[int, float] = MappingProxyType({}),
) -> Stretch:
    """Write rows over a pattern of formatted cells, growing it down and to the right.

    Args:
        sheet: the pattern's sheet.
        pattern: the formatted cells; those beyond look like its last column and its first row.
        rows: the values; a shorter row leaves the rest as it is.
        style_of: the style index of a defined name's first cell, for `Styled` values.
        heights: the heights (行高) in points of rows by number, that do not follow the pattern.

    Returns:
        How areas that span the pattern have followed.

    Raises:
        SheetFull: a worksheet does not have that many rows or columns.
        PlaceTaken: a filled cell outside of the pattern would be overwritten.
        PlaceMerged: merged cells reach into the block.
    """
    width = max(map(len, rows), default=0)
    if not width:
        return Stretch(pattern, pattern, ends={pattern.last_row: pattern.last_row})
    block = Area(*pattern[:2], pattern.first_row + len(rows) - 1, pattern.first_col + width - 1)
    # before anything is written: a refused change leaves the sheet as it was
    _refuse_block(sheet, pattern, block, rows)
    styles = {
        value.like: style_of(value.like) for values in rows for value in values if isinstance(value, Styled)
    }
    sheet.free_formulas(block)
    _write(sheet, pattern, rows, styles, heights)
    sheet.copy_columns(dict.fromkeys(range(pattern.last_col + 1, block.last_col + 1), pattern.last_col))
    cells = _links(block, rows)
    sheet.set_links([Area.parse(place) for place, _ in cells], cells)
    sheet.touch(block)
    grown = pattern.join(block)
    copies = {pattern.last_col: tuple(range(pattern.last_col, grown.last_col + 1))}
    stretch = Stretch(pattern, grown, copies, {pattern.last_row: grown.last_row})
    sheet.follow(stretch)
    return stretch


def fill_cells(sheet: SheetPart, values: Mapping[tuple[int, int], Value]) -> None:
    """Write single cells, known by row and column; their style stays.

    Raises:
        PlaceTaken: an array formula would be torn apart.
        PlaceMerged: a cell is hidden by merged cells.
    """
    areas = {place: Area(*place, *place) for place in values}
    for area in areas.values():
        sheet.refuse_merged(area, anchored=True)
    rows: dict[int, dict[int, Value]] = {}
    for (number, col), value in values.items():
        sheet.free_formulas(areas[number, col])
        rows.setdefault(number, {})[col] = value
    for number, cells in rows.items():
        row = sheet.seen_row(number)
        texts = {col: cell.raw for col, cell in row.cells.items()}
        for col, value in cells.items():
            text = sheet.writer.cell(address(number, col), sheet.style(row, col), value)
            texts[col] = text.encode()
        ordered = (texts[col] for col in sorted(texts))
        sheet.keep_row(number, row_xml(sheet.prefix, number, row.attributes, ordered, row.rest))
    links = [(address(*place), value) for place, value in values.items() if isinstance(value, Link)]
    if links:
        sheet.set_links([Area.parse(place) for place, _ in links], links)
    for area in areas.values():
        sheet.touch(area)


def _write(
    sheet: SheetPart,
    pattern: Area,
    rows: Sequence[Sequence[BlockValue]],
    styles: Mapping[str, str | None],
    heights: Mapping[int, float],
) -> None:
    # read first: the pattern's own rows are the first to be overwritten
    models = [sheet.seen_row(number) for number in pattern.row_numbers]
    places = [_places(sheet, model, pattern, max(map(len, rows))) for model in models]
    for number, values in enumerate(rows, pattern.first_row):
        row = sheet.seen_row(number)
        is_added = number > pattern.last_row
        marks = row_attributes(models[0], row, alone=True) if is_added else row.attributes
        if number in heights:
            marks = {**marks, "ht": f"{heights[number]:g}", "customHeight": "1"}
        row_places = places[0 if is_added else number - pattern.first_row]
        text = "".join(_texts(sheet.writer, row, zip(row_places, values, strict=False), styles))
        cells = row.around(text.encode(), pattern.first_col, pattern.first_col + len(values) - 1)
        sheet.keep_row(number, row_xml(sheet.prefix, number, marks, cells, row.rest))


class _Place(NamedTuple):
    """A column of a block: its number and letters, and the style of its cells."""

    col: int
    letters: str
    style: str | None


def _places(sheet: SheetPart, model: RowPart, pattern: Area, width: int) -> Sequence[_Place]:
    cols = range(pattern.first_col, pattern.first_col + width)
    return [_Place(col, column_letters(col), sheet.style(model, min(col, pattern.last_col))) for col in cols]


def _texts(
    writer: CellWriter,
    row: RowPart,
    cells: Iterable[tuple[_Place, BlockValue]],
    styles: Mapping[str, str | None],
) -> Iterator[str]:
    cell, number = writer.cell, row.number
    for (col, letters, style), value in cells:
        if value is KEEP:
            current = row.cells.get(col)
            yield current.raw.decode() if current else cell(f"{letters}{number}", style, None)
        elif isinstance(value, Styled):
            yield cell(f"{letters}{number}", styles[value.like], value.value)
        else:
            yield cell(f"{letters}{number}", style, value)


def _refuse_block(sheet: SheetPart, pattern: Area, block: Area, rows: Sequence[Sequence[BlockValue]]) -> None:
    if not fits(block):
        raise SheetFull(sheet.title, len(rows))
    sheet.refuse_merged(block)
    for row, col in sheet.filled(block):
        values = rows[row - block.first_row]
        offset = col - block.first_col
        if not pattern.holds(row, col) and offset < len(values) and values[offset] is not KEEP:
            raise PlaceTaken(sheet.title, address(row, col))


def _links(area: Area, rows: Sequence[Sequence[BlockValue]]) -> list[tuple[str, Link]]:
    """The links among values written to an area, with their addresses."""
    links: list[tuple[str, Link]] = []
    # one pass by type, because most blocks have no link at all
    if not _MAY_LINK & set(map(type, chain.from_iterable(rows))):
        return links
    for number, values in enumerate(rows, area.first_row):
        for col, value in enumerate(values, area.first_col):
            plain = value.value if isinstance(value, Styled) else value
            if isinstance(plain, Link):
                links.append((address(number, col), plain))
    return links
