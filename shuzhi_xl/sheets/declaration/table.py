"""Sheets, tables and rows: the frame on which every sheet of the master is declared."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Generic, TypeVar

from shuzhi_xl.findings import Finding
from shuzhi_xl.sheets.declaration.column import Column
from shuzhi_xl.sheets.declaration.raw_rows import RawRow, RawRows, digest_of
from shuzhi_xl.sheets.declaration.row import Frame, Row
from shuzhi_xl.sheets.declaration.texts import folded

RowT = TypeVar("RowT", bound=Row)


@dataclass(frozen=True)
class Table(Generic[RowT]):
    """One list of the master, an Excel table (ListObject).

    Attributes:
        name: The table's name, as in Excel.
        model: Row model; its fields are the columns.
        key: Field names that together are unique.
        further_after: Header after which columns for further 测评项目 are put, if the table has such.
        program_only: Only the program makes its rows.
        many: It may have a million rows; a row is typed when it is asked for.
        since: The schema of masters that brought the table; older masters may be without it.
        hint: One line beside its caption: what it says; on a sheet with tables below each other.
        room: Rows that a new master has ready for it below its headers, on such a sheet.
    """

    name: str
    model: type[RowT]
    key: tuple[str, ...] = ()
    further_after: str = ""
    program_only: bool = False
    many: bool = False
    since: int = 1
    hint: str = ""
    room: int = 1

    @property
    def is_first(self) -> bool:
        """Whether every master has had the table from the first version on."""
        return self.since == 1

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Declared columns in order."""
        return tuple(self.model.columns().values())

    @cached_property
    def headers(self) -> tuple[str, ...]:
        """Declared headers in order."""
        return tuple(column.header for column in self.columns)

    @cached_property
    def first_headers(self) -> tuple[str, ...]:
        """Declared headers that every master must have, in order (首版就有的列)."""
        return tuple(column.header for column in self.columns if column.is_first)

    @cached_property
    def following(self) -> tuple[Column, ...]:
        """Columns that repeat what another table says (随别表的列), in order."""
        return tuple(column for column in self.columns if column.follows)

    @cached_property
    def content_headers(self) -> tuple[str, ...]:
        """Declared headers without those of columns that only repeat another table (有内容的列)."""
        return tuple(column.header for column in self.columns if not column.follows)

    @cached_property
    def header_now(self) -> dict[str, str]:
        """The present header of each that earlier versions spelt otherwise (以前的列名)."""
        return {column.formerly: column.header for column in self.columns if column.formerly}

    def column(self, header: str) -> Column:
        """The column with this header."""
        return next(column for column in self.columns if column.header == header)

    def key_of(self, row: RowT) -> tuple[Any, ...]:
        """The key of a row, unique in the table; texts that look the same are one."""
        # Two 编号 that look the same are one given twice: 回收 would hold the packages of both
        parts = (getattr(row, name) for name in self.key)
        return tuple(folded(part) if isinstance(part, str) else part for part in parts)

    def headers_with(self, further: Sequence[str]) -> tuple[str, ...]:
        """Headers with those of further 测评项目 put in their place.

        Args:
            further: Names of the 测评项目 besides 总体评价, in order.
        """
        if not self.further_after:
            return self.headers
        cut = self.headers.index(self.further_after) + 1
        return (*self.headers[:cut], *further, *self.headers[cut:])


@dataclass(frozen=True)
class Sheet:
    """One sheet of the master.

    Attributes:
        title: The sheet's name.
        hint: One line under the title: what it is for and who fills it.
        tables: Its tables, from the top, one below the other.
        protected: The sheet is locked (no password), because only the program makes its rows.
        open_columns: Headers that stay open for input on a protected sheet.
        hidden: Very hidden: for the program's own use.
        landscape: Paper orientation.
        printed: Whether its rows are printed; not those of sheets with thousands of rows.
        group: Colour of the sheet's tab: 设置, 录入, 票单, 结果 or 程序.
    """

    title: str
    hint: str
    tables: tuple[Table[Any], ...]
    protected: bool = False
    open_columns: tuple[str, ...] = ()
    hidden: bool = False
    landscape: bool = True
    printed: bool = True
    group: str = "录入"


@dataclass(frozen=True)
class RawTable:
    """A table as read from a workbook, before types.

    Attributes:
        table: Its declaration.
        frame: Its position.
        headers: Headers present, in order.
        rows: Rows that are not wholly blank; kept by columns where there may be many.
        findings: Errors of the table itself: missing, renamed header, merged cells.
    """

    table: Table[Any]
    frame: Frame
    headers: tuple[str, ...]
    rows: Sequence[RawRow]
    findings: tuple[Finding, ...] = field(default=())

    @cached_property
    def cells(self) -> RawRows:
        """The rows by columns."""
        return RawRows.of(self.rows)

    @cached_property
    def digest(self) -> bytes:
        """SHA-256 of name, headers and values, however they are stored; blank cells don't matter.

        What only repeats another table is left out: nothing becomes outdated when an upgrade adds it.
        """
        return digest_of(self.table.name, self.cells.without(self.table.following))

    def records(self) -> list[dict[str, Any]]:
        """All rows as header and value, for writing back."""
        return [dict(row.values) for row in self.rows]
