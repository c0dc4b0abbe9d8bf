"""Cell values between Python and LibreOffice, as Excel would take and give them.

LibreOffice knows text and numbers only; dates and truth values are numbers with a number format.
"""

import datetime as dt
import math
import numbers
import re
from dataclasses import dataclass, replace
from typing import Any, Literal

Kind = Literal["date", "datetime", "time", "boolean", "percent"]
Block = tuple[tuple[Any, ...], ...]

# The number formats that Excel gives to a General cell when such a value is entered.
FORMAT_OF_KIND: dict[Kind, str] = {
    "date": "yyyy/m/d",
    "datetime": "yyyy/m/d h:mm",
    "time": "h:mm",
    "boolean": "BOOLEAN",
    "percent": "0.00%",
}

_EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet's dates have no time zone
_ONE_DAY = dt.timedelta(days=1)
_NUMBER = re.compile(r"[-+]?(\d+|\d{1,3}(,\d{3})+)?(\.\d*)?([eE][-+]?\d+)?%?")
_DATE = re.compile(r"(\d{4})[-/年](\d{1,2})[-/月](\d{1,2})日?(?: (\d{1,2}):(\d{2})(?::(\d{2}))?)?")
_DAY_OF_YEAR = re.compile(r"(\d{1,2})(?:[-/](\d{1,2})|月(\d{1,2})日)")
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")


@dataclass(frozen=True)
class NumberFormat:
    """The part of a number format that values depend on."""

    code: str
    is_date: bool = False
    is_boolean: bool = False

    @property
    def is_text(self) -> bool:
        return self.code == "@"

    @property
    def is_general(self) -> bool:
        return self.code == "General"


GENERAL = NumberFormat("General")


class CellError(int):
    """An error in a cell, by LibreOffice's number."""

    _TEXTS = {  # noqa: RUF012 - never changed
        502: "#NUM!",
        503: "#NUM!",
        508: "#NAME?",
        509: "#NULL!",
        519: "#VALUE!",
        521: "#NULL!",
        523: "#NUM!",
        524: "#REF!",
        525: "#NAME?",
        532: "#DIV/0!",
        32767: "#N/A",
    }

    def __str__(self) -> str:
        return self._TEXTS.get(int(self), "#VALUE!")


@dataclass(frozen=True)
class Entered:
    """What a cell holds after something was entered into it."""

    content: str | float
    kind: Kind | None = None
    formula: str | None = None


def enter(value: Any, cell: NumberFormat) -> Entered:
    """What Excel makes of a value that is written into a cell.

    A text that looks like a number or a date becomes one, unless the cell is formatted as text; in such
    a cell, numbers become text. Only a General cell takes on the number format of what was entered.

    >>> enter("00123", GENERAL).content, enter("00123", NumberFormat("@")).content
    (123.0, '00123')
    """
    if value is None or value == "":
        return Entered("")
    if cell.is_text:
        return Entered(_text_of(value))
    entered = _enter_anything(value)
    # LibreOffice tells a truth value by its format alone.
    if cell.is_general or entered.kind == "boolean":
        return entered
    return replace(entered, kind=None)


def _enter_anything(value: Any) -> Entered:
    if isinstance(value, str):
        return _enter_text(value)
    if isinstance(value, dt.datetime | dt.date):
        return _enter_date(value)
    if isinstance(value, bool):
        return Entered(float(value), "boolean")
    if isinstance(value, numbers.Real):
        number = float(value)
        return Entered(number if math.isfinite(number) else "")
    return Entered(str(value))


def _text_of(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, dt.datetime) and value.time() != dt.time():
        return f"{value:%Y}/{value.month}/{value.day} {value.hour}:{value:%M}"
    if isinstance(value, dt.date):
        return f"{value:%Y}/{value.month}/{value.day}"
    if isinstance(value, float):
        return f"{value:.15g}"
    return str(value)


def _enter_text(text: str) -> Entered:
    if text[0] == "'":
        return Entered(text[1:])
    if text[0] == "=" and len(text) > 1:
        return Entered("", formula=text)
    if text.upper() in {"TRUE", "FALSE"}:
        return Entered(float(text.upper() == "TRUE"), "boolean")
    bare = text.strip()
    return _as_number(bare) or _as_date(bare) or Entered(text)


def _as_number(text: str) -> Entered | None:
    if not any(character.isdigit() for character in text) or not _NUMBER.fullmatch(text):
        return None
    number = float(text.rstrip("%").replace(",", ""))
    if text.endswith("%"):
        return Entered(number / 100, "percent")
    return Entered(float(f"{number:.15g}"))


def _as_date(text: str) -> Entered | None:
    try:
        if match := _DATE.fullmatch(text):
            parts = [int(part or 0) for part in match.groups()]
            return _enter_date(dt.datetime(*parts))  # type: ignore[arg-type]  # noqa: DTZ001 - as above
        if match := _DAY_OF_YEAR.fullmatch(text):
            month, day = (int(part) for part in match.groups() if part)
            return _enter_date(dt.date(dt.date.today().year, month, day))  # noqa: DTZ011 - as Excel does
        if match := _TIME.fullmatch(text):
            hour, minute, second = (int(part or 0) for part in match.groups())
            return Entered(dt.timedelta(hours=hour, minutes=minute, seconds=second) / _ONE_DAY, "time")
    except ValueError:
        pass  # 2026-02-30 stays text
    return None


def _enter_date(value: dt.date) -> Entered:
    whole = not isinstance(value, dt.datetime) or value.time() == dt.time()
    return Entered(to_serial(value), "date" if whole else "datetime")


def to_serial(value: dt.date) -> float:
    """Days since 1899-12-30, as a sheet counts them.

    >>> to_serial(dt.date(2026, 2, 5))
    46058.0
    """
    if not isinstance(value, dt.datetime):
        value = dt.datetime.combine(value, dt.time())
    return (value.replace(tzinfo=None) - _EPOCH) / _ONE_DAY


def from_serial(days: float) -> dt.datetime:
    """The moment that a number stands for, to the millisecond.

    >>> from_serial(46058.5)
    datetime.datetime(2026, 2, 5, 12, 0)
    """
    return _EPOCH + dt.timedelta(milliseconds=round(days * 86_400_000))


def as_block(value: Any, height: int, width: int) -> Block:
    """One value for all cells, a row for all rows, or rows, as rows of cells."""
    if not isinstance(value, list | tuple):
        return ((value,) * width,) * height
    if value and not isinstance(value[0], list | tuple):
        return (tuple(value),) * height
    return tuple(tuple(row) for row in value)
