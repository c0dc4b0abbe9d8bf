"""The second reader of .ods (第二读法): content.xml of an OpenDocument spreadsheet, read by our own code."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from shuzhi_xl.xlsx.read.canonical_values import (
    MOST_CELLS,
    Area,
    Place,
    Reading,
    RefusedError,
    canonical,
    elapsed_text,
    from_iso,
    grid,
    refuse_spread,
)
from shuzhi_xl.xlsx.read.ooxml import parse, raise_if_memory_ran_out

_DURATION = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?")
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
"""Elements that hold others but no text of their own."""
_CELL_HOLDERS = frozenset({"table-header-columns"})
_HAS_CELL_IN_CELL = etree.XPath(
    "boolean(//*[local-name()='table-cell']//*[local-name()='table-row' or local-name()='table-cell'])"
)


def read_ods(parts: Mapping[str, bytes]) -> Reading:
    """All sheets of an OpenDocument spreadsheet.

    Args:
        parts: The file's parts by name.

    Raises:
        RefusedError: Damaged, encrypted, or content too far apart.
    """
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise RefusedError("file_encrypted")
    try:
        root = parse(parts["content.xml"])
        if _HAS_CELL_IN_CELL(root):
            raise RefusedError("file_damaged")  # its answers would be taken for text
        body = root.find("{*}body/{*}spreadsheet")
        tables = [] if body is None else list(body.iterfind("{*}table"))
        struck = _struck_styles(root)
        return _reading({_attribute(table, "name"): _Table(table, struck) for table in tables})
    except (etree.LxmlError, ValueError, LookupError, OverflowError, AttributeError, TypeError) as error:
        raise_if_memory_ran_out(error)
        raise RefusedError("file_damaged") from error


def unindented(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The same parts without the blanks between the tables, rows and cells of the content, which say nothing.

    Args:
        parts: Parts that `read_ods` has read.
    """
    root = parse(parts["content.xml"])
    for element in root.iter(etree.Element):
        if etree.QName(element).localname in _HOLDERS:
            element.text = (element.text or "").strip() or None
            for child in element:
                child.tail = (child.tail or "").strip() or None
    return {**parts, "content.xml": etree.tostring(root, encoding="utf-8", xml_declaration=True)}


def _reading(tables: Mapping[str, "_Table"]) -> Reading:
    for title, table in tables.items():
        refuse_spread(title, table.values)
    formulas = {(title, *place) for title, table in tables.items() for place in table.formulas}
    grids = {title: grid(title, table.values, table.struck, table.merged) for title, table in tables.items()}
    return Reading(grids, frozenset(formulas))


def _times(element: etree._Element, name: str) -> int:
    times = int(_attribute(element, name) or 1)
    if times < 1:  # other programs show such a cell all the same
        raise ValueError(f"{name} is {times}")
    return times


def _struck_styles(root: etree._Element) -> frozenset[str]:
    """Names of the styles that cross their text out (删除线)."""
    struck = set()
    for style in root.iterfind("{*}automatic-styles/{*}style"):
        for text in style.iterfind("{*}text-properties"):
            # LibreOffice leaves the style out where only a part of a text is crossed out.
            lines = {_attribute(text, f"text-line-through-{which}") for which in ("style", "type")}
            struck |= {_attribute(style, "name")} if lines - {"", "none"} else set()
    return frozenset(struck)


class _Table:
    """Cells of one table, with repeated rows and cells laid out."""

    def __init__(self, table: etree._Element, struck_styles: frozenset[str]) -> None:
        self.values: dict[Place, Any] = {}
        self.struck: set[Place] = set()
        self.merged: list[Area] = []
        self._struck_styles = struck_styles
        self.formulas: set[Place] = set()
        self._left = MOST_CELLS
        row = 0
        for line in _children(table, "table-row", _ROW_HOLDERS):
            times = _times(line, "number-rows-repeated")
            self._row(line, range(row + 1, row + times + 1))
            row += times

    def _row(self, line: etree._Element, rows: range) -> None:
        col = 0
        for cell in _children(line, "table-cell", _CELL_HOLDERS, "covered-table-cell"):
            times = _times(cell, "number-columns-repeated")
            self._keep(cell, rows, range(col + 1, col + times + 1))
            col += times

    def _keep(self, cell: etree._Element, rows: range, cols: range) -> None:
        high, wide = (int(_attribute(cell, f"number-{side}-spanned") or 1) for side in ("rows", "columns"))
        if high * wide > 1:
            self.merged.append((rows[0], cols[0], rows[0] + high - 1, cols[0] + wide - 1))
        value, formula = _value(cell), bool(_attribute(cell, "formula"))
        if value is None and not formula:
            return
        self._left -= len(rows) * len(cols)
        if self._left < 0:
            raise RefusedError("file_crowded", limit=MOST_CELLS)
        places = [(row, col) for row in rows for col in cols]
        self.values.update({} if value is None else dict.fromkeys(places, value))
        self.formulas.update(places if formula else ())
        self.struck.update(places if self._is_struck(cell) else ())

    def _is_struck(self, cell: etree._Element) -> bool:
        if not self._struck_styles:
            return False
        parts = [cell, *cell.iterfind("{*}p/{*}span")]
        return any(_attribute(part, "style-name") in self._struck_styles for part in parts)


def _children(
    parent: etree._Element, tag: str, holders: frozenset[str], also: str = ""
) -> Iterator[etree._Element]:
    for child in parent.iterchildren(tag=etree.Element):
        name = etree.QName(child).localname
        if name in (tag, also):
            yield child
        elif name in holders:
            yield from _children(child, tag, holders, also)


def _attribute(element: etree._Element, name: str) -> str:
    return next((str(value) for key, value in element.items() if str(key).endswith("}" + name)), "")


def _value(cell: etree._Element) -> Any:
    kind = next((value for key, value in cell.items() if str(key).endswith("office:1.0}value-type")), "")
    if kind in ("float", "percentage", "currency"):
        return canonical(float(_attribute(cell, "value")))
    if kind == "date":
        return from_iso(_attribute(cell, "date-value"))
    if kind == "boolean":
        return _attribute(cell, "boolean-value") == "true"
    if kind == "time":
        return _duration(_attribute(cell, "time-value"))
    if kind not in ("", "string", "void"):
        raise ValueError(f"value type {kind!r}")
    return canonical(
        _attribute(cell, "string-value") or "\n".join(_text(paragraph) for paragraph in cell.iterfind("{*}p"))
    )


def _duration(text: str) -> str:
    match = _DURATION.fullmatch(text)
    if not match:
        raise ValueError(f"duration {text}")
    hours, minutes, seconds = (float(group or 0) for group in match.groups())
    return elapsed_text((hours * 3600 + minutes * 60 + seconds) / 86_400)


def _text(element: etree._Element) -> str:
    pieces = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            name = etree.QName(child).localname
            if name == "s":
                pieces.append(" " * min(int(_attribute(child, "c") or 1), 1000))
            elif name in ("tab", "line-break"):
                pieces.append("\t" if name == "tab" else "\n")
            elif name not in ("annotation", "note"):
                pieces.append(_text(child))
        pieces.append(child.tail or "")
    return "".join(pieces)
