"""Rows of the master's tables (一行), typed, and their position in a sheet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Self, cast

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, TypeAdapter
from pydantic_core import CoreSchema
from pydantic_core.core_schema import is_instance_schema

from shuzhi_xl.findings import Location
from shuzhi_xl.sheets.declaration.column import YES_NO, Column
from shuzhi_xl.sheets.declaration.fields import column_of, reader_of

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
        undeclared: Cells of columns that are not declared, by header.
    """

    line: int = 0
    frame: Frame = NOWHERE
    undeclared: Record = field(default_factory=dict)

    def __hash__(self) -> int:
        # undeclared is a dict, which cannot be hashed
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
    def undeclared(self) -> Record:
        """Cells of columns that are not declared, by header: further 测评项目 and the clerk's own."""
        return self.position.undeclared

    def at(self, name: str) -> Location:
        """The cell of a field, by the field's English name."""
        return self.position.frame.at(self.columns()[name].header, self.line)

    def record(self) -> dict[str, Any]:
        """The row as header and value, undeclared columns last."""
        return {**self.recorded(self.__dict__), **self.undeclared}

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
