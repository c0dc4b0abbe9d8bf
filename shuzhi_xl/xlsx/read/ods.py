"""The second reader of .ods (第二读法): our own, for content.xml of an OpenDocument spreadsheet."""

from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from shuzhi_xl.xlsx.read.canonical_values import (
    MOST_CELLS,
    GridPosition,
    MergedArea,
    Reading,
    RefusedError,
    make_grid,
    refuse_spread,
)
from shuzhi_xl.xlsx.read.ods_values import read_attribute, read_value
from shuzhi_xl.xlsx.read.ooxml import parse_xml, raise_if_memory_ran_out

# rows of an outline, and rows that are printed on every page
_ROW_HOLDERS = frozenset({"table-row-group", "table-header-rows", "table-rows"})
_HOLDERS = frozenset(
    {
        *(
            "document-content",
            "body",
            "spreadsheet",
            "table",
            "table-row",
            "table-cell",
            "covered-table-cell",
        ),
        *("table-columns", "table-column-group", "table-header-columns", "named-expressions"),
        *_ROW_HOLDERS,
    }
)
"""Elements that contain other elements but no text."""
_CELL_HOLDERS = frozenset({"table-header-columns"})
_HAS_CELL_IN_CELL = etree.XPath(
    "boolean(//*[local-name()='table-cell']//*[local-name()='table-row' or local-name()='table-cell'])"
)


def read_ods(parts: Mapping[str, bytes]) -> Reading:
    """Read all sheets of an OpenDocument spreadsheet.

    Args:
        parts: The file's parts by name.

    Raises:
        RefusedError: It is damaged or encrypted, or its cells are too far apart.
    """
    # OpenDocument encrypts its parts, not the zip's members, and names the keys in the manifest
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise RefusedError("file_encrypted")
    try:
        return _read_content(parse_xml(parts["content.xml"]))
    except (etree.LxmlError, ValueError, LookupError, OverflowError, AttributeError, TypeError) as error:
        raise_if_memory_ran_out(error)
        raise RefusedError("file_damaged") from error


def _read_content(root: etree._Element) -> Reading:
    if _HAS_CELL_IN_CELL(root):
        raise RefusedError("file_damaged")  # the inner cells would be read as text
    body = root.find("{*}body/{*}spreadsheet")
    tables = [] if body is None else list(body.iterfind("{*}table"))
    struck = _find_struck_styles(root)
    return _make_reading({read_attribute(table, "name"): _Table(table, struck) for table in tables})


def remove_indentation(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Remove the blanks between the tables, rows and cells of the content, which have no meaning.

    Args:
        parts: The parts that `read_ods` has read.
    """
    root = parse_xml(parts["content.xml"])
    for element in root.iter(etree.Element):
        if etree.QName(element).localname in _HOLDERS:
            element.text = (element.text or "").strip() or None
            for child in element:
                child.tail = (child.tail or "").strip() or None
    return {**parts, "content.xml": etree.tostring(root, encoding="utf-8", xml_declaration=True)}


def _make_reading(tables: Mapping[str, "_Table"]) -> Reading:
    for title, table in tables.items():
        refuse_spread(title, table.values)
    formulas = {(title, *position) for title, table in tables.items() for position in table.formulas}
    grids = {
        title: make_grid(title, table.values, table.struck, table.merged) for title, table in tables.items()
    }
    return Reading(grids, frozenset(formulas))


def _read_repetitions(element: etree._Element, name: str) -> int:
    times = int(read_attribute(element, name) or 1)
    if times < 1:  # other programs show such a cell nevertheless
        raise ValueError(f"{name} is {times}")
    return times


def _find_struck_styles(root: etree._Element) -> frozenset[str]:
    """Names of the styles whose text is struck through (删除线)."""
    struck = set()
    for style in root.iterfind("{*}automatic-styles/{*}style"):
        for text in style.iterfind("{*}text-properties"):
            # LibreOffice writes only the type, not the style, where a part of a text is struck through.
            lines = {read_attribute(text, f"text-line-through-{which}") for which in ("style", "type")}
            struck |= {read_attribute(style, "name")} if lines - {"", "none"} else set()
    return frozenset(struck)


class _Table:
    """Cells of one table, with repeated rows and cells expanded."""

    def __init__(self, table: etree._Element, struck_styles: frozenset[str]) -> None:
        self.values: dict[GridPosition, Any] = {}
        self.struck: set[GridPosition] = set()
        self.merged: list[MergedArea] = []
        self._struck_styles = struck_styles
        self.formulas: set[GridPosition] = set()
        self._cells_left = MOST_CELLS
        row = 0
        for line in _iterate_children(table, "table-row", _ROW_HOLDERS):
            times = _read_repetitions(line, "number-rows-repeated")
            self._read_row(line, range(row + 1, row + times + 1))
            row += times

    def _read_row(self, line: etree._Element, rows: range) -> None:
        col = 0
        # a cell covered by merging takes its column too, and may contain what no one sees
        for cell in _iterate_children(line, "table-cell", _CELL_HOLDERS, "covered-table-cell"):
            times = _read_repetitions(cell, "number-columns-repeated")
            self._add_cell(cell, rows, range(col + 1, col + times + 1))
            col += times

    def _add_cell(self, cell: etree._Element, rows: range, cols: range) -> None:
        high, wide = (
            int(read_attribute(cell, f"number-{side}-spanned") or 1) for side in ("rows", "columns")
        )
        if high * wide > 1:
            self.merged.append((rows[0], cols[0], rows[0] + high - 1, cols[0] + wide - 1))
        value, formula = read_value(cell), bool(read_attribute(cell, "formula"))
        # LibreOffice fills a sheet up with a blank cell that is repeated to its last column and row
        if value is None and not formula:
            return
        # a repeated cell counts as often as it is repeated, however short the file is
        self._cells_left -= len(rows) * len(cols)
        if self._cells_left < 0:
            raise RefusedError("file_crowded", limit=MOST_CELLS)
        positions = [(row, col) for row in rows for col in cols]
        self.values.update({} if value is None else dict.fromkeys(positions, value))
        self.formulas.update(positions if formula else ())
        self.struck.update(positions if self._is_struck(cell) else ())

    def _is_struck(self, cell: etree._Element) -> bool:
        if not self._struck_styles:
            return False
        parts = [cell, *cell.iterfind("{*}p/{*}span")]
        return any(read_attribute(part, "style-name") in self._struck_styles for part in parts)


def _iterate_children(
    parent: etree._Element, tag: str, holders: frozenset[str], also: str = ""
) -> Iterator[etree._Element]:
    for child in parent.iterchildren(tag=etree.Element):
        name = etree.QName(child).localname
        if name in (tag, also):
            yield child
        elif name in holders:
            yield from _iterate_children(child, tag, holders, also)
