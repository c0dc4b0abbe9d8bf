"""Defined names in the live spreadsheet."""

# Here, properties of xlwings that may be set are read-only, and calls have fewer arguments.
# mypy: disable-error-code="misc, override"

from typing import Any

from xlwings import base_classes

from tests.live.engine_ranges import Range
from tests.live.guard import guarded
from tests.live.launch import Office, SpreadsheetRefused, load_uno


@guarded
class Name(base_classes.Name):
    """A name of the whole workbook, or of one sheet."""

    name: Any = None  # over the base class's property

    def __init__(self, book: Any, container: Any, name: str) -> None:
        self.book = book
        self._container = container
        self.name = name

    @property
    def office(self) -> Office:
        return self.book.office  # type: ignore[no-any-return]  # books import names, not the reverse

    @property
    def api(self) -> Any:
        return self._container.getByName(self.name)

    @property
    def refers_to(self) -> str:
        origin = load_uno().createUnoStruct("com.sun.star.table.CellAddress")
        return str(self.book.formulas.print(self.api.getTokens(), origin))

    @property
    def refers_to_range(self) -> Range:
        cells = self.api.getReferredCells()
        if cells is None:
            raise SpreadsheetRefused(f"{self.name} refers to no cells")
        address = cells.RangeAddress
        return Range.at(self.book.sheet_at(address.Sheet), address)

    def delete(self) -> None:
        self._container.removeByName(self.name)


@guarded
class Names(base_classes.Names):
    """The names of a workbook, in the order of their letters."""

    def __init__(self, book: Any, container: Any) -> None:
        self.book = book
        self._container = container

    @property
    def office(self) -> Office:
        return self.book.office  # type: ignore[no-any-return]  # books import names, not the reverse

    @property
    def api(self) -> Any:
        return self._container

    def snapshot(self) -> list[tuple[str, Name]]:
        names = sorted(self._container.ElementNames, key=str.lower)
        return [(name, Name(self.book, self._container, name)) for name in names]

    def __call__(self, key: str) -> Name:
        for name, defined_name in self.snapshot():
            if name.lower() == key.lower():
                return defined_name
        raise KeyError(key)

    def contains(self, key: str) -> bool:
        return any(name.lower() == key.lower() for name, _ in self.snapshot())

    def add(self, name: str, refers_to: str) -> Name:
        origin = load_uno().createUnoStruct("com.sun.star.table.CellAddress")
        self._container.addNewByName(name, "", origin, 0)
        added = Name(self.book, self._container, name)
        added.api.setTokens(self.book.formulas.tokens(refers_to, origin))
        return added
