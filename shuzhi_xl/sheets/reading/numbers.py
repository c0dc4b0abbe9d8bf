"""编号 chosen from a dropdown (下拉列表), which shows “编号 组织名称”: what is read is the number."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from shuzhi_xl.sheets.declaration.raw_rows import RawRows
from shuzhi_xl.sheets.declaration.table import RawTable
from shuzhi_xl.sheets.declaration.texts import clean
from shuzhi_xl.sheets.declaration.units import Number
from shuzhi_xl.sheets.master.organisations_and_meetings import ORGANISATION, Organisation

_NUMBER, _NAME, _LABEL = (Organisation.columns()[name].header for name in ("number", "name", "label"))
NUMBER_SOURCE: Final = f"{ORGANISATION.name}.{_NUMBER}"
"""The source of every column in which 编号 is chosen."""

Labels = Mapping[str, Number]
"""编号 by the words that a dropdown shows for it."""


def read_labels(roster: RawTable) -> Labels:
    """The words that dropdowns show, as 组织名册 has them now and as they were when last written.

    Words that are a 编号 themselves, or that two organisations share, are not among them: nothing is guessed.
    """
    numbers: dict[str, set[Number]] = {}
    columns = (map(clean, roster.cells.column(header)) for header in (_NUMBER, _NAME, _LABEL))
    for number, name, label in zip(*columns, strict=True):
        # Until the next button the list still shows the name that the organisation had before
        for words in (f"{number} {name}", label):
            if number and words.startswith(f"{number} "):
                numbers.setdefault(clean(words), set()).add(number)
    entered = set(map(clean, roster.cells.column(_NUMBER)))
    return {words: number for words, (number, *more) in numbers.items() if words not in entered and not more}


def find_labels(raw: RawTable, labels: Labels) -> dict[tuple[int, str], Number]:
    """The plain 编号 for each cell that has such words, by sheet row and header (组织名册.编号)."""
    return {
        (line, column.header): labels[clean(cell)]
        for column in raw.table.columns
        if column.source == NUMBER_SOURCE and not labels.keys().isdisjoint(_texts(raw, column.header))
        for line, cell in zip(raw.cells.lines, raw.cells.column(column.header), strict=True)
        if clean(cell) in labels
    }


def with_numbers(raw: RawTable, labels: Labels) -> RawTable:
    """A table in which every such cell is read as the plain 编号 (组织名册.编号)."""
    numbers = find_labels(raw, labels)
    if not numbers:
        return raw
    columns = {
        header: [numbers.get((line, header), cell) for line, cell in zip(raw.cells.lines, cells, strict=True)]
        for header, cells in raw.cells.columns.items()
    }
    return replace(raw, rows=RawRows(raw.cells.lines, columns))


def _texts(raw: RawTable, header: str) -> set[str]:
    # Distinct first: a million votes have a few hundred numbers
    return set(map(clean, set(raw.cells.column(header))))
