"""Text of a cell, and when a cell is blank (空白格); light, because reading workers import it."""

import re
from functools import lru_cache
from typing import Any
from unicodedata import east_asian_width

_ZERO_WIDTH = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")


def clean(raw: Any) -> str:
    r"""Text of a cell without zero-width signs and outer blanks; whole floats lose their ``.0``.

    >>> clean(3.0), clean(" 月溪村\u200b ")
    ('3', '月溪村')
    """
    if isinstance(raw, str):
        return _clean_text(str(raw))
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return _clean_text(str(raw))


@lru_cache(maxsize=65536)  # the same few words fill most cells
def _clean_text(text: str) -> str:
    return _ZERO_WIDTH.sub("", text).strip()


def is_blank(raw: Any) -> bool:
    """Whether a person would call the cell empty."""
    return raw is None or (isinstance(raw, str) and not clean(raw))


def lines_needed(text: str, width: float) -> int:
    r"""Lines that a text takes in a column (行数); rows written by a program do not grow by themselves.

    Args:
        text: The text; its own line ends are kept.
        width: Width of the column in Excel's units; a Chinese character takes 2 of them, a Latin one 1.

    >>> [lines_needed("支部换届按期完成", width) for width in (20, 10)], lines_needed("一\n二", 20)
    ([1, 2], 2)
    """
    return sum(-(-max(_wide(line), 1) // max(int(width) - 1, 2)) for line in text.splitlines()) or 1


def _wide(text: str) -> int:
    return sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in text)
