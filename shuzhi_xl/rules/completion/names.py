"""组织名称 beside 编号 (姓名随编号): what 组织名册 says about a number, on every sheet that has one."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from shuzhi_xl.rules.completion.complete import TableCompletion
from shuzhi_xl.sheets.declaration.column import Column
from shuzhi_xl.sheets.declaration.raw_rows import of_each
from shuzhi_xl.sheets.declaration.table import RawTable
from shuzhi_xl.sheets.declaration.texts import clean, folded
from shuzhi_xl.sheets.master.organisations_and_meetings import ORGANISATION, Organisation

_NUMBER = Organisation.columns()["number"].header
_OF_ROSTER: Final = f"{ORGANISATION.name}."


def repeat_names(roster: RawTable, tables: Iterable[RawTable]) -> list[TableCompletion]:
    """What differs in the columns that follow 组织名册 (组织名册: 编号是各表之间的唯一联系).

    A 编号 that the roster lacks, or has twice, gets a blank: a wrong name would be worse than none.

    Args:
        roster: 组织名册 as it is now.
        tables: The tables with such columns, as they are now.
    """
    completions = [
        TableCompletion(raw.table, _differing_cells(raw, column, roster))
        for raw in tables
        for column in raw.table.following
        if column.follows.startswith(_OF_ROSTER)
        # With a fault such as merged cells, nobody knows which cell a value belongs to
        and column.header in raw.headers
        and not raw.findings
    ]
    return [completion for completion in completions if completion.cells]


def _differing_cells(raw: RawTable, column: Column, roster: RawTable) -> Mapping[tuple[int, str], Any]:
    names = _read_names(roster, column.follows.partition(".")[2].split("、"))
    expected = of_each(raw.cells.column(_NUMBER), lambda number: names.get(folded(clean(number)), ""))
    current = map(clean, raw.cells.column(column.header))
    return {
        (line, column.header): name or None
        for line, name, cell in zip(raw.cells.lines, expected, current, strict=True)
        if name != cell
    }


def _read_names(roster: RawTable, headers: Sequence[str]) -> Mapping[str, str]:
    """The entries under some headers by 编号, also of rows that have unfit cells."""
    names: dict[str, set[str]] = {}
    columns = zip(*map(roster.cells.column, headers), strict=True)
    for number, cells in zip(roster.cells.column(_NUMBER), columns, strict=True):
        names.setdefault(folded(clean(number)), set()).add(" ".join(filter(None, map(clean, cells))))
    return {number: name for number, (name, *more) in names.items() if number and not more}
