"""What is entered into a cell of an open workbook (单元格的录入), and whether it is there afterwards."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from math import isclose
from typing import Any, Final

from shuzhi_xl.sheets.declaration.cell_value import CellError, canonical
from shuzhi_xl.sheets.declaration.column import Kind
from shuzhi_xl.xlsx.master.kept_values import kept_text
from shuzhi_xl.xlsx.patch.sheet.cell_writer import serial
from shuzhi_xl.xlsx.patch.values import Formula, Link

_GENERAL: Final = "General"
_FORMATS: Final = {Kind.DAY: "yyyy-mm-dd", Kind.MOMENT: "yyyy-mm-dd hh:mm"}

_LONGEST_IN_FORMULA: Final = 255  # characters of a text within a formula


def choose_format(column: Sequence[Any], kind: Kind | None) -> str:
    """The number format of a column that is not entered as text."""
    if kind in _FORMATS:
        return _FORMATS[kind]
    moments = [value for value in column if isinstance(value, date)]
    return _FORMATS[Kind.MOMENT if any(map(_has_time, moments)) else Kind.DAY] if moments else _GENERAL


def _has_time(moment: date) -> bool:
    return isinstance(moment, datetime) and moment.time() != datetime.min.time()


def make_text_entry(value: Any, *, quoted: bool) -> str | None:
    """A value for a text cell, as text; Excel removes a leading apostrophe, so another is put before it."""
    text = kept_text(value) if isinstance(value, str) else canonical(value)
    return f"'{text}" if quoted and text.startswith("'") else text or None


def make_entry(value: Any) -> Any:
    """A value for a cell of any other format; the apostrophe keeps Excel from converting a text."""
    # Excel reads such a text in a block as the error itself
    if isinstance(value, CellError):
        return str(value)
    if isinstance(value, str):
        text = kept_text(value)
        return f"'{text}" if text else None
    if isinstance(value, Formula):
        return f"={value.text}"
    if isinstance(value, Link):
        return _make_link_formula(value)
    if isinstance(value, date):
        return float(serial(value, date1904=False) or 0)
    # COM passes a Decimal as currency, which has only four decimal places
    return float(value) if isinstance(value, Decimal) else value


def _make_link_formula(link: Link) -> str:
    """A link as a formula, so that it is written and cleared in the same call as the other cells."""
    target, text = (part.replace('"', '""') for part in (f"#{link.location}", kept_text(link.text)))
    if max(len(target), len(text)) > _LONGEST_IN_FORMULA:
        return f"'{kept_text(link.text)}"
    return f'=HYPERLINK("{target}","{text}")'


def is_as_written(value: Any, current: Any, *, as_text: bool) -> bool:
    """Whether a cell contains what was written into it."""
    if isinstance(value, Formula):
        # Its value depends on cells not calculated yet; in a text cell the formula itself would be the value.
        return not (isinstance(current, str) and current.startswith("="))
    value = value.text if isinstance(value, Link) else value
    if isinstance(value, str):
        text = kept_text(value)
        return bool(current == text) or (not text and current is None)
    if as_text:
        return (current or "") == canonical(value)
    return _is_same_value(value, current)


def _is_same_value(value: Any, current: Any) -> bool:
    if isinstance(value, date):
        return isinstance(current, datetime) and canonical(current) == canonical(value)
    # 0 equals False in Python, but they are different cells
    if value is None or isinstance(value, bool):
        return current is value
    # Excel keeps 15 significant digits
    return isinstance(current, int | float | Decimal) and isclose(current, value, rel_tol=1e-12)
