"""Values of OpenDocument cells (单元格的值): numbers, dates, durations, texts."""

import re
from typing import Any

from lxml import etree

from shuzhi_xl.xlsx.read.canonical_values import canonical_value, format_elapsed, parse_iso

_DURATION = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?")


def read_attribute(element: etree._Element, name: str) -> str:
    """An attribute by its local name, whatever its namespace; blank where it is absent."""
    return next((str(value) for key, value in element.items() if str(key).endswith("}" + name)), "")


def read_value(cell: etree._Element) -> Any:
    """The value of a cell, as the first reader gives it.

    Raises:
        ValueError: The value cannot be read as its type.
    """
    # by the namespace, because LibreOffice adds a calcext:value-type beside it
    kind = next((value for key, value in cell.items() if str(key).endswith("office:1.0}value-type")), "")
    if kind in ("float", "percentage", "currency"):
        return canonical_value(float(read_attribute(cell, "value")))
    if kind == "date":
        return parse_iso(read_attribute(cell, "date-value"))
    if kind == "boolean":
        return read_attribute(cell, "boolean-value") == "true"
    if kind == "time":
        return _parse_duration(read_attribute(cell, "time-value"))
    if kind not in ("", "string", "void"):
        raise ValueError(f"value type {kind!r}")
    return canonical_value(
        read_attribute(cell, "string-value")
        or "\n".join(_read_text(paragraph) for paragraph in cell.iterfind("{*}p"))
    )


def _parse_duration(text: str) -> str:
    match = _DURATION.fullmatch(text)
    if not match:
        raise ValueError(f"duration {text}")
    hours, minutes, seconds = (float(group or 0) for group in match.groups())
    return format_elapsed((hours * 3600 + minutes * 60 + seconds) / 86_400)


def _read_text(element: etree._Element) -> str:
    pieces = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            name = etree.QName(child).localname
            if name == "s":
                # one element may ask for any number of blanks
                pieces.append(" " * min(int(read_attribute(child, "c") or 1), 1000))
            elif name in ("tab", "line-break"):
                pieces.append("\t" if name == "tab" else "\n")
            # what a comment says is no part of the cell's text
            elif name not in ("annotation", "note"):
                pieces.append(_read_text(child))
        pieces.append(child.tail or "")
    return "".join(pieces)
