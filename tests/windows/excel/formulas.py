"""The few formulas that the program writes, calculated."""

import re
from collections.abc import Callable
from typing import Any, Final

import numpy as np
from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token
from openpyxl.utils import range_boundaries

from tests.windows.excel.com import Refused

_LONGEST_TEXT: Final = 255
_KNOWN: Final = re.compile(r"=(?:[\d.]+-)?SUMPRODUCT\(")
_LINK: Final = re.compile(r'=HYPERLINK\("((?:[^"]|"")*)","((?:[^"]|"")*)"\)')
_SIMPLE: Final = {"=NA()": "#N/A", "=1/0": "#DIV/0!", "=1+1": 2.0}
_OPERATORS: Final = {"=": "==", "<>": "!="}

ValueAt = Callable[[str, int, int], Any]


def calculate(formula: str, value_at: ValueAt) -> Any:
    """The value of a formula; None for one that is not known here.

    HYPERLINK gives its second argument: "HYPERLINK function". SUMPRODUCT multiplies arrays and
    adds up: "SUMPRODUCT function".

    Raises:
        Refused: A text in the formula has more than 255 characters.
    """
    if formula in _SIMPLE:
        return _SIMPLE[formula]
    if link := _LINK.fullmatch(formula):
        texts = [text.replace('""', '"') for text in link.groups()]
        if max(map(len, texts)) > _LONGEST_TEXT:
            raise Refused("too long a text in a formula")
        return texts[1]
    if _KNOWN.match(formula):
        return _calculate_arrays(formula, value_at)
    return None


def _calculate_arrays(formula: str, value_at: ValueAt) -> float:
    ranges: dict[str, Any] = {}
    parts = [_translate(token, ranges, value_at) for token in Tokenizer(formula).items]
    return float(eval("".join(parts), {"total": np.sum, **ranges}))  # noqa: S307 -- made of known tokens only


def _translate(token: Token, ranges: dict[str, Any], value_at: ValueAt) -> str:
    if token.type == Token.FUNC:
        return "total(" if token.subtype == Token.OPEN else ")"
    if token.type == Token.OPERAND and token.subtype == Token.RANGE:
        name = f"cells{len(ranges)}"
        ranges[name] = _read(token.value, value_at)
        return name
    return str(_OPERATORS.get(token.value, token.value))


def _read(reference: str, value_at: ValueAt) -> Any:
    title, _, area = reference.rpartition("!")
    first_column, first_row, last_column, last_row = (
        int(edge or 0) for edge in range_boundaries(area.replace("$", ""))
    )
    values = [
        [value_at(title.strip("'"), row, column) for column in range(first_column, last_column + 1)]
        for row in range(first_row, last_row + 1)
    ]
    return np.array([["" if value is None else value for value in row] for row in values], dtype=object)
