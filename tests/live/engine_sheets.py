"""Sheets in the live spreadsheet."""

from collections.abc import Iterator
from typing import Any

from xlwings import base_classes, utils

from tests.live.engine_excel import WorksheetApi
from tests.live.engine_names import Names
from tests.live.engine_ranges import MOST_COLUMNS, MOST_ROWS, Range
from tests.live.engine_tables import Tables
from tests.live.guard import guarded
from tests.live.launch import Office, SpreadsheetRefused


@guarded
class Sheet(base_classes.Sheet):
    """One sheet."""

    book: Any = None  # over the base class's property

    def __init__(self, book: Any, uno_sheet: Any) -> None:
        self.book = book
        self.uno = uno_sheet

    @property
    def office(self) -> Office:
        return self.book.office  # type: ignore[no-any-return]  # books import sheets, not the reverse

    @property
    def api(self) -> WorksheetApi:
        return WorksheetApi(self)

    @property
    def name(self) -> str:
        return str(self.uno.Name)

    @name.setter
    def name(self, name: str) -> None:
        self.uno.setName(name)

    @property
    def index(self) -> int:
        return int(self.uno.RangeAddress.Sheet) + 1

    @property
    def visible(self) -> bool:
        return bool(self.uno.IsVisible)

    @visible.setter
    def visible(self, visible: bool) -> None:
        self.uno.IsVisible = bool(visible)

    @property
    def names(self) -> Names:
        return Names(self.book, self.uno.NamedRanges)

    @property
    def tables(self) -> Tables:
        return Tables(self)

    @property
    def cells(self) -> Range:
        return Range(self, 1, 1, MOST_ROWS, MOST_COLUMNS)

    @property
    def used_range(self) -> Range:
        cursor = self.uno.createCursor()
        cursor.gotoStartOfUsedArea(False)  # noqa: FBT003 - UNO takes no names
        cursor.gotoEndOfUsedArea(True)  # noqa: FBT003 - UNO takes no names
        return Range.at(self, cursor.RangeAddress)

    @property
    def filtered(self) -> Range | None:
        """The cells of a filter that belongs to no table."""
        return self.book.filtered.get(self.name)  # type: ignore[no-any-return]  # as above

    @filtered.setter
    def filtered(self, cells: Range) -> None:
        self.book.filtered[self.name] = cells

    def show_filtered(self) -> None:
        """Clear the filter that belongs to no table."""
        cells = self.book.filtered.pop(self.name).uno
        cells.filter(cells.createFilterDescriptor(True))  # noqa: FBT003 - UNO takes no names

    def activate(self) -> None:
        if not self.visible:
            raise SpreadsheetRefused(f"{self.name} is hidden")
        self.book.document.CurrentController.setActiveSheet(self.uno)

    def select(self) -> None:
        self.activate()

    def delete(self) -> None:
        self.book.document.Sheets.removeByName(self.name)

    def clear_contents(self) -> None:
        self.used_range.clear_contents()

    def clear_formats(self) -> None:
        self.used_range.clear_formats()

    def clear(self) -> None:
        self.used_range.clear()

    def range(self, arg1: Any, arg2: Any = None) -> Range:
        """The cells from one corner to another: pairs of row and column, ranges, A1 addresses."""
        corners = [self._corner(corner) for corner in (arg1, arg2) if corner is not None]
        top, left_col = min(corner.row for corner in corners), min(corner.column for corner in corners)
        below = max(corner.row + corner.shape[0] for corner in corners)
        beside = max(corner.column + corner.shape[1] for corner in corners)
        return Range(self, top, left_col, below - top, beside - left_col)

    def _corner(self, corner: Any) -> Range:
        if isinstance(corner, tuple):
            return self._checked(corner)
        if not isinstance(corner, str):
            return getattr(corner, "impl", corner)  # type: ignore[no-any-return]  # xlwings' Range or ours
        if self.names.contains(corner):
            return self.names(corner).refers_to_range
        if self.book.names.contains(corner):
            return self.book.names(corner).refers_to_range  # type: ignore[no-any-return]  # as above
        first, last = utils.a1_to_tuples(corner)  # type: ignore[no-untyped-call]  # xlwings
        if first is None:
            raise SpreadsheetRefused(f"{corner} is neither an address nor a name")
        return self.range(first, last)

    def _checked(self, corner: tuple[int, int]) -> Range:
        if 0 in corner:
            raise IndexError("rows and columns count from 1")
        return Range(self, *corner)


@guarded
class Sheets(base_classes.Sheets):
    """The sheets of a workbook, from left to right."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self._uno = book.document.Sheets

    @property
    def office(self) -> Office:
        return self.book.office  # type: ignore[no-any-return]  # books import sheets, not the reverse

    @property
    def api(self) -> Any:
        return self._uno

    @property
    def active(self) -> Sheet:
        return Sheet(self.book, self.book.document.CurrentController.ActiveSheet)

    def __call__(self, key: int | str) -> Sheet:
        if not isinstance(key, str):
            return Sheet(self.book, self._uno.getByIndex(int(key) - 1))
        for name in self._uno.ElementNames:
            if name.lower() == key.lower():
                return Sheet(self.book, self._uno.getByName(name))
        raise KeyError(key)

    def __len__(self) -> int:
        return int(self._uno.Count)

    def __iter__(self) -> Iterator[Sheet]:
        return iter([Sheet(self.book, self._uno.getByName(name)) for name in self._uno.ElementNames])

    def add(self, before: Any = None, after: Any = None, name: str | None = None) -> Sheet:
        """Put in a sheet, before the active one if nothing else is said."""
        place = after.index if after else (before or self.active).index - 1
        taken_names = {name.lower() for name in self._uno.ElementNames}
        free = (f"Sheet{number}" for number in range(1, len(taken_names) + 2))
        name = name or next(name for name in free if name.lower() not in taken_names)
        self._uno.insertNewByName(name, place)
        added = Sheet(self.book, self._uno.getByName(name))
        added.activate()
        return added
