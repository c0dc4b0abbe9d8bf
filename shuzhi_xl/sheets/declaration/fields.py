"""Declaring a column once, as a field of a row model: its type, range and words are what pydantic validates.

A field is read in two ways, which are pydantic's two modes. Lax, a cell is read as people type it: blanks,
full-width digits, dates in words. Strict, a value must already be of the field's type, as those are that the
program makes. Range and dropdown are checked in both.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache, partial
from typing import (
    Annotated,
    Any,
    Final,
    Generic,
    Literal,
    TypedDict,
    TypeVar,
    Unpack,
    cast,
    get_args,
    overload,
)

from pydantic import Field, GetCoreSchemaHandler, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema, ErrorDetails
from pydantic_core.core_schema import (
    lax_or_strict_schema,
    literal_schema,
    no_info_before_validator_function,
)

from shuzhi_xl.sheets.declaration.cell_value import blank_of, coerce, value_of
from shuzhi_xl.sheets.declaration.column import YES_NO, Column, Kind

ValueT = TypeVar("ValueT")
OUT_OF_RANGE: Final = "out_of_range"


class Options(TypedDict, total=False):
    """Everything else about a column; `Column` explains each."""

    derived: bool
    computed: bool
    source: str
    also: tuple[str, ...]
    width: int
    decimals: int
    since: int
    formerly: str
    hidden: bool
    shown_in: tuple[str, ...]
    follows: str


class TextOptions(Options, total=False):
    """Those of a text column besides."""

    required: bool
    choices: tuple[str, ...]
    many: bool
    default: str


@dataclass(frozen=True, slots=True)
class ColumnCell:
    """The validation of a cell by pydantic: it reads the cell, then checks the type and the dropdown.

    Attributes:
        column: The column.
    """

    column: Column

    @property
    def of_any_header(self) -> "ColumnCell":
        """The same without the header: columns of the same type share their reader."""
        read = ("kind", "required", "choices", "many", "default", "may_be_open", "follows")
        return ColumnCell(Column("", **{name: getattr(self.column, name) for name in read}))

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """The field's schema in both modes."""
        words = self.column.choices
        if words and self.column.kind is Kind.TEXT and not self.column.many:
            typed: CoreSchema = literal_schema([*words, *([] if self.column.required else [""])])
        else:
            typed = handler(source)
        cell = no_info_before_validator_function(partial(value_of, column=self.column), typed)
        return lax_or_strict_schema(lax_schema=cell, strict_schema=typed)


def column_of(field: FieldInfo) -> Column:
    """The column that a field declares, with the range that the field's type declares."""
    declared = next(mark.column for mark in field.metadata if isinstance(mark, ColumnCell))
    return replace(declared, low=_bound(field, "ge"), high=_bound(field, "le"))


def _bound(field: FieldInfo, end: Literal["ge", "le"]) -> int | None:
    """The least (ge) or greatest (le) number of a field's type, also where it may be None."""
    parts = (mark for part in get_args(field.annotation) for mark in getattr(part, "__metadata__", ()))
    marks = [*field.metadata, *(mark for part in parts for mark in part.metadata)]
    return next((getattr(mark, end) for mark in marks if hasattr(mark, end)), None)


def _field(column: Column) -> Any:
    blank = coerce(column.default, column) if column.default else blank_of(column)
    field = Field(... if column.required else blank, alias=column.header)
    field.metadata.append(ColumnCell(column))
    return field


def text(header: str, hint: str = "", **more: Unpack[TextOptions]) -> str:
    """A text column; blank is ``""``. For names, numbers of organisations, free text and dropdowns."""
    value: str = _field(Column(header, Kind.TEXT, hint=hint, **more))
    return value


@dataclass(frozen=True)
class _Declaration(Generic[ValueT]):
    """A function that declares columns of one kind; blank is ``None`` unless the column has a default."""

    kind: Kind
    width: int = 12

    @overload
    def __call__(
        self, header: str, hint: str = "", *, required: Literal[True], **more: Unpack[Options]
    ) -> ValueT: ...
    @overload
    def __call__(self, header: str, hint: str = "", *, default: str, **more: Unpack[Options]) -> ValueT: ...
    @overload
    def __call__(self, header: str, hint: str = "", **more: Unpack[Options]) -> ValueT | None: ...
    def __call__(self, header: str, hint: str = "", **more: Any) -> Any:
        return _field(Column(header, self.kind, hint=hint, **{"width": self.width, **more}))


whole: Final = _Declaration[int](Kind.WHOLE)
"""A column of whole numbers (counts)."""
decimal: Final = _Declaration[Decimal](Kind.NUMBER)
"""A column of exact decimal numbers (points, weights, shares)."""
day: Final = _Declaration[date](Kind.DAY)
"""A column of dates."""
moment: Final = _Declaration[datetime](Kind.MOMENT, width=17)
"""A column of dates with a time."""


def yes_no(
    header: str, hint: str = "", *, required: bool = False, default: str = "", **more: Unpack[Options]
) -> bool:
    """A column of 是 or 否, read as a truth value; blank is ``False``."""
    value: bool = _field(_yes_no(header, hint, required=required, default=default, **more))
    return value


def open_question(header: str, hint: str = "", **more: Unpack[Options]) -> bool | None:
    """A column of 是 or 否 in which blank, ``None``, is a question that is still open."""
    value: bool | None = _field(_yes_no(header, hint, may_be_open=True, **more))
    return value


def _yes_no(header: str, hint: str, **more: Any) -> Column:
    return Column(header, Kind.YES_NO, hint=hint, choices=YES_NO, **{"width": 8, **more})


_CODES: Final[Mapping[str, str]] = {
    "literal_error": "not_a_choice",
    "greater_than_equal": OUT_OF_RANGE,
    "less_than_equal": OUT_OF_RANGE,
}
"""Codes of our findings by the types of pydantic's errors; what reading a cell raises has one already."""


@dataclass(frozen=True, slots=True)
class UnfitCell:
    """Why a cell does not fit its column.

    Attributes:
        code: Code of the finding.
        context: Values that its sentence mentions.
    """

    code: str
    context: Mapping[str, Any]


def reader_of(field: FieldInfo) -> TypeAdapter[list[Any]]:
    """The reader of a field's whole column; it reads each cell as a row of the field's model would."""
    marks = (mark.of_any_header if isinstance(mark, ColumnCell) else mark for mark in field.metadata)
    return _reader_of(cast("Hashable", field.annotation), *marks)


@cache  # most columns are of the same few types: 40 readers instead of 173
def _reader_of(annotation: Hashable, *marks: Hashable) -> TypeAdapter[list[Any]]:
    return TypeAdapter(list[Annotated[annotation, *marks]])  # type: ignore[valid-type]  # known only when this runs


def read_column(reader: TypeAdapter[list[Any]], cells: list[Any]) -> list[Any]:
    """The value of each cell of a column, or `UnfitCell`."""
    try:
        return reader.validate_python(cells)
    except ValidationError as error:
        unfit = {details["loc"][0]: _unfit(details) for details in error.errors(include_url=False)}
    # pydantic returns nothing when one cell is unfit, so the others are read again without it
    fit = [cell for index, cell in enumerate(cells) if index not in unfit]
    values = iter(reader.validate_python(fit))
    return [unfit[index] if index in unfit else next(values) for index in range(len(cells))]


def _unfit(details: ErrorDetails) -> UnfitCell:
    code = _CODES.get(details["type"], details["type"])
    context = {"part": details["input"]} if details["type"] == "literal_error" else details.get("ctx", {})
    return UnfitCell(code, context)
