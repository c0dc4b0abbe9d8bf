"""Excel's AutoFilter: criteria of columns, and the rows that they hide."""

# ruff: noqa: N802, N803 -- Excel's names

from typing import TYPE_CHECKING, Any, Final

from tests.windows.excel.com import ExcelObject, Refused
from tests.windows.excel.rectangles import Block

if TYPE_CHECKING:
    from tests.windows.excel.worksheet import Worksheet

_AND, _OR, _VALUES, _TOP = 1, 2, 7, 3  # XlAutoFilterOperator
_OPERATORS: Final = (0, _AND, _OR, _VALUES, _TOP)


class AutoFilter(ExcelObject):
    """The filter of a table or of cells.

    Source: AutoFilter.
    """

    interface = "AutoFilter"

    def __init__(self, sheet: "Worksheet", block: Block) -> None:
        self.sheet, self.block = sheet, block
        self.criteria: dict[int, Filter] = {}

    @property
    def FilterMode(self) -> bool:
        """Whether rows are filtered. Source: AutoFilter.FilterMode."""
        return bool(self.criteria)

    @property
    def Filters(self) -> "Filters":
        return Filters(self)

    def ShowAllData(self) -> None:
        """Show the filtered rows again; Excel forgets the criteria.

        Source: AutoFilter.ShowAllData. Without a filter it fails, as
        Worksheet.ShowAllData does: Worksheet.ShowAllData.
        """
        self.sheet.refuse_if_protected("filters")
        if not self.criteria:
            raise Refused("ShowAllData method of AutoFilter class failed")
        self.criteria.clear()
        self.apply()

    def set(self, field: int, criterion: "Filter") -> None:
        """Set the criterion of a column, counted from 1."""
        self.sheet.refuse_if_protected("filters")
        if criterion.operator not in _OPERATORS:
            raise NotImplementedError(criterion.operator)
        self.criteria[field] = criterion
        self.apply()

    def apply(self) -> None:
        """Hide the rows that do not meet the criteria, and show the others."""
        grid = self.sheet.grid
        for row in self.block.rows[1:]:
            texts = {
                field: _text(grid.value(row, self.block.first_column + field - 1)) for field in self.criteria
            }
            shown = all(criterion.accepts(texts[field]) for field, criterion in self.criteria.items())
            grid.hide_row(row, not shown)


class Filters(ExcelObject):
    """The filters of the columns, also of those without."""

    interface = "Filters"

    def __init__(self, owner: AutoFilter) -> None:
        self._owner = owner

    def Item(self, Index: int) -> "Filter":
        return self._owner.criteria.get(int(Index), _OFF)


class Filter(ExcelObject):
    """The filter of a column.

    Excel gives a text back behind an equals sign, and fails where there is no such criterion. Sources:
    Filter; Filter.Criteria2.
    """

    interface = "Filter"

    def __init__(self, first: Any = None, operator: int = 0, second: Any = None, *, on: bool = True) -> None:
        self._first, self.operator, self._second, self._on = first, operator, second, on

    @property
    def On(self) -> bool:
        return self._on

    @property
    def Operator(self) -> int:
        return self.operator

    @property
    def Criteria1(self) -> Any:
        if not self._on:
            raise Refused("Application-defined or object-defined error")
        return self._first

    @property
    def Criteria2(self) -> Any:
        if self._second is None:
            raise Refused("Application-defined or object-defined error")
        return self._second

    def accepts(self, text: str) -> bool:
        """Whether a row with this text in the column stays visible."""
        if self.operator == _TOP:
            return bool(text)  # which ones does not matter here
        firsts = self._first if isinstance(self._first, list | tuple) else [self._first]
        first = any(_equals(text, criterion) for criterion in firsts)
        if self.operator in {_AND, _OR}:
            second = _equals(text, self._second)
            return (first and second) if self.operator == _AND else (first or second)
        return first


_OFF: Final = Filter(on=False)


def _equals(text: str, criterion: str) -> bool:
    if criterion.startswith("<>"):
        return text != criterion[2:]
    return text == criterion.removeprefix("=")


def _text(value: Any) -> str:
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
