"""Differences between the results in the sheets and those of the current tables (结果过时)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shuzhi_xl.findings import Finding, Location, blocking
from shuzhi_xl.rules.home.computed_columns import Changes
from shuzhi_xl.rules.year.cells_to_mend import join_names
from shuzhi_xl.sheets.declaration.cell_value import canonical
from shuzhi_xl.sheets.declaration.raw_rows import RawRow, RawRows, of_each
from shuzhi_xl.sheets.declaration.row import Row
from shuzhi_xl.sheets.declaration.table import RawTable
from shuzhi_xl.wording.findings.staleness import cell_differs, name_tables, row_extra, row_missing

_LISTED = 3

_FORMERLY, _NOW = "须改的问题", "须改的疑点"


@dataclass(frozen=True)
class ResultDifference:
    """One cell or row that differs (结果过时; 算法 六).

    Attributes:
        at: Its location; only the sheet for a missing row.
        number: 编号 of the organisation.
        text: The current and the expected value, in words.
        value: The current value of the cell.
    """

    at: Location
    number: str
    text: str
    value: str = ""


def compare_rows(raw: RawTable, fresh: Sequence[Row], key: Sequence[str]) -> list[ResultDifference]:
    """Compare a table that only the program writes with its rows as they would be now (算法 六).

    Args:
        raw: The current table.
        fresh: Its rows as computed now.
        key: Headers that identify a row; 编号 is one of them.
    """
    columns = raw.table.content_headers
    due = RawRows.of([RawRow(row.line, row.record()) for row in fresh])
    # The usual case, by columns: only where something differs are rows matched one by one
    if len(raw.cells) == len(due) and all(
        of_each(raw.cells.column(header), _text_now) == of_each(due.column(header), _text_now)
        for header in columns
    ):
        return []
    return list(_find_differences(raw, due, key))


def fewest_differences(versions: Iterable[list[ResultDifference]]) -> list[ResultDifference]:
    """The differences from the wording that the sheet is nearest to: this version's or the last's (算法 六).

    Args:
        versions: The differences from the rows in each wording; the later ones are looked at only if needed.
    """
    nearest: list[ResultDifference] | None = None
    for differences in versions:
        if not differences:
            return []
        if nearest is None or len(differences) < len(nearest):
            nearest = differences
    return nearest or []


def _find_differences(raw: RawTable, due: RawRows, key: Sequence[str]) -> Iterator[ResultDifference]:
    # Reversed, so that the first of two rows with one key is compared
    standing = {_key(row, key): row for row in reversed(raw.rows)}
    for row in due:
        name = _key(row, key)
        number = canonical(row.values.get("编号"))
        if name not in standing:
            at = Location(raw.frame.file, raw.frame.sheet)
            yield ResultDifference(at, number, row_missing(raw.table.name, " ".join(name)))
            continue
        entered = standing.pop(name)
        for header in raw.table.content_headers:
            yield from _compare_cell(raw, entered, header, row.values.get(header), number)
    for name, extra in standing.items():
        at = raw.frame.at(key[0], extra.line)
        yield ResultDifference(
            at, canonical(extra.values.get("编号")), row_extra(at.sheet, at.cell), " ".join(name)
        )


def _text_now(cell: Any) -> str:
    """A cell as text; a finding was called 问题 until version 0.1.0, which makes no result outdated."""
    return canonical(cell).replace(_FORMERLY, _NOW)


def _key(row: RawRow, key: Sequence[str]) -> tuple[str, ...]:
    return tuple(canonical(row.values.get(header)) for header in key)


def _compare_cell(
    raw: RawTable, row: RawRow, header: str, due: Any, number: str
) -> Iterator[ResultDifference]:
    # In canonical form: a cell comes back from Excel as a float or as text
    stands, expected = _text_now(row.values.get(header)), _text_now(due)
    if stands != expected:
        at = raw.frame.at(header, row.line)
        yield ResultDifference(at, number, cell_differs(at, header, stands, expected), stands)


def compare_cells(raw: RawTable, changes: Changes) -> list[ResultDifference]:
    """Compare the computed cells of a sheet that the clerk fills in with their current results (算法 六)."""
    rows = {row.line: row for row in raw.rows}
    return [
        difference
        for (line, header), due in changes.items()
        for difference in _compare_cell(
            raw, rows[line], header, due, canonical(rows[line].values.get("编号"))
        )
    ]


def stale_findings(
    differences_of: Mapping[str, Sequence[ResultDifference]],
    inputs: Mapping[str, Location],
    edited: Sequence[str],
) -> list[Finding]:
    """One finding for each cause (算法 六): entries that changed after 计算, or tables that were edited.

    Where both changed, it is unknown which cell differs for which reason, so there is one finding for all.

    Args:
        differences_of: Differences by table.
        inputs: Tables whose entries changed since 计算, and their sheets.
        edited: Tables of which computed cells changed since 计算.
    """
    altered = [_edited_finding(name, differences_of[name]) for name in edited if differences_of[name]]
    # With the same entries, a differing result can only have been typed over
    if altered and not inputs:
        return altered
    # Computing again mends all of it, so one finding for one remedy
    every = [difference for part in differences_of.values() for difference in part]
    numbers = list(dict.fromkeys(difference.number for difference in every if difference.number))
    tables = list(dict.fromkeys([*inputs, *(name for name in edited if differences_of[name])]))
    # The entries first: they are what the clerk changed, the results only follow
    at = next(iter(inputs.values()), every[0].at)
    context = {"tables": name_tables(tables), "organisations": join_names(numbers)}
    return [blocking("results_stale", at, **context, **_difference_context(every))]


def _edited_finding(name: str, differences: Sequence[ResultDifference]) -> Finding:
    return blocking(
        "results_edited",
        differences[0].at,
        value=differences[0].value,
        table=name,
        **_difference_context(differences),
    )


def _difference_context(differences: Sequence[ResultDifference]) -> dict[str, Any]:
    return {
        "count": len(differences),
        "cells": "；".join(difference.text for difference in differences[:_LISTED]),
    }
