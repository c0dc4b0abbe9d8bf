"""Number formats of an open workbook: LibreOffice knows them by keys, Excel by their codes."""

import re
from dataclasses import dataclass
from typing import Any

from tests.live.launch import load_uno
from tests.live.values import GENERAL, NumberFormat

_DATE_OR_TIME = 2 | 4  # com.sun.star.util.NumberFormat
_LOGICAL = 1024
_USER_DEFINED = 1
_NUMBERS, _DATES, _FORMULAS = 1, 2, 16  # com.sun.star.sheet.CellFlags
_READ_ONLY = 16  # com.sun.star.beans.PropertyAttribute
_NO_LOOKS = frozenset({"ConditionalFormat", "ConditionalFormatLocal", "ConditionalFormatXML", "Validation"})
_DATE_PARTS = re.compile(r'"[^"]*"|\[[^\]]*\]|AM/PM|[A-Z]+')


@dataclass(frozen=True)
class FormatArea:
    """Cells that share a number format, as rows and columns counted from 0 within a block."""

    format: NumberFormat
    top: int
    left: int
    bottom: int
    right: int


class Formats:
    """The number formats of one workbook."""

    def __init__(self, document: Any) -> None:
        self._formats = document.NumberFormats
        self._keys: dict[str, int] = {}
        self._known: dict[int, NumberFormat] = {}

    def key(self, code: str) -> int:
        if code not in self._keys:
            locale = load_uno().createUnoStruct("com.sun.star.lang.Locale")
            key = self._formats.queryKey(code, locale, False)  # noqa: FBT003 - UNO takes no names
            self._keys[code] = self._formats.addNew(code, locale) if key == -1 else key
        return self._keys[code]

    def of_key(self, key: int) -> NumberFormat:
        if key not in self._known:
            number_format = self._formats.getByKey(key)
            kind = number_format.Type & ~_USER_DEFINED
            is_date = bool(kind & _DATE_OR_TIME)
            code = _as_excel_writes(number_format.FormatString) if is_date else number_format.FormatString
            self._known[key] = NumberFormat(code, is_date, kind == _LOGICAL)
        return self._known[key]

    def of_cells(self, cells: Any) -> NumberFormat | None:
        """The number format of a range of cells, None if it differs between them."""
        key = uniform(cells, "NumberFormat")
        return None if key is None else self.of_key(key)

    def areas(self, cells: Any) -> list[FormatArea]:
        """The number formats of a block of cells, each cell in one area."""
        block = cells.RangeAddress
        shared = self.of_cells(cells)
        if shared is not None:
            height, width = block.EndRow - block.StartRow, block.EndColumn - block.StartColumn
            return [FormatArea(shared, 0, 0, height, width)]
        ranges = cells.getUniqueCellFormatRanges()
        groups = map(ranges.getByIndex, range(ranges.Count))
        return [area for group in groups for area in _areas(self.of_key(group.NumberFormat), group, block)]

    def typed_areas(self, cells: Any) -> list[FormatArea]:
        """The areas of a block that hold dates, times or truth values."""
        areas = self._without_asking_for_all(cells)
        return [area for area in areas if area.format.is_date or area.format.is_boolean]

    def _without_asking_for_all(self, cells: Any) -> list[FormatArea]:
        """Areas with values, where LibreOffice finds them by itself, which is ten times faster."""
        numbers = cells.queryContentCells(_NUMBERS)
        shared = uniform(numbers, "NumberFormat") if numbers.Count else self.key("General")
        formulas = cells.queryContentCells(_FORMULAS)
        calculated = uniform(formulas, "NumberFormat") if formulas.Count else shared
        if shared is None or calculated is None:
            return self.areas(cells)
        block = cells.RangeAddress
        dates = _areas(NumberFormat("", is_date=True), cells.queryContentCells(_DATES), block)
        return [
            *dates,
            *_areas(self.of_key(shared), numbers, block),
            *_areas(self.of_key(calculated), formulas, block),
        ]

    def rows(self, cells: Any) -> list[list[NumberFormat]]:
        """The number format of each cell of a block, in rows."""
        block = cells.RangeAddress
        width = block.EndColumn - block.StartColumn + 1
        formats = [[GENERAL] * width for _ in range(block.StartRow, block.EndRow + 1)]
        for area in self.areas(cells):
            for row in formats[area.top : area.bottom + 1]:
                row[area.left : area.right + 1] = [area.format] * (area.right - area.left + 1)
        return formats


def _areas(shared: NumberFormat, ranges: Any, block: Any) -> list[FormatArea]:
    """Ranges of cells with one number format, as places within a block."""
    return [
        FormatArea(
            shared,
            area.StartRow - block.StartRow,
            area.StartColumn - block.StartColumn,
            area.EndRow - block.StartRow,
            area.EndColumn - block.StartColumn,
        )
        for area in ranges.RangeAddresses
    ]


def uniform(cells: Any, name: str) -> Any:
    """A property of cells, None if it differs between them; UNO would tell its default then."""
    if cells.getPropertyState(name).value == "AMBIGUOUS_VALUE":
        return None
    return cells.getPropertyValue(name)


def direct_styles(cell: Any) -> tuple[tuple[str, ...], tuple[Any, ...]]:
    """Names and values of what was set about the style of a cell itself."""
    offered = cell.PropertySetInfo.Properties
    names = tuple(
        candidate.Name
        for candidate in offered
        if not candidate.Attributes & _READ_ONLY and candidate.Name not in _NO_LOOKS
    )
    states = cell.getPropertyStates(names)
    direct = tuple(name for name, state in zip(names, states, strict=True) if state.value == "DIRECT_VALUE")
    return direct, cell.getPropertyValues(direct)


def _as_excel_writes(code: str) -> str:
    """YYYY/M/D as yyyy/m/d; quoted text, colours and AM/PM stay."""
    return _DATE_PARTS.sub(
        lambda part: part[0] if part[0][0] in '"[' or part[0] == "AM/PM" else part[0].lower(), code
    )
