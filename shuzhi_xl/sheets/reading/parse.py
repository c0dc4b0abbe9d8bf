"""From a table as read to typed rows and findings: types, required cells, dropdowns, repeated keys."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache, partial
from typing import Any

from pydantic_core import PydanticCustomError

from shuzhi_xl.findings import Finding, blocking
from shuzhi_xl.sheets.declaration.cell_value import CellError, value_of
from shuzhi_xl.sheets.declaration.column import Column, Kind
from shuzhi_xl.sheets.declaration.long_tables import LongTable
from shuzhi_xl.sheets.declaration.raw_rows import RawRow, of_each
from shuzhi_xl.sheets.declaration.table import Frame, RawTable, RowT, Table
from shuzhi_xl.sheets.declaration.texts import clean
from shuzhi_xl.sheets.master.settings import SETTING, Setting, Settings
from shuzhi_xl.wording.findings.cells import limits

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
    columns = _fit_columns(table, raw)
    if columns is not None:
        fit = list(LongTable(table.model, raw.cells, raw.frame, columns))
        return fit, [*raw.findings, *repeated(table, fit)]
    rows: list[RowT] = []
    findings = list(raw.findings)
    parse = row_parser(table.model, raw.frame)
    for each in raw.rows:
        row, wrong = parse(each)
        findings += [found for found in wrong if not _follows_from_header(found, raw)]
        if row is not None:
            rows.append(row)
    return rows, findings + repeated(table, rows)


def parse_rows(table: Table[RowT], raw: RawTable) -> tuple[Sequence[RowT], list[Finding]]:
    """The same; a table of very many rows stays in columns, unless a key stands twice in it."""
    if not table.many or raw.findings:
        return parse_table(table, raw)
    fit, findings = raw, list[Finding]()
    columns = _fit_columns(table, raw)
    if columns is None:
        unfit = _rows_unfit(table, raw)
        findings = parse_table(table, replace(raw, rows=raw.cells.chosen(unfit)))[1]
        fit = replace(raw, rows=raw.cells.chosen([not each for each in unfit]))
        columns = _fit_columns(table, fit)
    if columns is None or not _once(columns[name] for name in table.key):
        return parse_table(table, raw)
    return LongTable(table.model, fit.cells, raw.frame, columns), findings


def _rows_unfit(table: Table[RowT], raw: RawTable) -> list[bool]:
    """Whether any cell of each row is unfit."""
    columns = ((raw.cells.column(each.header), each) for each in table.columns)
    fits = (of_each(cells, partial(_fits, column=column)) for cells, column in columns)
    return [not all(each) for each in zip(*fits, strict=True)]


def _fits(cell: Any, column: Column) -> bool:
    try:
        return _within(value_of(cell, column), column)
    except PydanticCustomError:
        return False


def _fit_columns(table: Table[RowT], raw: RawTable) -> Mapping[str, Sequence[Any]] | None:
    """Typed values by field, or None when any cell is unfit."""
    found: dict[str, Sequence[Any]] = {}
    for name, column in table.model.columns().items():
        cells = raw.cells.column(column.header)
        try:
            values = of_each(cells, partial(value_of, column=column))
        except PydanticCustomError:
            return None
        found[name] = cells if column.kind is Kind.TEXT and values == cells else values
        if not all(_within(value, column) for value in set(found[name])):
            return None
    return found


def _once(parts: Iterable[Sequence[Any]]) -> bool:
    """Whether each key stands once."""
    keys = list(zip(*parts, strict=True))
    return len(set(keys)) == len(keys)


def _follows_from_header(found: Finding, raw: RawTable) -> bool:
    """Whether a cell is blank only because its whole column is missing, which is told once."""
    return found.code == _BLANK and found.context["header"] not in raw.headers


def parse_row(model: type[RowT], raw: RawRow, frame: Frame) -> tuple[RowT | None, list[Finding]]:
    """One typed row, or the findings of its cells."""
    return row_parser(model, frame)(raw)


def row_parser(model: type[RowT], frame: Frame) -> Callable[[RawRow], tuple[RowT | None, list[Finding]]]:
    """What `parse_row` does with each row of one table; a text that fills many cells is looked at once."""
    columns = [(name, column, _text_reader(column)) for name, column in model.columns().items()]
    limited = [(name, column) for name, column, _ in columns if (column.low, column.high) != (None, None)]
    declared = {column.header for _, column, _ in columns}

    def parse(raw: RawRow) -> tuple[RowT | None, list[Finding]]:
        cells = raw.values
        values: dict[str, Any] = {}
        wrong: list[Finding] = []
        for name, column, read_text in columns:
            cell = cells.get(column.header)
            try:
                values[name] = read_text(cell) if isinstance(cell, str) else value_of(cell, column)
            except PydanticCustomError as error:
                wrong.append(_unfit(error, column, raw, frame))
        wrong += [
            _beyond(column, raw, frame) for name, column in limited if not _within(values.get(name), column)
        ]
        if wrong:
            return None, wrong
        others = (
            {} if declared.issuperset(cells) else {key: cells[key] for key in cells if key not in declared}
        )
        return model.read(values, raw.line, frame, others), []

    return parse


def _text_reader(column: Column) -> Callable[[str], Any]:
    return lru_cache(maxsize=4096)(lambda text: value_of(text, column))


def _unfit(error: PydanticCustomError, column: Column, raw: RawRow, frame: Frame) -> Finding:
    header = column.header
    context: dict[str, Any] = {
        "header": header,
        "choices": "、".join(column.choices),
        **(error.context or {}),
    }
    at = frame.at(header, raw.line)
    return blocking(error.type, at, value=raw.values.get(header), **context)


def _beyond(column: Column, raw: RawRow, frame: Frame) -> Finding:
    at, told = frame.at(column.header, raw.line), limits(column.low, column.high)
    return blocking(_OUT_OF_RANGE, at, value=raw.values.get(column.header), header=column.header, limits=told)


def _within(value: int | Decimal | None, column: Column) -> bool:
    if value is None:
        return True
    return (column.low is None or value >= column.low) and (column.high is None or value <= column.high)


def repeated(table: Table[RowT], rows: Sequence[RowT]) -> list[Finding]:
    """A finding for each row whose key already stands in an earlier row."""
    first: dict[tuple[Any, ...], RowT] = {}
    found = []
    for row in rows if table.key else ():
        earlier = first.setdefault(table.key_of(row), row)
        if earlier is not row:
            headers = "、".join(row.columns()[name].header for name in table.key)
            at = row.at(table.key[-1])
            value = "、".join(str(getattr(row, name)) for name in table.key)
            found.append(blocking("repeated_key", at, value=value, headers=headers, line=earlier.line))
    return found


def parse_settings(raw: RawTable) -> tuple[Settings | None, list[Finding]]:
    """The settings of 基本设置 as one record; each finding stands on the setting's own 取值 cell."""
    values = {clean(row.values.get(_NAME)): row.values.get(_VALUE) for row in raw.rows}
    letter = raw.frame.letters.get(_VALUE, "")
    cells = {clean(row.values.get(_NAME)): f"{letter}{row.line}" for row in raw.rows if letter}
    frame = Frame(raw.frame.file, raw.frame.sheet, cells)
    settings, findings = parse_row(Settings, RawRow(0, values), frame)
    nameless = _names_in_error(raw)  # which may be those of settings that can be left out
    found = [*raw.findings, *findings, *nameless, *_repeated_settings(raw)]
    return None if nameless else settings, found


def _names_in_error(raw: RawTable) -> list[Finding]:
    cells = zip(raw.cells.lines, raw.cells.column(_NAME), strict=True)
    return [
        blocking("cell_error", raw.frame.at(_NAME, line), value=name, header=_NAME)
        for line, name in cells
        if isinstance(name, CellError)
    ]


def _repeated_settings(raw: RawTable) -> list[Finding]:
    named = []
    for row in raw.rows:
        if name := clean(row.values.get(_NAME)):
            named.append(Setting(name=name, value="-"))
            named[-1].stand(row.line, raw.frame, {})
    return repeated(SETTING, named)
