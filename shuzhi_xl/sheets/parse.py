"""From a table as read to typed rows and findings: types, required cells, dropdowns, repeated keys."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from shuzhi_xl.findings import Finding, blocking
from shuzhi_xl.sheets.cells import coerce
from shuzhi_xl.sheets.columns import Column
from shuzhi_xl.sheets.settings import SETTING, Setting, Settings
from shuzhi_xl.sheets.tables import Frame, RawRow, RawTable, RowT, Table
from shuzhi_xl.sheets.texts import clean, is_blank

_BLANK = "required_blank"
_OUT_OF_RANGE = "out_of_range"
_NAME, _VALUE = (column.header for column in SETTING.columns[:2])


def parse_table(table: Table[RowT], raw: RawTable) -> tuple[list[RowT], list[Finding]]:
    """Typed rows of a table, and all that is wrong with the others.

    A row with any unfit cell gives findings and no row; every such cell of every row is reported.

    Args:
        table: The declaration.
        raw: The table as read.
    """
    rows: list[RowT] = []
    findings = list(raw.findings)
    for each in raw.rows:
        row, wrong = parse_row(table.model, each, raw.frame)
        findings += [found for found in wrong if not _follows_from_header(found, raw)]
        if row is not None:
            rows.append(row)
    return rows, findings + repeated(table, rows)


def _follows_from_header(found: Finding, raw: RawTable) -> bool:
    """Whether a cell is blank only because its whole column is missing, which is told once."""
    return found.code == _BLANK and found.context["header"] not in raw.headers


def parse_row(model: type[RowT], raw: RawRow, frame: Frame) -> tuple[RowT | None, list[Finding]]:
    """One typed row, or the findings of its cells."""
    declared = {column.header: column for column in model.columns().values()}
    given = {
        header: value for header, value in raw.values.items() if header in declared and not is_blank(value)
    }
    try:
        row = model.model_validate(given)
    except ValidationError as errors:
        wrong = _sorted_out(errors, declared, raw, frame)
        unfit = {str(each["loc"][0]) for each in errors.errors()}
        fit = {name: coerce(given[name], declared[name]) for name in given.keys() - unfit}
        return None, [*wrong, *_beyond_limits(fit, declared, raw, frame)]
    values = {column.header: getattr(row, name) for name, column in model.columns().items()}
    out = _beyond_limits(values, declared, raw, frame)
    if out:
        return None, out
    others = {header: value for header, value in raw.values.items() if header not in declared}
    row.stand(raw.line, frame, others)
    return row, []


def _sorted_out(
    errors: ValidationError, declared: dict[str, Column], raw: RawRow, frame: Frame
) -> list[Finding]:
    found = []
    for error in errors.errors():
        header = str(error["loc"][0])
        column = declared[header]
        code = _BLANK if error["type"] == "missing" else error["type"]
        context: dict[str, Any] = {
            "header": header,
            "choices": "、".join(column.choices),
            **error.get("ctx", {}),
        }
        found.append(blocking(code, frame.at(header, raw.line), value=raw.values.get(header), **context))
    return found


def _beyond_limits(
    values: Mapping[str, Any], declared: Mapping[str, Column], raw: RawRow, frame: Frame
) -> list[Finding]:
    found = []
    for header, column in declared.items():
        value = values.get(header)
        if isinstance(value, int | Decimal) and not _within(value, column):
            limits = {"low": column.low, "high": column.high, "header": header}
            at = frame.at(header, raw.line)
            found.append(blocking(_OUT_OF_RANGE, at, value=raw.values.get(header), **limits))
    return found


def _within(value: int | Decimal, column: Column) -> bool:
    return (column.low is None or value >= column.low) and (column.high is None or value <= column.high)


def repeated(table: Table[RowT], rows: Sequence[RowT]) -> list[Finding]:
    """A finding for each row whose key already stands in an earlier row."""
    first: dict[tuple[Any, ...], RowT] = {}
    found = []
    for row in rows if table.key else ():
        key = tuple(getattr(row, name) for name in table.key)
        earlier = first.setdefault(key, row)
        if earlier is not row:
            headers = "、".join(row.columns()[name].header for name in table.key)
            at = row.at(table.key[-1])
            value = "、".join(str(part) for part in key)
            found.append(blocking("repeated_key", at, value=value, headers=headers, line=earlier.line))
    return found


def parse_settings(raw: RawTable) -> tuple[Settings | None, list[Finding]]:
    """The settings of 基本设置 as one record; each finding stands on the setting's own 取值 cell."""
    values = {clean(row.values.get(_NAME)): row.values.get(_VALUE) for row in raw.rows}
    letter = raw.frame.letters.get(_VALUE, "")
    cells = {clean(row.values.get(_NAME)): f"{letter}{row.line}" for row in raw.rows if letter}
    frame = Frame(raw.frame.file, raw.frame.sheet, cells)
    settings, findings = parse_row(Settings, RawRow(0, values), frame)
    return settings, [*raw.findings, *findings, *_repeated_settings(raw)]


def _repeated_settings(raw: RawTable) -> list[Finding]:
    named = []
    for row in raw.rows:
        if name := clean(row.values.get(_NAME)):
            named.append(Setting(name=name, value="-"))
            named[-1].stand(row.line, raw.frame, {})
    return repeated(SETTING, named)
