"""Sheets, tables and rows: the frame on which every sheet of the master is declared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any, Generic, Self, TypeVar, cast

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, TypeAdapter
from pydantic_core import CoreSchema
from pydantic_core.core_schema import is_instance_schema

from shuzhi_xl.findings import Finding, Location
from shuzhi_xl.sheets.declaration.column import YES_NO, Column
from shuzhi_xl.sheets.declaration.fields import column_of, reader_of
from shuzhi_xl.sheets.declaration.raw_rows import RawRow, RawRows, digest_of
from shuzhi_xl.sheets.declaration.texts import folded

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Frame:
    """The position of a table: file, sheet and the letter of each header's column.

    In 基本设置 a field is a row, not a column; there ``letters`` has each setting's whole address.
    """

    file: str
    sheet: str
    letters: Mapping[str, str]

    def at(self, header: str, line: int) -> Location:
        """The cell of a header's column in a sheet row."""
        letter = self.letters.get(header, "")
        digits = "" if not letter or letter[-1].isdigit() else str(line)
        return Location(self.file, self.sheet, f"{letter}{digits}")


NOWHERE = Frame("", "", {})


@dataclass(frozen=True, slots=True)
class Position:
    """The position of a row in a sheet, and the cells beside it.

    Attributes:
        line: Sheet row, 1-based; 0 for a row that was not read from a sheet.
        frame: Its table's frame.
        others: Cells of columns that are not declared, by header.
    """

    line: int = 0
    frame: Frame = NOWHERE
    others: Record = field(default_factory=dict)

    def __hash__(self) -> int:
        # others is a dict, which cannot be hashed
        return hash(self.line)

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return is_instance_schema(cls)  # its parts need no validation, and their schema would take time


_UNPLACED = Position()


class Row(BaseModel):
    """One row of a table (一行), typed; it knows its sheet row and the undeclared columns beside it."""

    # A schema is built when its model is first used (defer_build): one button uses few of the models
    model_config = ConfigDict(frozen=True, populate_by_name=True, extra="ignore", defer_build=True)
    # A field, because private attributes of pydantic cost more time than the validation of the row
    position: Position = Field(_UNPLACED, exclude=True, repr=False)

    @classmethod
    @cache
    def columns(cls) -> Mapping[str, Column]:
        """Declared columns by field name, in order."""
        fields = cls.model_fields.items()
        return {name: column_of(declared) for name, declared in fields if name != _POSITION}

    @classmethod
    @cache
    def readers(cls) -> Mapping[str, TypeAdapter[list[Any]]]:
        """The reader of each column's cells, by field name."""
        return {name: reader_of(cls.model_fields[name]) for name in cls.columns()}

    @classmethod
    def rows_of(cls, values: Sequence[dict[str, Any]]) -> list[Self]:
        """Rows of values by field name, which must be of the fields' types already.

        Raises:
            ValidationError: When a value is not of its field's type or range.
        """
        # In one call: 0.9 µs a row; model_construct takes 5 and checks nothing
        rows = _rows_of(cls).validate_python(values, strict=True)
        names = cls._names()
        for row in rows:
            row.__pydantic_fields_set__ = names  # one set for all rows, because it is as large as a row
        return cast("list[Self]", rows)

    @classmethod
    def of(cls, **values: Any) -> Self:
        """A row that the program makes; see `rows_of`."""
        return cls.rows_of([values])[0]

    @classmethod
    @cache
    def _names(cls) -> set[str]:
        return set(cls.model_fields)

    @property
    def line(self) -> int:
        """Sheet row, 1-based; 0 for a row that was not read from a sheet."""
        return self.position.line

    @property
    def others(self) -> Record:
        """Cells of columns that are not declared, by header: further 测评项目 and the clerk's own."""
        return self.position.others

    def at(self, name: str) -> Location:
        """The cell of a field, by the field's English name."""
        return self.position.frame.at(self.columns()[name].header, self.line)

    def record(self) -> dict[str, Any]:
        """The row as header and value, undeclared columns last."""
        return {**self.recorded(self.__dict__), **self.others}

    @classmethod
    def recorded(cls, values: Mapping[str, Any]) -> dict[str, Any]:
        """Header and value of a row, by field name; the values are of their columns' kinds already."""
        return {column.header: _shown(values.get(name)) for name, column in cls.columns().items()}


_POSITION = "position"


@cache
def _rows_of(model: type[Row]) -> TypeAdapter[list[Any]]:
    return TypeAdapter(list[model])  # type: ignore[valid-type]  # the model is known only when this runs


def _shown(value: Any) -> Any:
    if isinstance(value, bool):
        return YES_NO[0] if value else YES_NO[1]
    # An empty text would be a filled cell to Excel (COUNTA)
    return None if value == "" else value


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
    """

    name: str
    model: type[RowT]
    key: tuple[str, ...] = ()
    further_after: str = ""
    program_only: bool = False
    many: bool = False
    since: int = 1

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
        tables: Its tables, side by side from the left.
        protected: The sheet is locked (no password), because only the program makes its rows.
        open_columns: Headers that stay open for input on a protected sheet.
        hidden: Very hidden: for the program's own use.
        landscape: Paper orientation.
        group: Colour of the sheet's tab: 设置, 录入, 票单, 结果 or 程序.
    """

    title: str
    hint: str
    tables: tuple[Table[Any], ...]
    protected: bool = False
    open_columns: tuple[str, ...] = ()
    hidden: bool = False
    landscape: bool = True
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
        """SHA-256 of name, headers and values, however they are stored; blank cells don't matter."""
        return digest_of(self.table.name, self.cells)

    def records(self) -> list[dict[str, Any]]:
        """All rows as header and value, for writing back."""
        return [dict(row.values) for row in self.rows]
