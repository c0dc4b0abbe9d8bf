"""From a table as read to typed rows and findings: unfit cells, blank ones, repeated keys."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import compress
from typing import Any

from shuzhi_xl.findings import Finding, blocking
from shuzhi_xl.sheets.declaration.cell_value import CellError
from shuzhi_xl.sheets.declaration.column import Column, Kind
from shuzhi_xl.sheets.declaration.fields import OUT_OF_RANGE, UnfitCell, read_column
from shuzhi_xl.sheets.declaration.long_tables import LongTable
from shuzhi_xl.sheets.declaration.raw_rows import RawRow, RawRows, of_distinct
from shuzhi_xl.sheets.declaration.row import Frame, Position
from shuzhi_xl.sheets.declaration.table import RawTable, RowT, Table
from shuzhi_xl.sheets.declaration.texts import clean
from shuzhi_xl.sheets.master.new_year import NewYear
from shuzhi_xl.sheets.master.organisations_and_meetings import Attendee
from shuzhi_xl.sheets.master.settings import SETTING, Setting, Settings
from shuzhi_xl.wording.findings.cells import limits

_BLANK, _UNCOUNTED = "required_blank", "group_uncounted"
_NAME = SETTING.headers[0]


def parse_table(table: Table[RowT], raw: RawTable) -> tuple[list[RowT], list[Finding]]:
    """Typed rows of a table (逐格校验), and the findings of all other rows.

    A row with any unfit cell gives findings and no row; every such cell of every row is reported.

    Args:
        table: The declaration.
        raw: The table as read.
    """
    rows, findings = fit_rows(table.model, raw.cells, raw.frame)
    typed = list(rows)
    uncounted = _find_uncounted(typed)
    if uncounted:
        # Like a row with an unfit cell: whatever depends on the number of voters waits for it
        findings = [*findings, *(blocking(_UNCOUNTED, row.at("count"), value=row.name) for row in uncounted)]
        lines = {row.line for row in uncounted}
        typed = [row for row in typed if row.line not in lines]
    return typed, [*raw.findings, *_not_explained(findings, raw), *repeated(table, typed)]


def _find_uncounted(rows: Iterable[Any]) -> list[Attendee]:
    return [row for row in rows if isinstance(row, Attendee) and row.is_uncounted]


def parse_rows(table: Table[RowT], raw: RawTable) -> tuple[Sequence[RowT], list[Finding]]:
    """The same; a table of very many rows stays in columns, unless a key occurs twice in it."""
    if not table.many or raw.findings:
        return parse_table(table, raw)
    rows, findings = fit_rows(table.model, raw.cells, raw.frame)
    if not _is_unique(rows.columns[name] for name in table.key):
        return parse_table(table, raw)
    return rows, _not_explained(findings, raw)


def parse_row(model: type[RowT], raw: RawRow, frame: Frame) -> tuple[RowT | None, list[Finding]]:
    """One typed row, or the findings of its cells."""
    rows, findings = fit_rows(model, RawRows.of([raw]), frame)
    return (rows[0] if rows else None), findings


def fit_rows(model: type[RowT], raw: RawRows, frame: Frame) -> tuple[LongTable[RowT], list[Finding]]:
    """The rows without an unfit cell, in columns, and the findings of the others, row by row.

    Args:
        model: Row model, which decides what fits.
        raw: The rows as read.
        frame: Their position.
    """
    if not raw.lines:
        return LongTable(model, raw, frame, dict.fromkeys(model.columns(), ())), []
    columns: dict[str, Sequence[Any]] = {}
    unfit: list[tuple[int, bool, Finding]] = []
    for name, column in model.columns().items():
        cells = raw.column(column.header)
        # A whole column at once: validating 20,000 votes row by row takes longer than reading them
        values = of_distinct(cells, partial(read_column, model.readers()[name]))
        # a text that reading leaves as it is is kept once
        columns[name] = cells if column.kind is Kind.TEXT and values == cells else values
        if UnfitCell in set(map(type, values)):
            unfit += _unfit_cells(column, raw, frame, values)
    if not unfit:
        return LongTable(model, raw, frame, columns), []
    # In each row, what is no value of its kind comes before what is merely out of range
    unfit.sort(key=lambda finding: finding[:2])
    rows = {row for row, _, _ in unfit}
    is_fit = [row not in rows for row in range(len(raw))]
    fit = {name: list(compress(values, is_fit)) for name, values in columns.items()}
    return LongTable(model, raw.select(is_fit), frame, fit), [finding for _, _, finding in unfit]


def _unfit_cells(
    column: Column, raw: RawRows, frame: Frame, values: Sequence[Any]
) -> Iterator[tuple[int, bool, Finding]]:
    """Row, whether the number is merely out of range, and finding of each unfit cell of a column."""
    cells = raw.column(column.header)
    for row, value in enumerate(values):
        if isinstance(value, UnfitCell):
            at = frame.at(column.header, raw.lines[row])
            context = {"header": column.header, **_explanation(value, column)}
            yield row, value.code == OUT_OF_RANGE, blocking(value.code, at, value=cells[row], **context)


def _explanation(unfit: UnfitCell, column: Column) -> dict[str, Any]:
    if unfit.code == OUT_OF_RANGE:
        return {"limits": limits(column.low, column.high)}
    return {"choices": "、".join(column.choices), **unfit.context}


def _not_explained(findings: Iterable[Finding], raw: RawTable) -> list[Finding]:
    """Without the cells that are blank only because their whole column is missing, which is reported once."""
    return [
        finding for finding in findings if finding.code != _BLANK or finding.context["header"] in raw.headers
    ]


def _is_unique(parts: Iterable[Sequence[Any]]) -> bool:
    """Whether each key occurs once."""
    keys = list(zip(*parts, strict=True))
    return len(set(keys)) == len(keys)


def repeated(table: Table[RowT], rows: Sequence[RowT]) -> list[Finding]:
    """A finding for each row whose key is already in an earlier row."""
    first: dict[tuple[Any, ...], RowT] = {}
    findings = []
    for row in rows if table.key else ():
        earlier = first.setdefault(table.key_of(row), row)
        if earlier is not row:
            headers = "、".join(row.columns()[name].header for name in table.key)
            at = row.at(table.key[-1])
            value = "、".join(str(getattr(row, name)) for name in table.key)
            findings.append(blocking("repeated_key", at, value=value, headers=headers, line=earlier.line))
    return findings


def parse_settings(raw: RawTable) -> tuple[Settings | None, list[Finding]]:
    """The settings of 基本设置 as one record; each finding is on the setting's own 取值 cell."""
    settings, findings = _parse_lines(Settings, raw)
    nameless = _names_in_error(raw)  # which may be those of settings that can be left out
    all_findings = [*raw.findings, *findings, *nameless, *_repeated_settings(raw)]
    return None if nameless else settings, all_findings


def parse_new_year(raw: RawTable) -> tuple[NewYear | None, list[Finding]]:
    """The answers of 新建 as one record; each finding is on the line's own 填写 cell."""
    entries, findings = _parse_lines(NewYear, raw)
    return entries, [*raw.findings, *findings]


def _parse_lines(model: type[RowT], raw: RawTable) -> tuple[RowT | None, list[Finding]]:
    """One record of a table that has a field in each line: its name, then its value."""
    name, value = raw.table.headers[:2]
    values = {clean(row.values.get(name)): row.values.get(value) for row in raw.rows}
    letter = raw.frame.letters.get(value, "")
    cells = {clean(row.values.get(name)): f"{letter}{row.line}" for row in raw.rows if letter}
    return parse_row(model, RawRow(0, values), Frame(raw.frame.file, raw.frame.sheet, cells))


def _names_in_error(raw: RawTable) -> list[Finding]:
    cells = zip(raw.cells.lines, raw.cells.column(_NAME), strict=True)
    return [
        blocking("cell_error", raw.frame.at(_NAME, line), value=name, header=_NAME)
        for line, name in cells
        if isinstance(name, CellError)
    ]


def _repeated_settings(raw: RawTable) -> list[Finding]:
    settings = []
    for row in raw.rows:
        if name := clean(row.values.get(_NAME)):
            position = Position(row.line, raw.frame)
            # Any value, since 取值 is required and only the names are compared
            settings.append(Setting.of(name=name, value="-", position=position))
    return repeated(SETTING, settings)
