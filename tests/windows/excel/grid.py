"""The cells of a sheet as Excel has them: what is entered, what it becomes, what can be seen."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from openpyxl.cell import Cell
from openpyxl.styles.numbers import is_date_format
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import Outline as OutlineProperties
from openpyxl.worksheet.worksheet import Worksheet

from tests.live.values import FORMAT_OF_KIND, Entered, NumberFormat, enter, from_serial, to_serial
from tests.windows.excel.com import Refused
from tests.windows.excel.formulas import ValueAt, calculate

ERRORS: Final = {
    "#NULL!": 2000,
    "#DIV/0!": 2007,
    "#VALUE!": 2015,
    "#REF!": 2023,
    "#NAME?": 2029,
    "#NUM!": 2036,
    "#N/A": 2042,
}
"""Excel's errors (XlCVError). Source: XlCVError."""

_LONGEST: Final = 32_767
_ERROR_CODE: Final = -2146828288  # 0x800A0000, to which the number of an error is added
_BOOLEAN: Final = "BOOLEAN"

Value = str | float | bool | dt.datetime | None
"""A cell's content; an error is its text."""


class Grid:
    """The cells of one sheet.

    Args:
        sheet: The sheet, with formulas.
        value_at: The value of a cell, by the title of a sheet, row and column.
        saved_result: What a formula gave when the workbook was saved, by the same.
    """

    def __init__(self, sheet: Worksheet, value_at: ValueAt, saved_result: ValueAt) -> None:
        self.sheet = sheet
        self._value_at, self._saved_result = value_at, saved_result
        self.text_cells_keep_apostrophes = False

    def cell(self, row: int, column: int) -> Cell:
        """The cell, made if nothing has been there."""
        return self.sheet.cell(row, column)  # type: ignore[return-value]  # or a merged cell, which takes no value

    def value(self, row: int, column: int) -> Any:
        """The value as VBA reads it: Range.Value.

        Numbers are doubles, cells formatted as dates are dates, blank cells are empty, and errors are error
        values (CVErr), which COM passes on as integers. Sources: Range.Value;
        "Cell error values" there.
        """
        cell: Any = self.sheet._cells.get((row, column))
        value = self._content(cell) if cell else None
        if isinstance(value, str) and value in ERRORS and cell and cell.data_type in {"e", "f"}:
            return _ERROR_CODE + ERRORS[value]
        return _for_com(value, cell) if cell else None

    def _content(self, cell: Cell) -> Any:
        if cell.data_type != "f":
            return cell.value
        result = calculate(str(cell.value), self._value_at)
        title = str(self.sheet.title)
        return self._saved_result(title, cell.row, cell.column) if result is None else result

    def formula(self, row: int, column: int) -> str:
        """What was entered: a formula, or a constant as text, or a blank text.

        Source: Range.Formula.
        """
        cell = self.sheet._cells.get((row, column))
        value = cell.value if cell else None
        if value is None:
            return ""
        if isinstance(value, dt.date):
            value = to_serial(value)
        return f"{value:.15g}" if isinstance(value, float) else str(value)

    def enter(self, row: int, column: int, value: Any) -> None:
        """Enter a value as a person or a macro does.

        A text like a number, a date or an error becomes one, unless the cell has the format of text or the
        text begins with an apostrophe. Sources: "Stop automatically changing numbers to dates", "Format
        numbers as text", Range.PrefixCharacter. Whether a text cell loses a first apostrophe too is not
        documented. A cell has at most 32,767 characters, a text in a formula 255: "Excel specifications and
        limits".
        """
        cell = self.cell(row, column)
        code = "General" if cell.number_format == _BOOLEAN else cell.number_format
        number_format = NumberFormat(code, is_date=bool(is_date_format(code)))
        if isinstance(value, str):
            self._enter_text(cell, value, number_format)
        else:
            _put(cell, enter(value, number_format), number_format)

    def _enter_text(self, cell: Cell, text: str, number_format: NumberFormat) -> None:
        if len(text) > _LONGEST:
            raise Refused(f"{cell.coordinate}: too long a text")
        if not number_format.is_text and text in ERRORS:
            cell.value = text  # openpyxl takes it for the error, as Excel does
            return
        if number_format.is_text and not self.text_cells_keep_apostrophes:
            text = text.removeprefix("'")
        entered = enter(text, number_format)
        if entered.formula:
            calculate(entered.formula, self._value_at)  # refuses too long a text
        _put(cell, entered, number_format)

    def clear(self, row: int, column: int) -> None:
        """Remove a content; the format stays. Source: Range.ClearContents."""
        cell = self.sheet._cells.get((row, column))
        if cell:
            cell.value = None

    def is_visible(self, row: int, column: int) -> bool:
        return not (self.row_hidden(row) or self.column_hidden(column))

    def row_hidden(self, row: int) -> bool:
        return row in self.sheet.row_dimensions and bool(self.sheet.row_dimensions[row].hidden)

    def hide_row(self, row: int, hidden: bool) -> None:
        self.sheet.row_dimensions[row].hidden = hidden

    def level(self, row: int) -> int:
        """The outline level of a row; 1 for a row in no group. Source: Range.OutlineLevel."""
        rows = self.sheet.row_dimensions
        return 1 + int((row in rows and rows[row].outlineLevel) or 0)

    def set_level(self, row: int, level: int) -> None:
        """Give a row a level; whether it is hidden stays."""
        if level != self.level(row):
            self.sheet.row_dimensions[row].outlineLevel = level - 1

    def levels(self) -> Mapping[int, int]:
        """The levels of all rows in groups, by row."""
        rows = self.sheet.row_dimensions
        return {row: self.level(row) for row in list(rows) if self.level(row) > 1}

    @property
    def sums_below(self) -> bool:
        """Whether the row that sums up a group is below it; so it is in a new sheet."""
        properties = self.sheet.sheet_properties.outlinePr
        return properties is None or properties.summaryBelow is not False

    @sums_below.setter
    def sums_below(self, below: bool) -> None:
        self.sheet.sheet_properties.outlinePr = OutlineProperties(summaryBelow=below)

    def column_hidden(self, column: int) -> bool:
        letter = get_column_letter(column)
        return letter in self.sheet.column_dimensions and bool(self.sheet.column_dimensions[letter].hidden)

    def hide_column(self, column: int, hidden: bool) -> None:
        self.sheet.column_dimensions[get_column_letter(column)].hidden = hidden


def _put(cell: Any, entered: Entered, number_format: NumberFormat) -> None:
    content = entered.content
    if entered.formula:
        cell.value = entered.formula
        return
    if entered.kind == "boolean":
        cell.value = bool(content)
        return
    cell.value = None if content == "" else 0
    if content != "":  # not by openpyxl's own way, which takes some texts for formulas and errors
        cell._value, cell.data_type = content, "s" if isinstance(content, str) else "n"
    if entered.kind and number_format.is_general:
        cell.number_format = FORMAT_OF_KIND[entered.kind]


def _for_com(value: Any, cell: Cell) -> Any:
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, dt.datetime):
        return value.replace(tzinfo=dt.UTC)  # so that COM shifts nothing
    if isinstance(value, int | float):
        is_date = cell.data_type == "n" and is_date_format(cell.number_format)
        return from_serial(float(value)).replace(tzinfo=dt.UTC) if is_date else float(value)
    raise NotImplementedError(f"{cell.coordinate}: {value!r}")
