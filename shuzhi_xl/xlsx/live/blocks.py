"""Blocks of cells in an open workbook (整块读写): each is read or written in one call, then checked."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain
from typing import Any, Final

import xlwings as xw

from shuzhi_xl.sheets.declaration.cell_value import CellError
from shuzhi_xl.sheets.declaration.column import Kind
from shuzhi_xl.xlsx.live.cell_entries import choose_format, is_as_written, make_entry, make_text_entry
from shuzhi_xl.xlsx.patch.values import Area, Formula, Link, Value

_TEXT: Final = "@"

_CALCULATED: Final = (Formula, Link, CellError)

_AT_ONCE: Final = 5_000  # rows; Excel refuses what takes too much memory at a time
Rows = Sequence[Sequence[Any]]


class NotAsWritten(Exception):  # noqa: N818 -- Excel's change, not our error
    """A block contains something else than was written into it (写入后不一致)."""


class LiveBlock:
    """A rectangle of cells of an open sheet (单元格块).

    Args:
        sheet: The sheet.
        area: The cells.
    """

    def __init__(self, sheet: xw.Sheet, area: Area) -> None:
        self._sheet, self._area = sheet, area
        self._cells = sheet.range((area.first_row, area.first_col), (area.last_row, area.last_col))

    def values(self) -> list[list[Any]]:
        """The values of the cells, in rows; errors as `CellError`."""
        return read_values(self._cells)

    def contents(self) -> list[list[Any]]:
        """The contents of the cells, in rows; formulas as `Formula`."""
        entered = self._cells.formula
        formulas = entered if isinstance(entered, list | tuple) else [[entered]]
        return [list(map(_make_content, *rows)) for rows in zip(self.values(), formulas, strict=True)]

    def clear(self) -> None:
        """Blank the cells and keep their formats."""
        self._cells.clear_contents()

    def clear_links(self) -> None:
        """Remove the hyperlinks of earlier rows; texts and formats stay."""
        self._cells.api.ClearHyperlinks()

    def write(self, rows: Rows, kinds: Sequence[Kind | None]) -> None:
        """Write values, formulas and links, so that no text becomes a number, a date or a formula.

        Args:
            rows: As many rows as the block has, each of its width.
            kinds: The kind of each column; None for those that staff added.

        Raises:
            NotAsWritten: The cells contain something else afterwards.
        """
        columns = list(zip(*rows, strict=True))
        texts = [
            kind is Kind.TEXT and not any(isinstance(value, _CALCULATED) for value in column)
            for kind, column in zip(kinds, columns, strict=True)
        ]
        # Text format before the texts: in any other cell Excel makes a date of 3-5 and a number of 001
        for first, last in _find_runs(texts):
            self._set_format(first, last, _TEXT)
        # Whether Excel removes an apostrophe in text cells too is not documented: one is put before it, and
        # where a cell then differs, the rows are entered once more without it
        if not (wrong_columns := self._enter(rows, texts, quoted=True)):
            return
        for index in wrong_columns:
            if not texts[index]:
                self._set_format(index, index, choose_format(columns[index], kinds[index]))
        if self._enter(rows, texts, quoted=False):
            raise NotAsWritten(self._sheet.name)

    def _find_range(self, top: int, rows: Rows) -> xw.Range:
        """The range of some of the rows, from index `top` on."""
        if len(rows) == self._area.last_row - self._area.first_row + 1:
            return self._cells
        area = self._area
        first = area.first_row + top
        return self._sheet.range((first, area.first_col), (first + len(rows) - 1, area.last_col))

    def _set_format(self, first: int, last: int, code: str) -> None:
        area = self._area
        cells = self._sheet.range(
            (area.first_row, area.first_col + first), (area.last_row, area.first_col + last)
        )
        if cells.number_format != code:
            cells.number_format = code

    def _enter(self, rows: Rows, texts: Sequence[bool], *, quoted: bool) -> set[int]:
        """Enter the rows; return the indexes of the columns whose cells differ afterwards."""
        entries = [
            [
                make_text_entry(value, quoted=quoted) if text else make_entry(value)
                for value, text in zip(row, texts, strict=True)
            ]
            for row in rows
        ]
        for top in range(0, len(entries), _AT_ONCE):
            self._find_range(top, entries[top : top + _AT_ONCE]).raw_value = entries[top : top + _AT_ONCE]
        return {
            index
            for row, current_row in zip(rows, self.values(), strict=True)
            for index, (value, current) in enumerate(zip(row, current_row, strict=True))
            if not is_as_written(value, current, as_text=texts[index])
        }


def read_values(cells: xw.Range) -> list[list[Any]]:
    """Read the values of a range, in rows; errors as `CellError`."""
    # Not by `value`: xlwings would look up the cells' program again for each range.
    raw = cells.raw_value
    raw_rows = raw if isinstance(raw, list | tuple) else [[raw]]
    rows = _clean_values(raw_rows, errors_as_text=True)
    if not any(map(_may_be_error, chain.from_iterable(rows))):
        return rows
    # In these, errors are None, and texts such as #N/A are not.
    values = _clean_values(raw_rows, errors_as_text=False)
    return [list(map(_error_or_value, *pair)) for pair in zip(rows, values, strict=True)]


def _clean_values(raw_rows: Rows, *, errors_as_text: bool) -> list[list[Any]]:
    """Values as xlwings converts them: blanks as None, dates as datetime."""
    engine: Any = xw.engines.active
    rows = engine.impl.clean_value_data(raw_rows, datetime, None, None, errors_as_text)
    return [list(row) for row in rows]


def _may_be_error(value: Any) -> bool:
    return (isinstance(value, str) and value.startswith("#")) or type(value) is int


def _error_or_value(shown: Any, value: Any) -> Any:
    if isinstance(shown, str) and value is None:
        return CellError(shown)
    # Excel's numbers are floats; an integer is the code of an error unknown to xlwings.
    return CellError("#VALUE!") if type(shown) is int else shown


def _make_content(value: Any, entered: Any) -> Value:
    """A formula where one was entered; a text that begins like one is its own value."""
    is_formula = isinstance(entered, str) and entered.startswith("=") and entered != value
    return Formula(entered[1:], value) if is_formula else value


def _find_runs(flags: Iterable[bool]) -> Iterable[tuple[int, int]]:
    """First and last index of each run of true ones.

    >>> list(_find_runs([True, True, False, True]))
    [(0, 1), (3, 3)]
    """
    first = None
    for index, flag in enumerate((*flags, False)):
        if flag and first is None:
            first = index
        elif not flag and first is not None:
            yield first, index - 1
            first = None
