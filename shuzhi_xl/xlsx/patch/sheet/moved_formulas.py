"""Formulas rewritten for other cells (公式改写).

openpyxl is imported when a formula is rewritten, which is seldom: it loads numpy, if that is installed, and
takes several times as long as everything else that this package needs.
"""

import re
from collections.abc import Mapping
from typing import Final

from shuzhi_xl.xlsx.patch.values import column_letters, column_number

_PLACE: Final = re.compile(r"(\$?)([A-Z]{1,3})(\$?)(\d{1,7})", re.IGNORECASE)


def with_moved_columns(formula: str, moved: Mapping[int, int], down: int = 0) -> str:
    """A formula whose references on its own sheet follow moved columns, and rows that all moved alike.

    Args:
        formula: its text, without the equals sign.
        moved: the new column of each that moved.
        down: how many rows down; below zero, up.

    >>> with_moved_columns('AND($E4="好",单!E4=1)', {5: 6})
    'AND($F4="好",单!E4=1)'
    >>> with_moved_columns("COUNTA($A46:$H46)>0", {}, -42)
    'COUNTA($A4:$H4)>0'
    """
    from openpyxl.formula import Tokenizer  # noqa: PLC0415 -- loads slowly, needed seldom

    tokens = Tokenizer("=" + formula).items
    return "".join(
        _moved_reference(token.value, moved, down) if token.subtype == "RANGE" else token.value
        for token in tokens
    )


def translated(formula: str, origin: str, place: str) -> str:
    """A shared formula as it reads in another cell.

    >>> translated("A1+$B$1", "C1", "C4")
    'A4+$B$1'
    """
    from openpyxl.formula.translate import Translator  # noqa: PLC0415 -- loads slowly, needed seldom

    moved: str = Translator(f"={formula}", origin).translate_formula(place)
    return moved[1:]


def _moved_reference(reference: str, moved: Mapping[int, int], down: int) -> str:
    # on another sheet, or in another workbook, nothing has moved
    if "!" in reference or "[" in reference:
        return reference
    parts = reference.split(":")
    if not all(_PLACE.fullmatch(part) for part in parts):
        return reference

    def move(reference_match: re.Match[str]) -> str:
        """The reference with its column and row moved."""
        col = column_number(reference_match[2])
        letters, row = column_letters(moved.get(col, col)), int(reference_match[4]) + down
        return f"{reference_match[1]}{letters}{reference_match[3]}{row}"

    return ":".join(_PLACE.sub(move, part) for part in parts)
