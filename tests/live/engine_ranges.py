"""Ranges of cells in the live spreadsheet."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from xlwings import utils

from tests.live.engine_visible import Visible
from tests.live.formats import direct_styles
from tests.live.guard import guarded
from tests.live.values import (
    FORMAT_OF_KIND,
    Block,
    CellError,
    Entered,
    Kind,
    NumberFormat,
    as_block,
    enter,
    from_serial,
)

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
_CONTENTS = 1 | 2 | 4 | 16  # com.sun.star.sheet.CellFlags: values, dates, texts, formulas
_FORMATS = 32 | 64 | 256
_EVERYTHING = 1023
_BIG = 20_000
_LIKE_A_VALUE = re.compile(r"\d|^(?i:true|false)$")


@guarded
class Range(Visible):
    """A block of cells; rows and columns count from 1."""

    def __init__(self, sheet: Any, row: int, column: int, height: int = 1, width: int = 1) -> None:
        if row < 1 or column < 1 or row + height - 1 > MOST_ROWS or column + width - 1 > MOST_COLUMNS:
            raise IndexError("these cells are outside of the sheet")
        self.sheet = sheet
        self._place = (int(row), int(column), int(height), int(width))
        self.options: dict[str, Any] = {}

    @classmethod
    def at(cls, sheet: Any, address: Any) -> "Range":
        """The range at a UNO address."""
        height, width = address.EndRow - address.StartRow + 1, address.EndColumn - address.StartColumn + 1
        return cls(sheet, address.StartRow + 1, address.StartColumn + 1, height, width)

    @property
    def uno_address(self) -> Any:
        return self.uno.RangeAddress

    @property
    def coords(self) -> tuple[Any, ...]:
        return (self.sheet.name, *self._place)

    @property
    def row(self) -> int:
        return self._place[0]

    @property
    def column(self) -> int:
        return self._place[1]

    @property
    def shape(self) -> tuple[int, int]:
        return self._place[2:]

    def __len__(self) -> int:
        return self._place[2] * self._place[3]

    def __call__(self, *place: int) -> "Range":
        row, column, _, width = self._place
        down, right = divmod(place[0] - 1, width) if len(place) == 1 else (place[0] - 1, place[1] - 1)
        return Range(self.sheet, row + down, column + right)

    # Values

    @property
    def raw_value(self) -> Any:
        used = self._within_used()
        rows = used.typed_rows()
        height, width = self.shape
        padded = [[*row, *[""] * (width - len(row))] for row in rows]
        padded += [[""] * width for _ in range(height - len(rows))]
        return padded[0][0] if self.shape == (1, 1) else padded

    @raw_value.setter
    def raw_value(self, value: Any) -> None:
        self.refuse_if_protected()
        cells = self.uno
        block = self.as_taken(as_block(value, *self.shape), self._formulas)
        formats = self.sheet.book.formats.rows(cells)
        entered = [list(map(self._enter, *rows)) for rows in zip(block, formats, strict=True)]
        document = self.sheet.book.document
        adjusts, document.IsAdjustHeightEnabled = document.IsAdjustHeightEnabled, False  # 10 times faster
        try:
            cells.setDataArray(tuple(tuple(value.content for value in row) for row in entered))
        finally:
            document.IsAdjustHeightEnabled = adjusts
        self._keep_formats(entered, formats)
        self._format_as_entered(entered)
        for down, right, cell in _cells_with_position(entered):
            if cell.formula:
                self.sheet.book.formulas.set(self.cell(down, right), cell.formula)
        if any(cell.formula for _, _, cell in _cells_with_position(entered)):
            document.calculate()  # though calculation is manual, Excel calculates what is entered

    def typed_rows(self) -> list[list[Any]]:
        """Rows of values, with dates, truth values and errors distinguished from numbers."""
        cells = self.uno
        rows = [list(row) for row in cells.getDataArray()]
        for area in self.sheet.book.formats.typed_areas(cells):
            typed = from_serial if area.format.is_date else bool
            for row in rows[area.top : area.bottom + 1]:
                for right in range(area.left, area.right + 1):
                    if isinstance(row[right], float):
                        row[right] = typed(row[right])
        for down, row in enumerate(rows):
            for right, value in enumerate(row):
                if value is None:
                    row[right] = CellError(self.cell(down, right).getError())
        return rows

    def _within_used(self) -> "Range":
        """A big range without the cells beyond the sheet's used area."""
        row, column, height, width = self._place
        if height * width < _BIG:
            return self
        used = self.sheet.used_range
        below, beside = used.row + used.shape[0], used.column + used.shape[1]
        return Range(
            self.sheet, row, column, max(1, min(height, below - row)), max(1, min(width, beside - column))
        )

    def _keep_formats(self, entered: list[list[Entered]], formats: list[list[NumberFormat]]) -> None:
        """Give cells back the number format that LibreOffice changes where a text looks like a value."""
        for down, right, cell in _cells_with_position(entered):
            shown = formats[down][right]
            if isinstance(cell.content, str) and not shown.is_text and _LIKE_A_VALUE.search(cell.content):
                self.cell(down, right).NumberFormat = self.sheet.book.formats.key(shown.code)

    def _enter(self, value: Any, cell: NumberFormat) -> Entered:
        if isinstance(value, str) and cell.is_text and not self.sheet.book.app.text_cells_keep_apostrophes:
            value = value.removeprefix("'")
        return enter(value, cell)

    def _format_as_entered(self, entered: list[list[Entered]]) -> None:
        """Give dates and truth values the number format that Excel gives them in General cells."""
        book, address = self.sheet.book, self.uno_address
        places: dict[Kind, list[Any]] = {}
        for right, top, bottom, kind in _runs(entered):
            place = self.sheet.office.uno.createUnoStruct("com.sun.star.table.CellRangeAddress")
            place.Sheet = address.Sheet
            place.StartColumn = place.EndColumn = address.StartColumn + right
            place.StartRow, place.EndRow = address.StartRow + top, address.StartRow + bottom
            places.setdefault(kind, []).append(place)
        for kind, addresses in places.items():
            cells = book.document.createInstance("com.sun.star.sheet.SheetCellRanges")
            cells.addRangeAddresses(tuple(addresses), False)  # noqa: FBT003 - UNO takes no names
            cells.NumberFormat = book.formats.key(FORMAT_OF_KIND[kind])

    @property
    def formula(self) -> Any:
        rows = self._formulas()
        return rows[0][0] if self.shape == (1, 1) else rows

    @formula.setter
    def formula(self, value: Any) -> None:
        self.raw_value = value

    formula2 = formula

    def _formulas(self) -> Block:
        """What was entered into each cell, as texts, in rows."""
        formulas = self.sheet.book.formulas
        return tuple(
            tuple(
                formulas.get(self.cell(down, right)) if text.startswith("=") else text.removeprefix("'")
                for right, text in enumerate(row)
            )
            for down, row in enumerate(self.uno.getFormulaArray())
        )

    @property
    def has_array(self) -> bool:
        return bool(self.uno.getArrayFormula())

    @property
    def merge_cells(self) -> bool | None:
        """Whether any cell is merged; None, as in Excel, when only some are."""
        if not self.uno.IsMerged:
            return False
        return True if len(self) == 1 else None

    def copy(self, destination: Any = None) -> None:
        """Copy a row's contents and looks; a taller destination is filled with copies of it, as in Excel."""
        target: Range = destination.impl
        if target.visible_count < len(target):
            raise NotImplementedError("copies of a row among hidden ones")
        target.refuse_if_protected()
        sheet, width = target.sheet.uno, self._place[3]
        sheet.copyRange(_corner(target, 0), self.uno_address)
        copied_rows, whole = 1, target.shape[0]
        while copied_rows < whole:
            more = min(copied_rows, whole - copied_rows)
            filled = Range(target.sheet, target.row, target.column, more, width)
            sheet.copyRange(_corner(target, copied_rows), filled.uno_address)
            copied_rows += more

    def autofill(self, destination: Any, type_: str) -> None:
        """Give the cells below the styles of this row; what they contain stays."""
        whole: Range = destination.impl
        if type_ != "fill_formats" or (whole.row, whole.column) != (self.row, self.column):
            raise NotImplementedError(type_)
        self._refuse_new_styles()
        cells = (Range(self.sheet, self.row, self.column + right) for right in range(self.shape[1]))
        styles = [direct_styles(cell.uno) for cell in cells]
        right = 0
        for (names, values), columns in groupby(styles):
            width = len(list(columns))
            below = Range(whole.sheet, whole.row + 1, whole.column + right, whole.shape[0] - 1, width).uno
            # All at once: after each call, the heights of all the rows are worked out again.
            below.setPropertyValues(names, values)
            right += width

    def clear_contents(self) -> None:
        self._clear(_CONTENTS)

    def clear_formats(self) -> None:
        self._clear(_FORMATS)

    def clear(self) -> None:
        self._clear(_EVERYTHING)

    def _clear(self, flags: int) -> None:
        self.refuse_if_protected()
        self.uno.queryVisibleCells().clearContents(flags)

    # Where

    @property
    def address(self) -> str:
        return self.get_address(row_absolute=True, col_absolute=True, external=False)

    def get_address(self, row_absolute: bool, col_absolute: bool, external: bool) -> str:
        row, column, height, width = self._place
        at_row, at_column = "$" * row_absolute, "$" * col_absolute
        first, last = (
            f"{at_column}{utils.col_name(right)}{at_row}{down}"  # type: ignore[no-untyped-call]  # xlwings
            for down, right in ((row, column), (row + height - 1, column + width - 1))
        )
        address = first if self.shape == (1, 1) else f"{first}:{last}"
        if not external:
            return address
        sheet = f"[{self.sheet.book.name}]{self.sheet.name}"
        return f"'{sheet}'!{address}" if re.search(r"[^\w\[\].]", sheet) else f"{sheet}!{address}"

    @property
    def current_region(self) -> "Range":
        cursor = self.sheet.uno.createCursorByRange(self.uno)
        cursor.collapseToCurrentRegion()
        return Range.at(self.sheet, cursor.RangeAddress)

    def select(self) -> None:
        self.sheet.activate()
        self.sheet.book.document.CurrentController.select(self.uno)


def _corner(range_: Range, down: int) -> Any:
    return range_.sheet.uno.getCellByPosition(range_.column - 1, range_.row - 1 + down).CellAddress


def _cells_with_position(rows: list[list[Entered]]) -> Iterator[tuple[int, int, Entered]]:
    return ((down, right, value) for down, row in enumerate(rows) for right, value in enumerate(row))


def _runs(rows: list[list[Entered]]) -> Iterator[tuple[int, int, int, Kind]]:
    """Column, first row, last row and kind of cells below each other that share a kind."""
    for right in range(len(rows[0])):
        top = 0
        for down in range(1, len(rows) + 1):
            kind = rows[top][right].kind
            if down < len(rows) and rows[down][right].kind == kind:
                continue
            if kind:
                yield right, top, down - 1, kind
            top = down
