"""Text of a cell, and when a cell is blank (空白格); light, because reading workers import it."""

import re
import unicodedata
from functools import lru_cache
from typing import Any

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Signs that no workbook can keep, so that a text written into one would not be read again as it was."""
LOST = "\N{REPLACEMENT CHARACTER}"
"""The value of a text that consists of such signs only: it is damaged, not blank."""
# Pasted text brings them along: two names that look the same would differ
_ZERO_WIDTH = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")


def clean(raw: Any) -> str:
    r"""Text of a cell without zero-width signs and outer blanks; whole floats lose their ``.0``.

    Line ends are one sign, and what no workbook can keep is left out: what is written from this text is read
    again as the same.

    >>> clean(3.0), clean(" 月溪村\u200b "), clean("月溪\r\n村\x07")
    ('3', '月溪村', '月溪\n村')
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
    # A carriage return does not survive a save, and results would never again equal what 计算 wrote
    legal = one_line_end(ILLEGAL.sub("", text))
    plain = _ZERO_WIDTH.sub("", legal).strip()
    return LOST if not plain and len(legal) < len(text) and ILLEGAL.search(text) else plain


def one_line_end(text: str) -> str:
    r"""Text with one kind of line end (换行).

    >>> one_line_end("甲\r\n乙\r丙")
    '甲\n乙\n丙'
    """
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


@lru_cache(maxsize=65536)  # a returned file's cells are looked through once for every sheet that is sought
def folded(text: str) -> str:
    """Text with compatible forms made one (NFKC) and every blank and zero-width sign removed.

    >>> folded(" Ｖ0\u200b0１ ")
    'V001'
    """
    return "".join(_ZERO_WIDTH.sub("", unicodedata.normalize("NFKC", text)).split())


def is_blank(raw: Any) -> bool:
    """Whether a person would call the cell empty."""
    return raw is None or (isinstance(raw, str) and not clean(raw))
