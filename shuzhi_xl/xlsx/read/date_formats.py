"""Which number formats show a day number as a date (日期格式)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from lxml import etree


class Shown(StrEnum):
    """How a cell's number shows."""

    NUMBER = "number"
    DATE = "date"
    ELAPSED = "elapsed"


_DATES = frozenset((*range(14, 23), 45, 47))
_ELAPSED = 46
_LITERAL = re.compile(r'"[^"]*"?|\\.|_.|\*.')
_QUOTED = re.compile(r'"([^"]*)"?')
_SECTIONS = 4  # for numbers above, below and at zero, and for text
_DURATION = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_BRACKETS = re.compile(r"\[[^\]]*\]?")
_GENERAL = re.compile(r"general|g/通用格式", re.IGNORECASE)


def shown_as(code: str) -> Shown:
    """How a format code shows numbers.

    >>> shown_as('yyyy"年"m"月"'), shown_as('[Red]0.00"分"'), shown_as("[h]:mm")
    (<Shown.DATE: 'date'>, <Shown.NUMBER: 'number'>, <Shown.ELAPSED: 'elapsed'>)
    """
    first = _GENERAL.sub("", _LITERAL.sub("", code)).partition(";")[0]
    if _DURATION.search(first):
        return Shown.ELAPSED
    return Shown.DATE if set(_BRACKETS.sub("", first).lower()) & set("dmyhs") else Shown.NUMBER


def read_styles(root: etree._Element | None) -> Sequence[Shown]:
    """How each cell style (``s`` of a cell) shows numbers.

    Args:
        root: Root of the styles part, or ``None`` when the workbook has none.
    """
    if root is None:
        return ()
    codes = {
        number_format.get("numFmtId", ""): number_format.get("formatCode", "")
        for number_format in _formats(root)
    }
    return [_of(style.get("numFmtId", "0"), codes) for style in root.iterfind("{*}cellXfs/{*}xf")]


def masks(root: etree._Element | None) -> Mapping[int, str]:
    """Cell styles that show words of their own in the place of any text, and these words.

    Args:
        root: Root of the styles part, or ``None`` when the workbook has none.
    """
    if root is None:
        return {}
    words = {
        number_format.get("numFmtId", ""): mask_of(number_format.get("formatCode", ""))
        for number_format in _formats(root)
    }
    styles = enumerate(root.iterfind("{*}cellXfs/{*}xf"))
    words_by_style = {index: words.get(style.get("numFmtId", "0")) for index, style in styles}
    return {index: word for index, word in words_by_style.items() if word is not None}


def mask_of(code: str) -> str | None:
    """What a format code shows in the place of any text; ``None`` where it shows the text.

    >>> mask_of(';;;"差"'), mask_of("0.00"), mask_of(';;;@"票"'), mask_of(";;;")
    ('差', None, None, '')
    """
    sections = _LITERAL.sub(lambda match: match[0].replace(";", "").replace("@", ""), code).split(";")
    if len(sections) != _SECTIONS or "@" in sections[-1]:
        return None
    return "".join(_QUOTED.findall(sections[-1]))


def _formats(root: etree._Element) -> Iterator[etree._Element]:
    return root.iterfind(".//{*}numFmts/{*}numFmt")


def struck_styles(root: etree._Element | None) -> frozenset[int]:
    """Cell styles whose font crosses the text out (删除线).

    Args:
        root: Root of the styles part, or ``None`` when the workbook has none.
    """
    if root is None:
        return frozenset()
    marks = [font.find("{*}strike") for font in root.iterfind("{*}fonts/{*}font")]
    fonts = {
        str(index)
        for index, mark in enumerate(marks)
        if mark is not None and mark.get("val", "1") not in ("0", "false", "off")
    }
    styles = enumerate(root.iterfind("{*}cellXfs/{*}xf"))
    return frozenset(index for index, style in styles if style.get("fontId", "0") in fonts)


def _of(number: str, codes: dict[str, str]) -> Shown:
    if number in codes:
        return shown_as(codes[number])
    # The built-in Chinese date formats 27-36 and 50-58 depend on Excel's language: such numbers stay numbers,
    # and whoever expects a date there takes them as day numbers.
    plain = int(number) if number.isdecimal() else 0
    return Shown.ELAPSED if plain == _ELAPSED else Shown.DATE if plain in _DATES else Shown.NUMBER
