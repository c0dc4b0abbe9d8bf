"""The open master workbook as a store (打开着的总表): tables are read and written in blocks by xlwings."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import xlwings as xw

from shuzhi_xl.findings import Finding, Location, blocking
from shuzhi_xl.sheets.declaration.table import Table
from shuzhi_xl.sheets.master.all_sheets import TABLES
from shuzhi_xl.sheets.master.program_sheets import CHECK_REPORT
from shuzhi_xl.wording.screen.open_workbook import shown_again
from shuzhi_xl.xlsx.files.backups import BACKUPS, back_up
from shuzhi_xl.xlsx.live.changes import CellsChange, Change, TableChange, UndoSteps
from shuzhi_xl.xlsx.live.ready import join_areas, quiet_program, refuse_unfit, writable_sheets
from shuzhi_xl.xlsx.live.sheets import OpenSheets
from shuzhi_xl.xlsx.live.table_changes import find_key_columns, find_kind, refuse_obstacles
from shuzhi_xl.xlsx.master.buffered_store import BufferedStore
from shuzhi_xl.xlsx.master.closed_store import MasterUnreadable
from shuzhi_xl.xlsx.master.table_block import Cells
from shuzhi_xl.xlsx.patch.values import Area, Value
from shuzhi_xl.xlsx.patch.workbook import TablePlace
from shuzhi_xl.xlsx.stop_reasons import Stopped


class LiveStore(BufferedStore):
    """A master workbook that is open in a spreadsheet program (打开着的总表).

    `commit` saves the workbook as the clerk left it and copies it to 备份, writes all changes into the open
    sheets, reads them back, and saves. If a step fails, everything written is undone.

    Args:
        book: The open workbook.

    Attributes:
        notices: Sentences for the clerk about further changes to the sheets.

    Raises:
        MasterUnreadable: It is no master.
        Stopped: It is open read-only, or is in the cloud.
    """

    def __init__(self, book: xw.Book) -> None:
        super().__init__(book.name)
        refuse_unfit(book)
        self._book = book
        self._path, self._names = Path(book.fullname), book.names
        self._sheets = OpenSheets(book)
        self.notices: list[str] = []
        if not TABLES.keys() & self._sheets.tables.keys():
            raise MasterUnreadable("not_a_master", book.name)

    def commit(self, now: datetime) -> None:
        """Write all changes into the open workbook and save it, with a backup in 备份 made before.

        Raises:
            PlaceTaken: The cells into which a table must grow are not blank; nothing has been written.
            Stopped: The workbook could not be written or saved; it is unchanged, or the clerk must close it.
        """
        # All changes are prepared before the backup and the first write, so that a refusal leaves no trace
        changes = [*self._table_changes(), *self._cell_changes(), *self._name_changes()]
        self._back_up(now)
        self._apply(changes)
        for change in changes:
            if isinstance(change, TableChange):
                place = self._sheets.places[change.name]
                self._sheets.places[change.name] = place._replace(
                    area=change.new_area._replace(last_row=change.new_area.last_row + place.totals)
                )
        self._sheets.forget_cells()
        self._forget()

    def open_at(self, table: Table[Any]) -> None:
        """Do nothing: the workbook is open, and its window shows where it is saved."""

    def show(self, table: Table[Any], cell: str = "") -> None:
        """Activate the sheet that the clerk should look at now, if it exists and is not hidden.

        Args:
            table: A table on it.
            cell: Address of a cell to select; blank leaves the selection as it is.
        """
        with suppress(Exception):  # the job is done; the screen is no reason to fail
            sheet = self._sheets.by_title[self._sheets.places[table.name].sheet]
            # Not xlwings' own activate, which fails unless Excel's window is in front of all others of Excel
            sheet.impl.activate()
            if cell:
                sheet.range(cell).select()

    def selected_lines(self, table: Table[Any]) -> list[int]:
        """Sheet rows of a table that are selected and visible now, from the top (选中的行)."""
        place, selection = self._sheets.places.get(table.name), self._book.app.selection
        if place is None or selection is None or selection.sheet.name != place.sheet:
            return []
        # Rows typed below the table belong to it
        last = max(place.area.last_row - place.totals, self._last_rows.get(table.name, 0))
        body = range(place.area.first_row + 1, last + 1)
        lines = {
            line
            for area in selection.api.Areas
            for line in range(max(area.Row, body.start), min(area.Row + area.Rows.Count, body.stop))
        }
        # Not SpecialCells, which fails on a protected sheet
        return sorted(line for line in lines if not selection.sheet.range((line, 1)).rows.hidden)

    def saved_copy(self) -> bytes:
        """The file's content after the clerk's entries have been saved.

        Raises:
            Stopped: They could not be saved.
        """
        if not self._book.api.Saved:
            self._save()
        return self._path.read_bytes()

    def _back_up(self, now: datetime) -> None:
        """Save what the clerk typed, then copy the file.

        So the clerk's own work is in the file and in the backup, a full disk is noticed before anything is
        written, and closing the workbook without saving undoes the job. `SaveCopyAs` would leave the file
        without the entries since it was last saved.
        """
        if not self._book.api.Saved:
            self._save()
        if self._path.is_file():
            back_up(self._path, self._path.read_bytes(), self._path.parent / BACKUPS, now)

    def _save(self) -> None:
        path = self._path
        before = path.stat().st_mtime_ns if path.is_file() else None
        try:
            self._book.save()
            saved = self._book.api.Saved or path.stat().st_mtime_ns != before
        except Exception as error:
            raise Stopped("not_saved", {"name": self.file}) from error
        if not saved:  # Excel asked the clerk something, and the clerk cancelled
            raise Stopped("not_saved", {"name": self.file})

    def _apply(self, changes: Sequence[Change]) -> None:
        """Make all changes and save, or make none."""
        areas = join_areas((change.title, change.area) for change in changes)
        sheets = {change.title: change.sheet for change in changes}
        undo: UndoSteps = []
        title = self.file
        try:
            with quiet_program(self._book.app), writable_sheets(areas, sheets) as shown:
                for change in changes:
                    title = change.title
                    change.make(undo)
            self._save()
        except Exception as error:
            self._undo(undo, title, areas, sheets)
            if isinstance(error, Stopped):
                raise
            raise Stopped("write_undone", {"name": title}) from error
        if shown:
            self.notices.append(shown_again(shown))

    def _undo(
        self, undo: UndoSteps, title: str, areas: Mapping[str, Area], sheets: Mapping[str, xw.Sheet]
    ) -> None:
        if not undo:
            return
        try:
            with quiet_program(self._book.app), writable_sheets(areas, sheets):
                for step in reversed(undo):
                    step()
        except Exception as error:
            # The workbook is half written; the clerk is asked to close it without saving
            raise Stopped("write_broken", {"name": title}) from error

    def _table_changes(self) -> Iterator[TableChange]:
        for name, columns in self._new_columns():
            change = self._make_table_change(name, columns)
            refuse_obstacles(change, self._sheets.places)
            yield change

    def _make_table_change(self, name: str, columns: Mapping[str, Sequence[Value]]) -> TableChange:
        place, table = self._sheets.places[name], TABLES[name]
        headers, present = self._read[name].headers, tuple(place.headers)
        new_headers = tuple(columns)
        # Rows typed below the table belong to it; WPS does not extend the table to them
        last = max(place.area.last_row - place.totals, self._last_rows.get(name, 0))
        return TableChange(
            self._sheets.by_title[place.sheet],
            place.sheet,
            name,
            self._sheets.tables[name],
            place.area._replace(last_row=place.area.last_row - place.totals),
            place.area._replace(last_row=last),
            () if new_headers == present else new_headers,
            [find_kind(table, header) for header in headers],
            find_key_columns(table, headers),
            list(zip(*columns.values(), strict=True)),
            bool(place.totals),
            name == CHECK_REPORT.name or not table.program_only,
            self._choose_levels(name, place),
        )

    def _choose_levels(self, name: str, place: TablePlace) -> Sequence[int] | None:
        """The levels of a table's rows; none on a protected sheet, where Excel would not unfold them."""
        levels = self._levels.get(name)
        if levels is not None and self._sheets.by_title[place.sheet].api.ProtectContents:
            return None
        return levels

    def _cell_changes(self) -> Iterator[CellsChange]:
        columns: dict[tuple[str, int], dict[int, Value]] = {}
        for (name, cell), value in self._cells.items():
            area = Area.parse(cell)
            columns.setdefault((name, area.first_col), {})[area.first_row] = value
        for (name, column), values in columns.items():
            place = self._sheets.places[name]
            kind = find_kind(TABLES[name], self._read[name].headers[column - place.area.first_col])
            yield CellsChange(self._sheets.by_title[place.sheet], place.sheet, column, kind, values)

    def _name_changes(self) -> Iterator[CellsChange]:
        for name, value in self._named.items():
            cell = self._names[name].refers_to_range
            sheet, area = cell.sheet, Area.parse(cell.address)
            yield CellsChange(sheet, sheet.name, area.first_col, None, {area.first_row: value})

    def _places(self) -> Mapping[str, TablePlace]:
        return self._sheets.places

    def _has_name(self, name: str) -> bool:
        return name in self._names

    def _cells_of(self, place: TablePlace) -> Cells:
        return self._sheets.cells_of(place)

    def _find_faults(
        self, table: Table[Any], place: TablePlace, headers: Sequence[str], last: int
    ) -> list[Finding]:
        del headers
        area = place.area._replace(last_row=max(last, place.area.first_row))
        if not self._sheets.has_merged_cells(place.sheet, area):
            return []
        at = Location(self.file, place.sheet, str(area).partition(":")[0])
        return [blocking("merged_cells", at, table=table.name, area=str(area))]
