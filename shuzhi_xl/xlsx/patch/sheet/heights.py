"""Heights of rows that are written (行高): what Excel measured for the old text says nothing of the new."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from shuzhi_xl.xlsx.patch.opc.parts import Parts
from shuzhi_xl.xlsx.patch.opc.xml_part import child, descendants, parse
from shuzhi_xl.xlsx.patch.sheet.row import RowPart
from shuzhi_xl.xlsx.patch.sheet.row_heights import lines_of, row_height
from shuzhi_xl.xlsx.patch.values import BlockValue, ErrorValue, Link

# these belong to the model row itself, and not to its look
_NOT_COPIED: Final = ("r", "spans", "hidden", "collapsed", "outlineLevel")
_HEIGHT: Final = ("ht", "customHeight")
_TRUE: Final = ("1", "true")


def wrapping_styles(parts: Parts, book: str) -> frozenset[str]:
    """The indexes of the cell styles that wrap their text.

    Args:
        parts: the package.
        book: the name of its workbook part.
    """
    styles = [_wrapping_in(parts.read(part)) for part in parts.related(book, "styles")]
    return frozenset[str]().union(*styles)


@lru_cache(maxsize=8)  # all that is filled from one template has its styles
def _wrapping_in(styles: bytes) -> frozenset[str]:
    formats = child(parse(styles), "cellXfs")
    return frozenset(
        str(index)
        for index, cell_format in enumerate(() if formats is None else formats)
        if any(mark.get("wrapText") in _TRUE for mark in descendants(cell_format, "alignment"))
    )


def row_attributes(model: RowPart, row: RowPart, *, alone: bool) -> dict[str, str]:
    """A written row's attributes: the model's height unless others share the row, and never hidden."""
    # never hidden: the filter that hid a row was set on its old values
    if not row.attributes and not row.cells:
        return {key: text for key, text in model.attributes.items() if key not in _NOT_COPIED}
    # cells beside the table share the row, and its height may be meant for them
    if model.number == row.number or not alone:
        return {key: text for key, text in row.attributes.items() if key != "hidden"}
    attributes = {key: text for key, text in row.attributes.items() if key not in ("hidden", *_HEIGHT)}
    return attributes | {key: model.attributes[key] for key in _HEIGHT if key in model.attributes}


def fitted(marks: Mapping[str, str], height: float | None) -> dict[str, str]:
    """A row's attributes with a height for its new values; one that somebody set by hand stays.

    Args:
        marks: the attributes.
        height: in points; None for a single line.
    """
    if marks.get("customHeight") in _TRUE:
        return dict(marks)
    attributes = {key: text for key, text in marks.items() if key not in _HEIGHT}
    return attributes if height is None else {**attributes, "ht": f"{height:g}"}


def heights_of(
    columns: Sequence[Sequence[BlockValue]], widths: Iterable[tuple[int, float]]
) -> dict[int, float]:
    """Heights in points by index of the rows that need more than one line.

    Args:
        columns: for each column, one value a row.
        widths: index and width of the columns that wrap their text.
    """
    most: dict[int, int] = {}
    for index, width in widths:
        # a column repeats few texts, so each is measured once
        lines = {value: lines_of(_shown(value), width) for value in set(columns[index])}
        tall = {value: count for value, count in lines.items() if count > 1}
        for row, value in enumerate(columns[index] if tall else ()):
            if value in tall:
                most[row] = max(tall[value], most.get(row, 1))
    return {row: height for row, lines in most.items() if (height := row_height(lines))}


def _shown(value: BlockValue) -> str:
    plain = value.text if isinstance(value, Link | ErrorValue) else value
    return plain if isinstance(plain, str) else ""
