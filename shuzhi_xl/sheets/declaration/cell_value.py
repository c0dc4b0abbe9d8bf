"""Reading a cell as its column declares it; a value that does not fit names its reason."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from pydantic_core import PydanticCustomError

from shuzhi_xl.sheets.declaration.column import YES_NO, Column, Kind
from shuzhi_xl.sheets.declaration.texts import clean, is_blank

MOST_DIGITS = 308  # the largest number of a cell has as many
_BLANK: Mapping[Kind, Any] = {Kind.TEXT: "", Kind.YES_NO: False}


class CellError(str):
    """An error value (错误值) as a cell shows it, such as ``#N/A``; no identical text equals it.

    >>> CellError("#N/A") == "#N/A", f"{CellError('#N/A')}"
    (False, '#N/A')
    """

    __slots__ = ()

    def __eq__(self, value: object) -> bool:
        return isinstance(value, CellError) and str(self) == str(value)

    def __hash__(self) -> int:
        # With the class, so that a set keeps an error apart from the same text
        return hash((CellError, str(self)))


def canonical(value: Any) -> str:
    """A value as text that does not depend on how it is stored.

    >>> canonical(3.0), canonical(Decimal("80.10")), canonical(80.1), canonical(date(2016, 1, 5))
    ('3', '80.1', '80.1', '2016-01-05')
    """
    if isinstance(value, str):
        return clean(value)
    # Before the numbers, because a bool is an int
    if isinstance(value, bool) or value is None:
        return "" if value is None else str(value)
    if isinstance(value, int | float | Decimal):
        return f"{Decimal(repr(value) if isinstance(value, float) else value).normalize():f}"
    if isinstance(value, datetime):
        whole = to_the_second(value)
        return whole.date().isoformat() if whole.time() == time(0) else whole.isoformat(" ")
    return value.isoformat() if isinstance(value, date) else clean(value)


def to_the_second(value: datetime) -> datetime:
    """A moment rounded, because a workbook keeps times as fractions of a day."""
    return (value + timedelta(microseconds=500_000)).replace(microsecond=0)


def value_of(raw: Any, column: Column) -> Any:
    """The value of a cell by its column's kind; blank: its default, or ``""``, ``False`` or ``None``.

    Raises:
        PydanticCustomError: With the finding's code as its type, when the value does not fit or is missing.
    """
    # `type` and not isinstance: a CellError is a str too and must not pass for text
    if type(raw) is str and column.kind is Kind.TEXT and not column.many and (text := clean(raw)):
        return text  # most cells of a town are such: a million votes have six million of them
    # Only repeated for people to read: whatever somebody typed there must not cost the row
    if column.follows:
        return "" if isinstance(raw, CellError) else clean(raw)
    # An error is never blank: a veto behind =NA() must not vanish without a word
    if isinstance(raw, CellError):
        raise PydanticCustomError("cell_error", "error value")
    if not is_blank(raw):
        return coerce(raw, column)
    if column.required:
        raise PydanticCustomError("required_blank", "blank")
    if column.default:
        return coerce(column.default, column)
    return blank_of(column)


def blank_of(column: Column) -> Any:
    """The meaning of a blank cell in a column that is not required and has no default."""
    return None if column.may_be_open else _BLANK.get(column.kind)


def coerce(raw: Any, column: Column) -> Any:
    """The value of a non-blank cell by its column's kind.

    Args:
        raw: The value from the reader: text, number, truth value, date or datetime.
        column: The column's declaration.

    Returns:
        str, int, Decimal, date, datetime or bool.

    Raises:
        PydanticCustomError: With the finding's code as its type, when the value does not fit.
    """
    value = _KINDS[column.kind](raw)
    if column.kind is Kind.YES_NO:
        _check_words([clean(raw)], (*YES_NO, "TRUE", "FALSE"))
    elif column.many and column.choices:
        _check_words(parts(value), column.choices)
    return value


def _text(raw: Any) -> str:
    if isinstance(raw, datetime) and raw.time() == time(0):
        return raw.date().isoformat()
    return clean(raw)


def _plain(raw: Any) -> str:
    return unicodedata.normalize("NFKC", clean(raw))


def _number(raw: Any) -> Decimal:
    if isinstance(raw, bool | date | time):
        raise PydanticCustomError("number_expected", "number")
    try:
        # a float becomes the shortest decimal that Excel would show: 0.1 stays 0.1, and 45.0 is 45
        number = Decimal(canonical(raw) if isinstance(raw, float) else _plain(raw))
    except InvalidOperation:
        raise PydanticCustomError("number_expected", "number") from None
    # text such as 1e999999999 is a number to Decimal, but no machine can write it out as a fraction
    if not number.is_finite() or abs(number.adjusted()) > MOST_DIGITS:
        raise PydanticCustomError("number_expected", "number")
    return number


def _whole(raw: Any) -> int:
    number = _number(raw)
    if number != int(number):
        raise PydanticCustomError("whole_expected", "whole")
    return int(number)


def _moment(raw: Any) -> datetime:
    if isinstance(raw, datetime):
        return raw
    if isinstance(raw, date):
        return datetime.combine(raw, time(0))
    plain = _plain(raw)
    # Year first in all of them: what might be month or day, such as 1/2/16, is refused and not guessed
    for shape in ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日"):
        try:
            return datetime.strptime(plain, shape)  # noqa: DTZ007 -- a workbook's dates know no zone
        except ValueError:
            continue
    raise PydanticCustomError("date_expected", "date")


def _day(raw: Any) -> date:
    return _moment(raw).date()


def _yes_no(raw: Any) -> bool:
    if isinstance(raw, bool):
        return raw
    return clean(raw) in (YES_NO[0], "TRUE")


_KINDS: dict[Kind, Any] = {
    Kind.TEXT: _text,
    Kind.WHOLE: _whole,
    Kind.NUMBER: _number,
    Kind.DAY: _day,
    Kind.MOMENT: _moment,
    Kind.YES_NO: _yes_no,
}


def _check_words(words: Iterable[str], choices: Sequence[str]) -> None:
    for word in words:
        if word not in choices:
            raise PydanticCustomError("not_a_choice", "choice", {"part": word})


def parts(value: str) -> list[str]:
    """Values of a cell that may contain several, joined by ``、`` (commas are taken too).

    >>> parts("区党代表、人大代表")
    ['区党代表', '人大代表']
    """
    # Which of them a clerk types depends on the input method that is on
    for comma in "，,；;":
        value = value.replace(comma, "、")
    return [part.strip() for part in value.split("、") if part.strip()]
