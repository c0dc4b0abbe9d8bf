"""Canonical cell values (单元格的值), so that two readers of the same content agree."""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, Final

from shuzhi_xl.rules.intake.cell_grid import Grid, Grids, address
from shuzhi_xl.sheets.declaration.texts import ILLEGAL, LOST, is_blank, one_line_end

GridPosition = tuple[int, int]
# ECMA-376 part 1, 22.9.2.19 (ST_Xstring): characters that XML cannot contain.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_FRACTION = re.compile(r"(\.\d{6})\d+")
# longer texts are remarks: they hardly ever repeat and would fill the cache
_LONGEST_WORD: Final = 64
_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 -- cells know no zone
_LAST_DAY = 2_958_465  # 9999-12-31
MOST_CELLS: Final = 400_000  # of one sheet, blank ones included; a form has a tenth of that
MOST_RECTANGLE: Final = 2_000_000
"""Cells of the smallest rectangle around a sheet's content; calamine allocates all of them."""


class RefusedError(Exception):
    """A returned file is refused; ``code`` names the finding, ``context`` fills its sentence."""

    def __init__(self, code: str, **context: Any) -> None:
        super().__init__(code)
        self.code, self.context = str(code), context


@dataclass(frozen=True)
class Reading:
    """The result of one reader: cells by sheet, and the positions of formulas and of error values."""

    grids: Grids
    formulas: frozenset[tuple[str, int, int]] = frozenset()
    errors: Mapping[tuple[str, int, int], str] = field(default_factory=dict)


def canonical_value(raw: Any) -> Any:
    r"""Convert a cell's value to the form that all readers share; ``None`` when blank.

    >>> [canonical_value(raw) for raw in (2.0, " 好\r\n", datetime(2016, 1, 15), "_x0007_")]
    [2, '好', datetime.date(2016, 1, 15), '�']
    """
    if isinstance(raw, str):
        return _clean_word(raw) if len(raw) <= _LONGEST_WORD else _clean_text(raw)
    if isinstance(raw, float):
        return int(raw) if raw.is_integer() else raw
    if isinstance(raw, datetime):
        return _round_moment(raw)
    if isinstance(raw, timedelta):
        return format_elapsed(raw / timedelta(days=1))
    return _format_time(raw) if isinstance(raw, time) else raw


def _clean_text(raw: str) -> str | None:
    plain = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), raw)
    if plain != raw:  # a character beyond U+FFFF may be escaped as two surrogates
        plain = plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    legal = one_line_end(ILLEGAL.sub("", plain)).strip()
    if not legal and ILLEGAL.search(plain):
        return LOST  # a cell with nothing else is damaged, not blank: there may have been a mark
    return None if is_blank(legal) else legal


# Both readers meet the same few words in all forms of a town.
_clean_word = lru_cache(maxsize=16384)(_clean_text)


def _format_time(raw: time) -> str:
    seconds = raw.hour * 3600 + raw.minute * 60 + raw.second + raw.microsecond / 1e6
    return format_elapsed(seconds / 86_400)


def _round_moment(raw: datetime) -> date:
    # Excel shows whole seconds; the float of a day number is off by less
    try:
        whole = (raw + timedelta(milliseconds=500)).replace(microsecond=0, tzinfo=None)
    except OverflowError:
        return raw
    return whole.date() if whole.time() == time(0) else whole


def parse_iso(text: str) -> Any:
    """Parse the date, moment or time of day of an ISO text; fractions of seconds are cut.

    Raises:
        ValueError: It is none of them.

    >>> parse_iso("2016-01-15"), parse_iso("08:30:00.9999999999")
    (datetime.date(2016, 1, 15), '08:30:01')
    """
    plain = _FRACTION.sub(r"\1", text.strip().removesuffix("Z"))
    return canonical_value(datetime.fromisoformat(plain) if "-" in plain else time.fromisoformat(plain))


def convert_serial(number: float, *, date1904: bool = False) -> Any:
    """Convert a day number (日期序号) to the date, moment or time of day that Excel shows.

    Args:
        number: Days since the workbook's day zero.
        date1904: The workbook counts from 1904.

    Returns:
        As `canonical_value`: below 1 a time of day; outside Excel's calendar the number itself.

    >>> convert_serial(42384.0), convert_serial(0.5), convert_serial(42384.25)
    (datetime.date(2016, 1, 15), '12:00:00', datetime.datetime(2016, 1, 15, 6, 0))
    """
    if 0 <= number < 1:
        return format_elapsed(number)
    # 1462 days lie between the beginnings of the two calendars
    days = number + 1462 if date1904 else number
    if not 0 <= days <= _LAST_DAY:
        return canonical_value(number)
    # Excel's calendar has a 29 February 1900, which did not exist.
    shift = 1 if days < 60 else 0
    return canonical_value(_DAY_ZERO + timedelta(days=days + shift))


def format_elapsed(days: float) -> str:
    """Format a time of day or a duration as hours, minutes and seconds.

    >>> format_elapsed(1.25)
    '30:00:00'
    """
    # not round(), which takes half a second to the even one
    minutes, seconds = divmod(math.floor(days * 86_400 + 0.5), 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"


MergedArea = tuple[int, int, int, int]
"""First row, first column, last row and last column, 1-based."""


def make_grid(
    title: str,
    raw_cells: Mapping[GridPosition, Any],
    struck: Iterable[GridPosition] = (),
    merged: Iterable[MergedArea] = (),
) -> Grid:
    """Make a grid from cells in any form; blank ones are left out.

    Args:
        title: The sheet's name.
        raw_cells: Values by position.
        struck: Cells whose text is struck through.
        merged: Merged areas.
    """
    values = ((position, canonical_value(raw)) for position, raw in raw_cells.items())
    cells = {position: value for position, value in values if value is not None}
    return Grid(title, cells, frozenset(cells.keys() & set(struck)), _find_covered_cells(cells, merged))


def _find_covered_cells(
    cells: Mapping[GridPosition, Any], merged: Iterable[MergedArea]
) -> dict[GridPosition, GridPosition]:
    """The first cell of the merged area of each merged cell, within the sheet's used range.

    Areas without any content are left out. A program may keep the content of a cell that was covered by
    merging, so an area whose first cell is blank may still contain something invisible.
    """
    last_row, last_col = (max((position[side] for position in cells), default=0) for side in (0, 1))
    covered: dict[GridPosition, GridPosition] = {}
    cells_visited = 0
    for top_row, left_col, bottom_row, right_col in merged:
        rows, cols = (
            range(top_row, min(bottom_row, last_row) + 1),
            range(left_col, min(right_col, last_col) + 1),
        )
        # a file may list the same large area any number of times
        cells_visited += len(rows) * len(cols)
        if cells_visited > MOST_CELLS:
            raise RefusedError("file_crowded", limit=MOST_CELLS)
        area = [(row, col) for row in rows for col in cols]
        if (top_row, left_col) != (bottom_row, right_col) and not cells.keys().isdisjoint(area):
            covered.update(dict.fromkeys(area, (top_row, left_col)))
    return covered


def refuse_spread(title: str, positions: Mapping[GridPosition, Any]) -> None:
    """Refuse a sheet whose cells are so far apart that the rectangle around them would fill the memory.

    Raises:
        RefusedError: With the code ``file_spread``.
    """
    if not positions:
        return
    rows, cols = [row for row, _ in positions], [col for _, col in positions]
    if (max(rows) - min(rows) + 1) * (max(cols) - min(cols) + 1) > MOST_RECTANGLE:
        raise RefusedError("file_spread", sheet=title, cell=address(max(rows), max(cols)))
