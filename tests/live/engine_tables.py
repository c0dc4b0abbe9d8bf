"""Tables (ListObjects) in the live spreadsheet; LibreOffice calls them database ranges."""

# Here, properties of xlwings that may be set are read-only, and calls have fewer arguments.
# mypy: disable-error-code="misc, override"

from collections.abc import Iterator
from typing import Any

from xlwings import base_classes

from tests.live.engine_excel import ListObjectApi, equals
from tests.live.engine_ranges import Range
from tests.live.guard import guarded
from tests.live.launch import Office, SpreadsheetRefused


@guarded
class Table(base_classes.Table):
    """A table with its header row."""

    parent: Any = None  # over the base class's property

    def __init__(self, sheet: Any, database_range: Any) -> None:
        self.parent = sheet
        self._uno = database_range

    @property
    def office(self) -> Office:
        return self.parent.office  # type: ignore[no-any-return]  # sheets import tables, not the reverse

    @property
    def api(self) -> ListObjectApi:
        return ListObjectApi(self)

    @property
    def database_range(self) -> Any:
        return self._uno

    def filter_by(self, conditions: tuple[Any, ...]) -> None:
        """Show only the rows that meet the conditions."""
        self._uno.getFilterDescriptor().setFilterFields(conditions)
        if conditions:
            self._uno.refresh()
        else:
            nothing = self.range.uno.createFilterDescriptor(True)  # noqa: FBT003 - UNO takes no names
            nothing.ContainsHeader = True  # or the table loses its own
            self.range.uno.filter(nothing)

    @property
    def autofilter(self) -> "Filter":
        return Filter(self)

    @property
    def name(self) -> str:
        return str(self._uno.Name)

    @property
    def display_name(self) -> str:
        return self.name

    @property
    def show_headers(self) -> bool:
        return bool(self._uno.ContainsHeader)

    @property
    def show_totals(self) -> bool:
        return bool(self._uno.TotalsRow)

    @show_totals.setter
    def show_totals(self, shown: bool) -> None:
        """Show or hide the totals row; Excel remembers what it adds up."""
        if self.parent.api.ProtectContents:
            raise SpreadsheetRefused(f"the sheet of {self.name} is protected")
        if shown == self.show_totals:
            return
        remembered, place = self.parent.book.totals, self._uno.DataArea
        height, width = self.range.shape
        last = Range(self.parent, self.range.row + height - 1 + shown, self.range.column, 1, width)
        if not shown:
            remembered[self.name] = last.formula
            last.clear_contents()
        place.EndRow += 1 if shown else -1
        self._uno.setDataArea(place)
        self._uno.TotalsRow = shown
        if shown:
            last.raw_value = remembered.pop(self.name, [["汇总", *[""] * (width - 1)]])

    @property
    def show_autofilter(self) -> bool:
        return bool(self._uno.AutoFilter)

    @property
    def range(self) -> Range:
        return Range.at(self.parent, self._uno.DataArea)

    @property
    def header_row_range(self) -> Range | None:
        whole = self.range
        return Range(self.parent, whole.row, whole.column, 1, whole.shape[1]) if self.show_headers else None

    @property
    def data_body_range(self) -> Range | None:
        whole = self.range
        above = int(self.show_headers)
        height = whole.shape[0] - above - int(self.show_totals)
        return Range(self.parent, whole.row + above, whole.column, height, whole.shape[1]) if height else None

    @property
    def totals_row_range(self) -> Range | None:
        whole = self.range
        last = whole.row + whole.shape[0] - 1
        return Range(self.parent, last, whole.column, 1, whole.shape[1]) if self.show_totals else None

    def resize(self, range: Any) -> None:  # noqa: A002 - xlwings' name
        """Let the table hold other rows and columns, within the limits that Excel sets."""
        new, old = range.impl, self.range
        if self.parent.api.ProtectContents:
            raise SpreadsheetRefused(f"the sheet of {self.name} is protected")
        if new.sheet.name != self.parent.name or new.row != old.row or not _overlap(new, old):
            raise SpreadsheetRefused(f"{self.name} must keep its header row and overlap its old place")
        if new.shape[0] <= self.show_headers + self.show_totals:
            raise SpreadsheetRefused(f"{self.name} needs at least one row")
        for table in Tables(self.parent):
            if table.name != self.name and _overlap(new, table.range):
                raise SpreadsheetRefused(f"{self.name} would overlap {table.name}")
        self._uno.setDataArea(new.uno_address)


class Filter(base_classes.AutoFilter):
    """The filter of a table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def apply_values(self, field: int, values: list[str]) -> None:
        (text,) = values
        self._table.filter_by((equals(self._table.office, field, text),))


@guarded
class Tables(base_classes.Collection, base_classes.Tables):
    """The tables of a sheet, from top to bottom and left to right."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet
        self._uno = sheet.book.document.DatabaseRanges

    @property
    def office(self) -> Office:
        return self.sheet.office  # type: ignore[no-any-return]  # sheets import tables, not the reverse

    @property
    def api(self) -> Any:
        return self._uno

    def _all(self) -> list[Table]:
        table_names = self.sheet.book.tables_by_sheet().get(self.sheet.name, ())
        tables = [Table(self.sheet, self._uno.getByName(name)) for name in table_names]
        if len(tables) < 2:
            return tables
        return sorted(tables, key=lambda table: (table.range.row, table.range.column))

    def __iter__(self) -> Iterator[Table]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __call__(self, key: int | str) -> Table:
        for number, table in enumerate(self._all(), start=1):
            if key == number or str(key).lower() == table.name.lower():
                return table
        raise KeyError(key)

    def __contains__(self, key: str) -> bool:
        return any(table.name.lower() == key.lower() for table in self._all())

    def add(self, source: Any = None, name: str | None = None, **_: Any) -> Table:
        """Make a table of a block with a header row."""
        free = (f"Table{number}" for number in range(1, len(self._uno.ElementNames) + 2))
        name = name or next(name for name in free if not self._uno.hasByName(name))
        if self._uno.hasByName(name):
            raise SpreadsheetRefused(f"there is a table {name} already")
        self._uno.addNewByName(name, source.impl.uno_address)
        added = self._uno.getByName(name)
        added.ContainsHeader = added.AutoFilter = True
        return Table(self.sheet, added)


def _overlap(first: Range, second: Range) -> bool:
    apart_down = first.row + first.shape[0] <= second.row or second.row + second.shape[0] <= first.row
    apart_right = (
        first.column + first.shape[1] <= second.column or second.column + second.shape[1] <= first.column
    )
    return not (apart_down or apart_right)
