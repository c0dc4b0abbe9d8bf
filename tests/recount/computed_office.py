"""An office whose master is kept in memory: the real 计算 and 复核 work on it, no file is written."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from openpyxl.utils import get_column_letter

from shuzhi_xl.findings import Finding
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome
from shuzhi_xl.recount import RecountResult, recount
from shuzhi_xl.sheets.declaration.raw_rows import RawRow
from shuzhi_xl.sheets.declaration.row import Frame, Record
from shuzhi_xl.sheets.declaration.table import RawTable, Table
from shuzhi_xl.sheets.master.all_sheets import SHEET_OF, TABLES
from shuzhi_xl.xlsx.fill.workbook_pool import WorkbookPool
from shuzhi_xl.xlsx.patch.values import Formula, Link
from shuzhi_xl.xlsx.town_folder import Folder

_FIRST_LINE = 4
Tables = dict[str, list[dict[str, Any]]]


class MemoryStore:
    """A master's tables as lists of records."""

    file = "述职评议考核.xlsm"

    def __init__(self, tables: Mapping[str, Iterable[Record]]) -> None:
        self.tables: Tables = {name: [] for name in TABLES}
        self.tables |= {name: [dict(row) for row in rows] for name, rows in tables.items()}

    def read_table(self, table: Table[Any]) -> RawTable:
        rows = self.tables[table.name]
        headers = tuple(dict.fromkeys([*table.headers, *(header for row in rows for header in row)]))
        letters = {header: get_column_letter(column) for column, header in enumerate(headers, start=1)}
        frame = Frame(self.file, SHEET_OF[table.name].title, letters)
        raw = tuple(RawRow(line, row) for line, row in enumerate(rows, start=_FIRST_LINE))
        return RawTable(table, frame, headers, raw)

    def write_table(
        self,
        table: Table[Any],
        records: Sequence[Record],
        further: Sequence[str] = (),
        levels: Sequence[int] | None = None,
    ) -> None:
        del further, levels
        self.tables[table.name] = [
            {header: _stored_value(cell) for header, cell in row.items()} for row in records
        ]

    def append_rows(self, table: Table[Any], records: Sequence[Record]) -> None:
        self.write_table(table, [*self.tables[table.name], *records])

    def write_cells(self, table: Table[Any], changes: Mapping[tuple[int, str], Any]) -> None:
        for (line, header), value in changes.items():
            self.tables[table.name][line - _FIRST_LINE][header] = _stored_value(value)

    def write_name(self, name: str, value: Any) -> None:
        """No cell outside the tables is kept."""

    def open_at(self, table: Table[Any]) -> None:
        """There is no file."""

    def commit(self, now: datetime) -> None:
        """There is no file."""

    def saved_copy(self) -> bytes:
        """There is no file."""
        return b""


def _stored_value(value: Any) -> Any:
    if isinstance(value, Formula):
        return value.value
    return value.text if isinstance(value, Link) else value


class _NoFolder:
    """A folder in which nothing is kept; the lists that 计算 makes are not even built."""

    def read_note(self, name: str) -> str:
        del name
        return ""

    def write_note(self, name: str, text: str) -> None:
        """Nothing is kept."""

    def drop_note(self, name: str) -> None:
        """There is none."""

    def workbook_pool(self, templates: Collection[str], *, crowded: bool) -> WorkbookPool:
        """One that makes nothing, as nothing is written."""
        del templates, crowded
        return WorkbookPool({}, 0)

    def write_all(self, files: Iterable[tuple[str, bytes]]) -> None:
        """The files are not made."""

    def find_overlong_paths(self, places: Iterable[str]) -> Mapping[str, int]:
        """No file has a path here."""
        del places
        return {}


class ComputedOffice:
    """The office of one town.

    Args:
        tables: Rows of each table.
    """

    def __init__(self, tables: Mapping[str, Iterable[Record]]) -> None:
        self.store = MemoryStore(tables)

    @classmethod
    def copy_of(cls, read: Callable[[Table[Any]], RawTable]) -> "ComputedOffice":
        """An office whose master holds what another one's does."""
        return cls({name: read(table).records() for name, table in TABLES.items()})

    def row(self, table: str, **cells: Any) -> dict[str, Any]:
        """The first row of a table in which all these cells stand, to be changed."""
        return next(row for row in self.store.tables[table] if cells.items() <= row.items())

    def run_job(self, job: Any) -> Outcome:
        """Run a job on the master."""
        folder = cast("Folder", _NoFolder())
        return cast("Outcome", job(JobContext(self.store, folder, lambda: datetime(2016, 1, 26, 9))))  # noqa: DTZ001 -- a workbook's times know no zone

    def recount(self) -> tuple[RecountResult, list[Finding]]:
        """The second count of the master as it stands."""
        return recount(self.store.read_table)
