"""Values written as ``<c>`` elements of a worksheet part (单元格的写法)."""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from html import escape
from itertools import repeat
from numbers import Integral
from types import NoneType
from typing import Final

from shuzhi_xl.xlsx.patch.sheet.row import Cell, RowPart
from shuzhi_xl.xlsx.patch.values import Area, ErrorValue, Formula, Link, Value, address, column_letters

# XML 1.0, 2.2 (Char): these cannot be in a document, not even as references
_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# ECMA-376 part 1, 22.9.2.19 (ST_Xstring): Excel would take a typed _x000D_ for a line end
_LOOKS_ESCAPED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LONGEST: Final = 32_767  # UTF-16 units; Excel calls a longer text a damaged file
_SURE: Final = 300  # so many digits before the point are within the range of a float
_LEAP_BUG: Final = 61  # Excel counts 29 February 1900, so serials below 1 March 1900 are one less


def legal_text(text: str) -> str:
    """Text without the characters that XML does not allow, and with one kind of line end."""
    # XML 1.0, 2.11: a reader makes line feeds of them anyway, and what is read must be what was written
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _ILLEGAL.sub("", text)


def cell_text(text: str) -> str:
    r"""Text as Excel keeps it: legal characters, one kind of line end, ``_xHHHH_`` escaped, not too long.

    >>> cell_text("甲\x07\r\n乙 _x000D_")
    '甲\n乙 _x005F_x000D_'
    """
    text = kept_text(text)
    return _LOOKS_ESCAPED.sub("_x005F_", text) if "_x" in text else text


def kept_text(text: str) -> str:
    """The text as it will be read back: legal characters only, and not too long."""
    text = legal_text(text)
    # a character has two UTF-16 units at most, so hardly any text must be encoded to be measured
    if len(text) * 2 > _LONGEST and len(text.encode("utf-16-le")) > _LONGEST * 2:
        # ignore: the cut may fall between two surrogates
        return text.encode("utf-16-le")[: (_LONGEST - 1) * 2].decode("utf-16-le", "ignore") + "…"
    return text


def serial(moment: date, *, date1904: bool) -> str | None:
    """A date's serial number (日期序列值), or None before Excel's calendar begins.

    >>> serial(date(2015, 12, 31), date1904=False), serial(date(1900, 2, 28), date1904=False)
    ('42369', '59')
    """
    start = datetime(1904, 1, 1) if date1904 else datetime(1899, 12, 30)  # noqa: DTZ001  Excel has no zones
    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day)  # noqa: DTZ001  as above
    passed = moment.replace(tzinfo=None) - start
    days = passed.days
    if not date1904 and days < _LEAP_BUG:
        days -= 1
    # Excel shows day 0 as 1900-01-00
    if days < (0 if date1904 else 1):
        return None
    part = (passed.seconds + passed.microseconds / 1e6) / 86_400
    return repr(days + part) if part else str(days)


def number_text(value: float | Decimal) -> str:
    """A number's exact shortest text.

    >>> number_text(7), number_text(2.50), number_text(Decimal("1E+2")), number_text(Decimal("90.10"))
    ('7', '2.5', '100', '90.1')

    Raises:
        ValueError: the number is not finite; no cell can contain it.
    """
    # What is usual comes first: to ask for an abstract type, or a decimal for its float, takes longer than
    # all else here.
    if type(value) is int:
        return str(value)
    is_usual = isinstance(value, Decimal) and value.is_finite() and value.adjusted() < _SURE
    if not is_usual and not math.isfinite(value):
        raise ValueError(f"a cell cannot hold {value}")
    if isinstance(value, Decimal):
        text = f"{value:f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
        return "0" if text == "-0" else text
    if not isinstance(value, float) and isinstance(value, Integral):
        return str(int(value))
    # float.__repr__, because a numpy float's own repr names its type
    return float.__repr__(value).removesuffix(".0")


@lru_cache(maxsize=8192)  # the same few words fill most cells
def _inline(p: str, text: str) -> str:
    text = cell_text(text)
    # a blank cell, because COUNTA counts an empty text
    if not text:
        return "/>"
    # without it Excel drops blanks at the ends of a text
    space = ' xml:space="preserve"' if text != text.strip() or "\n" in text or "  " in text else ""
    # inline, because a new shared string would change a part that all sheets have in common
    return f' t="inlineStr"><{p}is><{p}t{space}>{escape(text, quote=False)}</{p}t></{p}is></{p}c>'


# without bool: True equals 1, and is another kind of cell
_WRITTEN_BY_VALUE: Final = {
    str,
    int,
    NoneType,
}  # values of these types that are equal are written in the same way


class CellWriter:
    """Writes the cells of one worksheet part.

    Args:
        prefix: the namespace prefix with its colon (``x:``), or nothing.
        date1904: whether the workbook counts its days from 1904.
    """

    def __init__(self, prefix: str, *, date1904: bool) -> None:
        self.prefix = prefix
        self._date1904 = date1904

    def put(self, row: RowPart, col: int, value: Value, style: str | None) -> None:
        """Put a value into an opened row."""
        text = self.cell(address(row.number, col), style, value)
        row.cells[col] = Cell(text.encode(), {"s": style} if style else {}, filled=value not in (None, ""))

    def cell(self, place: str, style: str | None, value: Value) -> str:
        """The element of one cell.

        >>> CellWriter("", date1904=False).cell("B7", "3", "=1+1")
        '<c r="B7" s="3" t="inlineStr"><is><t>=1+1</t></is></c>'
        """
        return f'<{self.prefix}c r="{place}{self._behind(style, value)}'

    def lines(
        self, area: Area, styles: Sequence[str | None], columns: Sequence[Sequence[Value]]
    ) -> Iterator[str]:
        """The cells of each row of an area, which is given by its columns.

        >>> list(CellWriter("", date1904=False).lines(Area(4, 1, 4, 2), ["1", None], [["好"], [None]]))
        ['<c r="A4" s="1" t="inlineStr"><is><t>好</t></is></c><c r="B4"/>']
        """
        letters = map(column_letters, range(area.first_col, area.last_col + 1))
        first, *next_starts = [f'<{self.prefix}c r="{column}' for column in letters]
        between = list(map(self._column, styles, columns, [*next_starts, ""]))
        # Each cell contains the row's number once, so that the number joins what is the same in many rows.
        for number, parts in enumerate(zip(repeat(first), *between), area.first_row):
            yield str(number).join(parts)

    def _column(self, style: str | None, values: Sequence[Value], then: str) -> Iterable[str]:
        """The text between a row's number in a column's cell and its number in the next one."""

        def make_cell(value: Value) -> str:
            """A cell of the column behind its address."""
            return self._behind(style, value) + then

        if not set(map(type, values)) <= _WRITTEN_BY_VALUE:
            return map(make_cell, values)
        texts = {value: make_cell(value) for value in set(values)}
        return map(texts.__getitem__, values)

    def _behind(self, style: str | None, value: Value) -> str:
        """What follows the address in the element of a cell."""
        style_attribute = f' s="{style}"' if style else ""
        return f'"{style_attribute}{self._content(value)}'

    def _content(self, value: Value) -> str:
        """What follows the address and the style: the type, the content and the end of the element."""
        if value is None:
            return "/>"
        if isinstance(value, str | Link):
            return _inline(self.prefix, value.text if isinstance(value, Link) else value)
        if isinstance(value, Formula):
            return self._formula(value)
        if isinstance(value, ErrorValue):
            return self._result(' t="e"', escape(legal_text(value.text), quote=False))
        if isinstance(value, date):
            # a day before Excel's calendar has no number; written as text it is not lost
            number = serial(value, date1904=self._date1904)
            return self._result("", number) if number else _inline(self.prefix, value.isoformat())
        return self._figure(value)

    def _formula(self, formula: Formula) -> str:
        p, value = self.prefix, formula.value
        # Programs take a formula's text as it is; the escapes of other text would show in it.
        f = f"<{p}f>{escape(legal_text(formula.text.removeprefix('=')), quote=False)}</{p}f>"
        if value is not None and not isinstance(value, str):
            return self._figure(value, f)
        text = escape(cell_text(value or ""), quote=False)
        return self._result(' t="str"', text, f, ' xml:space="preserve"' if text != text.strip() else "")

    def _figure(self, value: float | Decimal, formula: str = "") -> str:
        # before numbers: to Python a bool is an int
        if isinstance(value, bool):
            return self._result(' t="b"', str(int(value)), formula)
        return self._result("", number_text(value), formula)

    def _result(self, kind: str, text: str, formula: str = "", space: str = "") -> str:
        p = self.prefix
        return f"{kind}>{formula}<{p}v{space}>{text}</{p}v></{p}c>"
