"""One form for the values of cells (单元格的值), so that two readers of equal content agree."""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, Final

from shuzhi_xl.rules.intake.cell_grid import Grid, Grids, address
from shuzhi_xl.sheets.declaration.texts import ILLEGAL, LOST, is_blank, one_line_end

Place = tuple[int, int]
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # how a workbook writes signs that XML cannot hold
_FRACTION = re.compile(r"(\.\d{6})\d+")
_LONGEST_WORD: Final = 64
_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 -- cells know no zone
_LAST_DAY = 2_958_465  # 9999-12-31
MOST_CELLS: Final = 400_000  # of one sheet, blank ones too; a form has a tenth of it
MOST_RECTANGLE: Final = 2_000_000
"""Cells of the smallest rectangle around a sheet's content; calamine holds all of them."""


class RefusedError(Exception):
    """A returned file is not read; ``code`` names the finding, ``context`` fills its sentence."""

    def __init__(self, code: str, **context: Any) -> None:
        super().__init__(code)
        self.code, self.context = str(code), context


@dataclass(frozen=True)
class Reading:
    """What one reader found: cells, and besides them the places of formulas and of error values."""

    grids: Grids
    formulas: frozenset[tuple[str, int, int]] = frozenset()
    errors: Mapping[tuple[str, int, int], str] = field(default_factory=dict)


def canonical(raw: Any) -> Any:
    r"""A cell's value in the form that all readers share; ``None`` when blank.

    >>> canonical(2.0), canonical(" 好\r\n"), canonical(datetime(2016, 1, 15)), canonical("_x0007_")
    (2, '好', datetime.date(2016, 1, 15), '�')
    """
    if isinstance(raw, str):
        return _word(raw) if len(raw) <= _LONGEST_WORD else _text(raw)
    if isinstance(raw, float):
        return int(raw) if raw.is_integer() else raw
    if isinstance(raw, datetime):
        return _moment(raw)
    if isinstance(raw, timedelta):
        return elapsed_text(raw / timedelta(days=1))
    return _time_text(raw) if isinstance(raw, time) else raw


def _text(raw: str) -> str | None:
    plain = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), raw)
    if plain != raw:  # a rare character may be escaped in two halves
        plain = plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    legal = one_line_end(ILLEGAL.sub("", plain)).strip()
    if not legal and ILLEGAL.search(plain):
        return LOST  # a cell that holds nothing else is damaged, not blank: a mark may have stood there
    return None if is_blank(legal) else legal


_word = lru_cache(maxsize=16384)(_text)  # two readers find the same few words in all forms of a town


def _time_text(raw: time) -> str:
    seconds = raw.hour * 3600 + raw.minute * 60 + raw.second + raw.microsecond / 1e6
    return elapsed_text(seconds / 86_400)


def _moment(raw: datetime) -> date:
    # Excel shows whole seconds; a day number kept as a float is off by less
    try:
        whole = (raw + timedelta(milliseconds=500)).replace(microsecond=0, tzinfo=None)
    except OverflowError:
        return raw
    return whole.date() if whole.time() == time(0) else whole


def from_iso(text: str) -> Any:
    """The date, moment or time of day that an ISO text names, its fractions of seconds cut.

    Raises:
        ValueError: It names none.

    >>> from_iso("2016-01-15"), from_iso("08:30:00.9999999999")
    (datetime.date(2016, 1, 15), '08:30:01')
    """
    plain = _FRACTION.sub(r"\1", text.strip().removesuffix("Z"))
    return canonical(datetime.fromisoformat(plain) if "-" in plain else time.fromisoformat(plain))


def from_serial(number: float, *, date1904: bool = False) -> Any:
    """The date, moment or time of day that a day number shows as (日期序号).

    Args:
        number: Days since the workbook's day zero.
        date1904: The workbook counts from 1904.

    Returns:
        What `canonical` gives: below 1 a time of day; outside Excel's calendar the number itself.

    >>> from_serial(42384.0), from_serial(0.5), from_serial(42384.25)
    (datetime.date(2016, 1, 15), '12:00:00', datetime.datetime(2016, 1, 15, 6, 0))
    """
    if 0 <= number < 1:
        return elapsed_text(number)
    days = number + 1462 if date1904 else number
    if not 0 <= days <= _LAST_DAY:
        return canonical(number)
    # Excel's calendar has a 29 February 1900 that never was
    shift = 1 if days < 60 else 0
    return canonical(_DAY_ZERO + timedelta(days=days + shift))


def elapsed_text(days: float) -> str:
    """A time of day or a duration as hours, minutes and seconds.

    >>> elapsed_text(1.25)
    '30:00:00'
    """
    minutes, seconds = divmod(math.floor(days * 86_400 + 0.5), 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"


Area = tuple[int, int, int, int]
"""First row, first column, last row and last column, 1-based."""


def grid(
    title: str, raw_cells: Mapping[Place, Any], struck: Iterable[Place] = (), merged: Iterable[Area] = ()
) -> Grid:
    """A sheet from cells in any form; blank ones are left out.

    Args:
        title: The sheet's name.
        raw_cells: Values by place.
        struck: Cells whose text is crossed out.
        merged: Merged areas.
    """
    values = ((place, canonical(raw)) for place, raw in raw_cells.items())
    cells = {place: value for place, value in values if value is not None}
    return Grid(title, cells, frozenset(cells.keys() & set(struck)), _covered(cells, merged))


def _covered(cells: Mapping[Place, Any], merged: Iterable[Area]) -> dict[Place, Place]:
    """First cell of the area of each cell that is merged, as far as the sheet's content reaches.

    Areas in which nothing stands are left out. A program may keep what stood in a cell before it was covered,
    so that an area whose first cell is blank may still hold something that nobody sees.
    """
    last_row, last_col = (max((place[side] for place in cells), default=0) for side in (0, 1))
    covered: dict[Place, Place] = {}
    looked_at = 0
    for top, left, bottom, right in merged:
        rows, cols = range(top, min(bottom, last_row) + 1), range(left, min(right, last_col) + 1)
        looked_at += len(rows) * len(cols)
        if looked_at > MOST_CELLS:
            raise RefusedError("file_crowded", limit=MOST_CELLS)
        area = [(row, col) for row in rows for col in cols]
        if (top, left) != (bottom, right) and not cells.keys().isdisjoint(area):
            covered.update(dict.fromkeys(area, (top, left)))
    return covered


def refuse_spread(title: str, places: Mapping[Place, Any]) -> None:
    """Refuse a sheet whose content lies so far apart that holding the rectangle would fill the memory.

    Raises:
        RefusedError: With the code ``file_spread``.
    """
    if not places:
        return
    rows, cols = [row for row, _ in places], [col for _, col in places]
    if (max(rows) - min(rows) + 1) * (max(cols) - min(cols) + 1) > MOST_RECTANGLE:
        raise RefusedError("file_spread", sheet=title, cell=address(max(rows), max(cols)))
