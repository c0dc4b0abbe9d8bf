"""The closed master workbook as a store: tables are read by calamine and written by the patch writer."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from shuzhi_xl.findings import Finding, Location, blocking
from shuzhi_xl.sheets.declaration.table import Table
from shuzhi_xl.sheets.declaration.texts import clean
from shuzhi_xl.sheets.master.additions import unknown_in
from shuzhi_xl.sheets.master.all_sheets import TABLES
from shuzhi_xl.sheets.master.program_sheets import SECRET
from shuzhi_xl.sheets.master.settings import SETTING
from shuzhi_xl.xlsx.files.atomic_replace import replace_file
from shuzhi_xl.xlsx.files.backups import BACKUPS
from shuzhi_xl.xlsx.files.shipped import read_shipped_master
from shuzhi_xl.xlsx.master.buffered_store import BufferedStore
from shuzhi_xl.xlsx.master.kept_values import file_column, file_value
from shuzhi_xl.xlsx.master.long_sheets import LONG, short_books
from shuzhi_xl.xlsx.master.table_block import Cells, Rows
from shuzhi_xl.xlsx.master.table_room import make_room
from shuzhi_xl.xlsx.master.valueless_formulas import NO_UNREAD_CELLS, UnreadCells, find_unread_cells
from shuzhi_xl.xlsx.patch.opc.parts import Parts
from shuzhi_xl.xlsx.patch.values import Area, address, column_letters
from shuzhi_xl.xlsx.patch.workbook import NotAWorkbook, TablePlace, Workbook
from shuzhi_xl.xlsx.upgrade.master import UpgradedMaster, upgrade_master


class MasterUnreadable(Exception):  # noqa: N818 -- part of the agreed interface
    """The file is no master workbook that this version reads; ``code`` names the sentence.

    ``unknown`` is what a newer version added to it.
    """

    def __init__(self, code: str, name: str, unknown: str = "") -> None:
        super().__init__(code, name)
        self.code, self.name, self.unknown = code, name, unknown


def refuse_newer(store: BufferedStore) -> None:
    """Refuse a master that a newer version made or upgraded.

    Raises:
        MasterUnreadable: It contains what this version does not know; nothing has been done.
    """
    unknown = unknown_in(store.read_table(SECRET))
    if unknown:
        raise MasterUnreadable("master_newer", store.file, unknown)


class ClosedStore(BufferedStore):
    """A master workbook that no program has open (关闭着的总表).

    `commit` replaces the file in one step.

    Args:
        path: The master's path.
        data: The file's content, where it has been read before.

    Raises:
        MasterUnreadable: The file is missing, broken, or no master.
    """

    def __init__(self, path: Path, data: bytes | None = None) -> None:
        super().__init__(path.name)
        self._path = path
        self._opened_at = ""
        try:
            self._load_book(path.read_bytes() if data is None else data)
        except FileNotFoundError:
            raise MasterUnreadable("master_missing", path.name) from None
        except PermissionError:
            # nothing is wrong with its content: a restored backup would lose what was entered since
            code = "master_unreadable" if path.is_dir() else "master_refused"
            raise MasterUnreadable(code, path.name) from None
        except (OSError, NotAWorkbook, CalamineError):
            raise MasterUnreadable("master_unreadable", path.name) from None
        if not TABLES.keys() & self._book.tables.keys():
            raise MasterUnreadable("not_a_master", path.name)
        # compared before the file is replaced: another clerk may have saved it meanwhile
        self._expect = hashlib.sha256(self._data).hexdigest()
        refuse_newer(self)

    def upgrade(self) -> UpgradedMaster:
        """Add what this version's master has and this one lacks; `commit` makes it final (升级).

        Raises:
            PlaceTaken, PlaceMerged: A place where something must be added is taken; nothing has changed.
        """
        name = SETTING.headers[0]
        lines = {clean(row.values.get(name)): row.line for row in self.read_table(SETTING).rows}
        result = upgrade_master(self._data, read_shipped_master(), lines, self.schema)
        self._load_book(result.data)
        self._read.clear()
        self._forget()
        return result

    def _load_book(self, data: bytes) -> None:
        self._data, self._book = data, Workbook.load(data)
        self._tables = self._book.tables
        self._calamine = CalamineWorkbook.from_filelike(BytesIO(data))
        self._sheet_read: CalamineSheet | None = None
        # where cached_property keeps the value, here that of the old content
        self.__dict__.pop("_unread_cells", None)

    def open_at(self, table: Table[Any]) -> None:
        """Let programs open a freshly made master at the sheet of a table, once `commit` makes it final."""
        self._opened_at = table.name

    def commit(self, now: datetime) -> None:
        """Replace the file by one with all changes, keeping a copy of the old one in 备份.

        Raises:
            FileBusy: Another program holds the file.
            FileChanged: The file is no longer the one that was read.
            FolderRefused: The folder is read-only or full.
        """
        self._sheet_read = None
        self._calamine.close()  # all has been read; it keeps the whole file
        changed, is_moved = self._patch_book()
        replace_file(self._path, changed, expect=self._expect, backup=self._path.parent / BACKUPS, now=now)
        self._expect = hashlib.sha256(changed).hexdigest()
        self._load_book(changed)
        self._forget()
        if is_moved:
            self._read.clear()

    def saved_copy(self) -> bytes:
        """The file's content as it was read, or as it was committed."""
        return self._data

    def _patch_book(self) -> tuple[bytes, bool]:
        """The file with all changes, and whether rows of other tables have moved for them."""
        new_columns = list(self._new_columns())
        counts = ((name, max(map(len, columns.values()), default=0)) for name, columns in new_columns)
        room = make_room(self._book, self._data, counts)
        book = room.book.fork()
        sheets = {name: place.sheet for name, place in book.tables.items()}
        for name, columns in new_columns:
            file_columns = {header: file_column(column) for header, column in columns.items()}
            last_row = room.line(sheets[name], self._last_rows.get(name, 0))
            levels = self._levels.get(name)
            book.write_table(name, file_columns, last_row=last_row, levels=levels)
        for (name, cell), value in self._cells.items():
            area = Area.parse(cell)
            line = room.line(sheets[name], area.first_row)
            book.set_cell(sheets[name], address(line, area.first_col), file_value(value))
        for name, value in self._named.items():
            book.set_value(name, file_value(value))
        if self._opened_at:
            book.open_at(self._opened_at)
        return book.to_bytes(), bool(room.insertions)

    def _places(self) -> Mapping[str, TablePlace]:
        return self._tables

    def _has_name(self, name: str) -> bool:
        return name in self._book.names

    def _cells_of(self, place: TablePlace) -> Cells:
        cells = Cells(self._read_pieces(place.sheet), place.area)
        # a veto behind =NA() must not be read as a blank, or its branch is graded as if it had none
        cells.put_below_header(self._unread_cells.get(place.sheet, NO_UNREAD_CELLS).errors)
        return cells

    def _read_pieces(self, title: str) -> Iterator[Rows]:
        """All rows of a sheet; a long one comes in pieces."""
        if self._book.sheet_size(title) < LONG:
            sheet = self._sheet(title)
            # iter_rows counts rows from the sheet's top, but columns from the first one with content
            yield Rows(1, (sheet.start or (0, 0))[1] + 1, sheet.iter_rows())
            return
        for short in short_books(Parts.load(self._data), title):
            # let go before the next piece is read, so that never two lie in memory
            self._sheet_read = None
            sheet = self._sheet_read = self._open_sheet(CalamineWorkbook.from_filelike(BytesIO(short)), title)
            top, first_col = sheet.start or (0, 0)
            yield Rows(top + 1, first_col + 1, sheet.to_python())

    def _sheet(self, title: str) -> CalamineSheet:
        """A sheet, or the end of a long one; kept until the next one is read, for it may be large."""
        if self._sheet_read is None or self._sheet_read.name != title:
            self._sheet_read = None
            self._sheet_read = self._open_sheet(self._calamine, title)
        return self._sheet_read

    def _open_sheet(self, book: CalamineWorkbook, title: str) -> CalamineSheet:
        try:
            return book.get_sheet_by_name(title)
        except CalamineError:
            raise MasterUnreadable("master_unreadable", self.file) from None

    def _find_faults(
        self, table: Table[Any], place: TablePlace, headers: Sequence[str], last: int
    ) -> list[Finding]:
        return [
            *self._find_merged_cells(table, place, last),
            *self._find_unvalued_formulas(place, headers, last),
        ]

    def _find_merged_cells(self, table: Table[Any], place: TablePlace, last: int) -> list[Finding]:
        findings = []
        data = place.area._replace(last_row=last)
        for (top, first_col), (bottom, right) in self._sheet(place.sheet).merged_cell_ranges or ():
            area = Area(top + 1, first_col + 1, bottom + 1, right + 1)
            if area.meets(data):
                at = Location(self.file, place.sheet, str(area).partition(":")[0])
                findings.append(blocking("merged_cells", at, table=table.name, area=str(area)))
        return findings

    def _find_unvalued_formulas(self, place: TablePlace, headers: Sequence[str], last: int) -> list[Finding]:
        data = place.area._replace(first_row=place.area.first_row + 1, last_row=last)
        return [
            blocking(
                "formula_without_value",
                Location(self.file, place.sheet, f"{column_letters(column)}{row}"),
                header=headers[column - data.first_col],
            )
            for row, column in self._unread_cells.get(place.sheet, NO_UNREAD_CELLS).unvalued
            if Area(row, column, row, column).meets(data)
        ]

    @cached_property
    def _unread_cells(self) -> Mapping[str, UnreadCells]:
        return find_unread_cells(self._data)
