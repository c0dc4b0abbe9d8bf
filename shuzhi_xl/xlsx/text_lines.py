"""How text fills lines: row heights, which no program fits when another one writes the rows (断行与行高)."""

from collections.abc import Sequence
from typing import Final
from unicodedata import east_asian_width

_NOT_FIRST: Final = "，。、；：？！）”》’"
_LINE: Final = 15.0
"""Height of a line of the templates' body text (10.5 points), in points."""
_AROUND: Final = 8.0
_HIGHEST: Final = 409.0  # Excel's limit
_EDGES: Final = 2
"""Of a column's width, what its cells leave free at both sides."""


def in_lines(text: str, width: int) -> list[str]:
    """Break text into lines (断行).

    A punctuation mark that may not begin a line hangs at the end of the line before.

    Args:
        text: The text; its own line ends are kept.
        width: Width of a line; a Chinese character counts 2, a Latin one 1.

    >>> in_lines("支部换届，按期完成。", width=8)
    ['支部换届，', '按期完成。']
    """
    lines = []
    for paragraph in text.splitlines():
        line, used = "", 0
        for sign in paragraph:
            wide = 2 if east_asian_width(sign) in "WFA" else 1
            if used + wide > width and sign not in _NOT_FIRST:
                lines.append(line)
                line, used = "", 0
            line, used = line + sign, used + wide
        lines.append(line)
    return lines


def height_for(values: Sequence[object], widths: Sequence[float]) -> float:
    """Height in points of a row whose text cells wrap (行高).

    Args:
        values: The row's values; what is no text takes one line.
        widths: Widths of their columns, in Excel's units.

    >>> height_for(["支部换届，按期完成。", 3], [10, 10])
    53.0
    """
    lines = [
        len(in_lines(value, max(2, int(width) - _EDGES)))
        for value, width in zip(values, widths, strict=True)
        if isinstance(value, str) and 2 * len(value) > width - _EDGES  # most texts are short: faster
    ]
    return min(max(lines, default=1) * _LINE + _AROUND, _HIGHEST)
