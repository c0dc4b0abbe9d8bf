"""Workbooks in the live spreadsheet."""

# Here, calls have fewer arguments than xlwings knows.
# mypy: disable-error-code="override"

import os
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

from xlwings import base_classes

from tests.live.engine_excel import WorkbookApi
from tests.live.engine_names import Names
from tests.live.engine_sheets import Sheet, Sheets
from tests.live.formats import Formats
from tests.live.formulas import Formulas
from tests.live.guard import guarded
from tests.live.launch import Office

_FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".xlsm": "Calc MS Excel 2007 VBA XML"}
_NEVER_RUN_MACROS = 0


@guarded
class Book(base_classes.Book):
    """An open workbook."""

    app: Any = None  # over the base class's property
    owner_file: Path | None = None  # Excel's, beside a workbook that it may write

    def __init__(self, app: Any, document: Any, title: str) -> None:
        self.app = app
        self.document = document
        self._title = title
        self._tables: tuple[Any, dict[str, list[str]]] = ((), {})
        self.filtered: dict[str, Any] = {}  # by sheet, the cells of a filter that belongs to no table
        self.totals: dict[str, Any] = {}  # by table, the totals row that is not shown

    @property
    def office(self) -> Office:
        return self.app.office  # type: ignore[no-any-return]  # apps import books, not the reverse

    @property
    def api(self) -> WorkbookApi:
        return WorkbookApi(self)

    @cached_property
    def formats(self) -> Formats:
        return Formats(self.document)

    @cached_property
    def formulas(self) -> Formulas:
        return Formulas(self.document)

    @property
    def _path(self) -> Path | None:
        address = self.document.getURL()
        # Not by UNO, which takes Chinese for question marks where the tests run in the C locale.
        return Path(unquote(urlparse(address).path)) if address.startswith("file:") else None

    @property
    def name(self) -> str:
        return self._path.name if self._path else self._title

    @property
    def fullname(self) -> str:
        return str(self._path or self._title)

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)

    @property
    def names(self) -> Names:
        return Names(self, self.document.NamedRanges)

    def sheet_at(self, index: int) -> Sheet:
        """The sheet at a place that counts from 0."""
        return Sheet(self, self.document.Sheets.getByIndex(index))

    def tables_by_sheet(self) -> dict[str, list[str]]:
        """Names of the tables of each sheet; looked up again only when a sheet or a table came or went."""
        ranges, sheets = self.document.DatabaseRanges, self.document.Sheets.ElementNames
        names = (ranges.ElementNames, sheets)
        if self._tables[0] != names:
            tables_by_title: dict[str, list[str]] = {}
            for name in ranges.ElementNames:
                tables_by_title.setdefault(sheets[ranges.getByName(name).DataArea.Sheet], []).append(name)
            self._tables = names, tables_by_title
        return self._tables[1]

    def activate(self) -> None:
        self.app.books.bring_to_front(self)

    def close(self) -> None:
        self.app.books.forget(self)
        self.document.setModified(False)
        self.document.close(True)  # noqa: FBT003 - UNO takes no names
        if self.owner_file:
            self.owner_file.unlink(missing_ok=True)

    def save(self, path: str | os.PathLike[str] | None = None, password: str | None = None) -> None:
        """Save at its place in its format, or as the path's ending says."""
        if password:
            raise NotImplementedError
        if path is None and self._path:
            self.document.store()
            return
        target = Path(path or f"{self._title}.xlsx").absolute()
        if target.suffix.lower() not in _FILTERS:
            raise NotImplementedError(target.suffix)
        options = _options(self.office, FilterName=_FILTERS[target.suffix.lower()], Overwrite=True)
        self.document.storeAsURL(target.as_uri(), options)


@guarded
class Books(base_classes.Books):
    """The open workbooks of one program; the active one is last."""

    def __init__(self, app: Any) -> None:
        self.app = app
        self._open: list[Book] = []
        self._active: Book | None = None
        self._added = 0

    @property
    def office(self) -> Office:
        return self.app.office  # type: ignore[no-any-return]  # apps import books, not the reverse

    @property
    def api(self) -> Any:
        return self.office.desktop.Components

    @property
    def active(self) -> Book | None:
        return self._active

    def __call__(self, key: int | str) -> Book:
        for number, book in enumerate(self._open, start=1):
            if key == number or book.name.lower() == str(key).lower():
                return book
        raise KeyError(key)

    def __len__(self) -> int:
        return len(self._open)

    def __iter__(self) -> Iterator[Book]:
        return iter(list(self._open))

    def add(self) -> Book:
        self._added += 1
        return self._load("private:factory/scalc", f"Book{self._added}")

    def open(self, fullname: str, _links: Any = None, read_only: Any = None, *_: Any, **__: Any) -> Book:
        """Open a workbook without running its macros."""
        path = Path(fullname).absolute()
        if not path.exists():
            raise FileNotFoundError(path)
        more = {"ReadOnly": True} if read_only else {}
        book = self._load(path.as_uri(), path.name, MacroExecutionMode=_NEVER_RUN_MACROS, **more)
        _take_for_saved(book.document)
        if not read_only:
            with suppress(OSError):  # as Excel opens a file in a folder that takes no other
                book.owner_file = path.with_name(f"~${path.name}")
                book.owner_file.write_bytes(b"\2yi".ljust(165, b"\0"))
        return book

    def bring_to_front(self, book: Book) -> None:
        self._active = book

    def forget(self, book: Book) -> None:
        self._open.remove(book)
        if self._active is book:
            self._active = self._open[-1] if self._open else None

    def _load(self, address: str, title: str, **options: Any) -> Book:
        document = self.office.desktop.loadComponentFromURL(
            address, "_blank", 0, _options(self.office, Hidden=True, **options)
        )
        if document is None or not document.supportsService("com.sun.star.sheet.SpreadsheetDocument"):
            raise OSError(f"LibreOffice can't open {address} as a workbook")
        return self._take(document, title)

    def take_open_ones(self) -> None:
        """Know the workbooks that were open before."""
        documents = self.office.desktop.Components.createEnumeration()
        while documents.hasMoreElements():
            self._take(documents.nextElement(), "")

    def _take(self, document: Any, title: str) -> Book:
        book = Book(self.app, document, title)
        document.enableAutomaticCalculation(self.app.calculation != "manual")
        self._open.append(book)
        self._active = book
        return book


def _take_for_saved(document: Any) -> None:
    """As Excel takes what it opens; LibreOffice computes and draws all and calls that a change."""
    for sheet in document.Sheets:
        for chart in sheet.Charts:
            chart.EmbeddedObject.setModified(False)
    document.setModified(False)


def _options(office: Office, **keywords: Any) -> tuple[Any, ...]:
    options = []
    for name, value in keywords.items():
        option = office.uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        option.Name, option.Value = name, value
        options.append(option)
    return tuple(options)
