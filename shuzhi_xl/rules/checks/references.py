"""Values that must be in another table (引用): one check for all columns, from their declarations."""

from collections.abc import Iterable, Iterator, Sequence

from shuzhi_xl.findings import Finding, blocking
from shuzhi_xl.rules.checks.lookups import column_values, locate_table
from shuzhi_xl.sheets.declaration.cell_value import parts
from shuzhi_xl.sheets.declaration.column import Column
from shuzhi_xl.sheets.declaration.long_tables import column
from shuzhi_xl.sheets.declaration.row import Row
from shuzhi_xl.sheets.declaration.texts import clean
from shuzhi_xl.sheets.master.all_sheets import TABLES
from shuzhi_xl.sheets.master.votes import BALLOT, SURVEY_ANSWER
from shuzhi_xl.sheets.reading.year import TABLE_OF, Year

# Otherwise one mistyped 表单编号 would be listed once for every vote of that form.
_LISTED_ONCE = (BALLOT.model, SURVEY_ANSWER.model)
_MANY = 3  # with more rows of one value it is probably the list that lacks it: report it once


def check_references(year: Year) -> Iterator[Finding]:
    """Cells whose value their dropdown does not offer (校验报告; `source` in `sheets.master`).

    An empty list is reported once, not at every cell that refers to it. A list that is missing or has a blank
    or repeated entry was reported when it was read; the errors that follow from it are suppressed.
    """
    for rows, name, declared in _referring_columns(year):
        table, _, header = declared.source.partition(".")
        allowed = column_values(year, table, header)
        if _has_gap(year, table, header):
            continue
        if allowed:
            yield from find_unknown_values(rows, name, declared, allowed)
        elif not year.raw[table].rows and not year.raw[table].findings:
            yield blocking("table_empty", locate_table(year, table), table=table)


def _has_gap(year: Year, table: str, header: str) -> bool:
    """Whether a list has a row without an entry, or repeats an entry that must be unique."""
    entries = list(map(clean, year.raw[table].cells.column(header)))
    is_key = [TABLES[table].model.columns()[name].header for name in TABLES[table].key] == [header]
    return "" in entries or (is_key and len(set(entries)) < len(entries))


def _referring_columns(year: Year) -> Iterator[tuple[Sequence[Row], str, Column]]:
    tables: dict[str, Sequence[Row]] = {name: getattr(year, name) for name in TABLE_OF}
    tables["settings"] = [year.settings] if year.settings else []
    for rows in tables.values():
        for name, declared in rows[0].columns().items() if rows else ():
            if declared.source and any(column(rows, name)):
                yield rows, name, declared


def find_unknown_values(
    rows: Sequence[Row], name: str, declared: Column, allowed: Iterable[str]
) -> Iterator[Finding]:
    """Cells of one column whose value is not among those allowed (校验报告; `source` in `sheets.master`).

    Args:
        rows: The rows; a blank cell is no finding.
        name: The column's field name.
        declared: Its declaration; ``also`` widens what is allowed, ``many`` allows several values.
        allowed: Values of the column that it refers to.
    """
    table, _, header = declared.source.partition(".")
    context = {"header": declared.header, "table": table, "listed": header}
    accepted = {*allowed, *declared.also}
    values = column(rows, name)
    # Distinct values first: 测评票 may have a million rows with few values
    odd = {
        value
        for value in set(values)
        if value and not accepted.issuperset(parts(value) if declared.many else [value])
    }
    rows_of: dict[str, list[Row]] = {}
    for index, value in enumerate(values) if odd else ():
        if value in odd:
            rows_of.setdefault(value, []).append(rows[index])
    for value, same in rows_of.items():
        if isinstance(same[0], _LISTED_ONCE) or len(same) > _MANY:
            yield blocking("unknown_in_many", same[0].at(name), value=value, count=len(same), **context)
        else:
            yield from (blocking("unknown_value", row.at(name), value=value, **context) for row in same)
