"""Text of a cell, and when a cell is blank (空白格); light, because reading workers import it."""

import re
import unicodedata
from functools import lru_cache
from typing import Any

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
