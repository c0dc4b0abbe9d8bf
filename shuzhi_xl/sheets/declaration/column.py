"""Declaring a column once, as a field of a row model; all that Excel and the checks need hangs on it.

Masters (总表) made by earlier versions are in use, so a column, setting key or table that is added declares
the schema that brings it, as the number itself: ``since=2``. Where it is absent its cells are blank, or what
``default`` says; that is no finding, so such a column cannot be required. `upgrade` adds it. How to add one
is told in `shuzhi_xl.sheets.declaration.schema`.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import Field


class Kind(StrEnum):
    """What a cell of the column holds."""

    TEXT = "文字"
    WHOLE = "整数"
    NUMBER = "数"
    DAY = "日期"
    MOMENT = "时间"
    YES_NO = "是或否"


YES_NO = ("是", "否")


@dataclass(frozen=True, slots=True)
class Column:
    """One column (一列) of a table.

    Attributes:
        header: The header text in the workbook.
        kind: What a cell holds.
        required: A blank cell is a blocking finding.
        computed: The program writes it; the cell is shaded and never read as input.
        choices: Closed vocabulary of the dropdown.
        source: ``表.列``: the dropdown offers what stands there, and other values are a finding.
        also: Values allowed besides those of ``source`` (for example 全部).
        many: Several values joined by ``、``.
        low: Least number allowed, inclusive.
        high: Greatest number allowed, inclusive.
        hint: Input message shown in Excel, and the manual's text.
        width: Column width in Excel's units.
        places: Decimal places shown, for numbers.
        since: The schema of masters that brought the column; older masters may be without it.
        default: What a blank or absent cell means, as somebody would type it.
        may_be_open: A blank cell of 是 or 否 is a question that nobody has answered, not 否.
        shown_in: Workbooks going out that show the column too, by their kind (表单种类), such as 反馈.
    """

    header: str
    kind: Kind
    required: bool = False
    computed: bool = False
    choices: tuple[str, ...] = ()
    source: str = ""
    also: tuple[str, ...] = ()
    many: bool = False
    low: int | None = None
    high: int | None = None
    hint: str = ""
    width: int = 12
    places: int | None = None
    since: int = 1
    default: str = ""
    may_be_open: bool = False
    shown_in: tuple[str, ...] = ()

    @property
    def is_first(self) -> bool:
        """Whether every master has had the column from the first version on."""
        return self.since == 1


def _field(declared: Column, blank: Any) -> Any:
    default = ... if declared.required else blank
    return Field(
        default,
        alias=declared.header,
        validate_default=bool(declared.default),
        json_schema_extra={"column": declared},  # type: ignore[dict-item]
    )


def text(header: str, hint: str = "", **more: Any) -> Any:
    """A text column; blank is ``""``. For names, numbers of organisations, free text and dropdowns."""
    return _field(Column(header, Kind.TEXT, hint=hint, **more), "")


def whole(header: str, hint: str = "", **more: Any) -> Any:
    """A column of whole numbers (counts); blank is ``None``."""
    more.setdefault("low", 0)
    return _field(Column(header, Kind.WHOLE, hint=hint, **more), None)


def decimal(header: str, hint: str = "", **more: Any) -> Any:
    """A column of exact decimal numbers (points, weights, shares); blank is ``None``."""
    return _field(Column(header, Kind.NUMBER, hint=hint, **more), None)


def day(header: str, hint: str = "", **more: Any) -> Any:
    """A column of dates; blank is ``None``."""
    more.setdefault("width", 12)
    return _field(Column(header, Kind.DAY, hint=hint, **more), None)


def moment(header: str, hint: str = "", **more: Any) -> Any:
    """A column of dates with a time; blank is ``None``."""
    more.setdefault("width", 17)
    return _field(Column(header, Kind.MOMENT, hint=hint, **more), None)


def yes_no(header: str, hint: str = "", **more: Any) -> Any:
    """A column of 是 or 否, read as a truth value; blank is ``False``, or ``None`` where it may be open."""
    more.setdefault("width", 8)
    declared = Column(header, Kind.YES_NO, choices=YES_NO, hint=hint, **more)
    return _field(declared, None if declared.may_be_open else False)
