"""Number formats that show a day number as a date (日期格式), or other words in place of a text."""

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from lxml import etree


class NumberDisplay(StrEnum):
    """What a cell's number is shown as (显示为)."""

    NUMBER = "number"
    DATE = "date"
    ELAPSED = "elapsed"


# ECMA-376 part 1, 18.8.30 (numFmt): built-in formats for dates and times.
_DATES = frozenset((*range(14, 23), 45, 47))
# [h]:mm:ss, the only built-in format that counts hours beyond 24
_ELAPSED = 46
# texts, escaped characters, _x (a blank as wide as x) and *x (filled up with x) show no number
_LITERAL = re.compile(r'"[^"]*"?|\\.|_.|\*.')
_QUOTED = re.compile(r'"([^"]*)"?')
_SECTIONS = 4  # for numbers above, below and at zero, and for text
_DURATION = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_BRACKETS = re.compile(r"\[[^\]]*\]?")
_GENERAL = re.compile(r"general|g/通用格式", re.IGNORECASE)


def classify_format(code: str) -> NumberDisplay:
    """Classify a format code by what it shows numbers as.

    >>> classify_format('yyyy"年"m"月"'), classify_format('[Red]0.00"分"'), classify_format("[h]:mm")
    (<NumberDisplay.DATE: 'date'>, <NumberDisplay.NUMBER: 'number'>, <NumberDisplay.ELAPSED: 'elapsed'>)
    """
    # the section for positive numbers decides: no day number is negative
    first = _GENERAL.sub("", _LITERAL.sub("", code)).partition(";")[0]
    if _DURATION.search(first):
        return NumberDisplay.ELAPSED
    letters = set(_BRACKETS.sub("", first).lower())
    return NumberDisplay.DATE if letters & set("dmyhs") else NumberDisplay.NUMBER


def read_number_displays(root: etree._Element | None) -> Sequence[NumberDisplay]:
    """Read what each cell style (``s`` of a cell) shows numbers as.

    Args:
        root: Root of the styles part, or ``None`` when the workbook has none.
    """
    if root is None:
        return ()
    codes = {
        number_format.get("numFmtId", ""): number_format.get("formatCode", "")
        for number_format in _find_formats(root)
    }
    return [_classify_style(style.get("numFmtId", "0"), codes) for style in root.iterfind("{*}cellXfs/{*}xf")]


def read_masks(root: etree._Element | None) -> Mapping[int, str]:
    """Read the cell styles that show fixed words in place of any text, with these words.

    Args:
        root: Root of the styles part, or ``None`` when the workbook has none.
    """
    if root is None:
        return {}
    words = {
        number_format.get("numFmtId", ""): find_mask(number_format.get("formatCode", ""))
        for number_format in _find_formats(root)
    }
    styles = enumerate(root.iterfind("{*}cellXfs/{*}xf"))
    words_by_style = {index: words.get(style.get("numFmtId", "0")) for index, style in styles}
    return {index: word for index, word in words_by_style.items() if word is not None}


def find_mask(code: str) -> str | None:
    """The fixed words that a format code shows in place of any text; ``None`` where it shows the text.

    >>> find_mask(';;;"差"'), find_mask("0.00"), find_mask(';;;@"票"'), find_mask(";;;")
    ('差', None, None, '')
    """
    sections = _LITERAL.sub(lambda match: match[0].replace(";", "").replace("@", ""), code).split(";")
    if len(sections) != _SECTIONS or "@" in sections[-1]:
        return None
    return "".join(_QUOTED.findall(sections[-1]))


def _find_formats(root: etree._Element) -> Iterator[etree._Element]:
    return root.iterfind(".//{*}numFmts/{*}numFmt")


def read_struck_styles(root: etree._Element | None) -> frozenset[int]:
    """Read the cell styles whose font is struck through (删除线).

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


def _classify_style(number: str, codes: dict[str, str]) -> NumberDisplay:
    if number in codes:
        return classify_format(codes[number])
    # The built-in Chinese date formats 27-36 and 50-58 depend on Excel's language: such numbers stay numbers,
    # and the parser of a date column takes them as day numbers.
    plain = int(number) if number.isdecimal() else 0
    if plain == _ELAPSED:
        return NumberDisplay.ELAPSED
    return NumberDisplay.DATE if plain in _DATES else NumberDisplay.NUMBER
