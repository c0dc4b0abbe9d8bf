"""编号 for organisations that have none: never one that was used before (组织名册: 定后不改)."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from shuzhi_xl.rules.completion.drafts import Draft
from shuzhi_xl.rules.forms.issued_lists import IssuedLists
from shuzhi_xl.sheets.declaration.texts import clean, folded
from shuzhi_xl.sheets.declaration.units import Number
from shuzhi_xl.sheets.master.organisations_and_meetings import ORGANISATION, Organisation
from shuzhi_xl.sheets.master.results import APPRAISAL, Appraisal
from shuzhi_xl.sheets.reading.year import TABLE_OF, Year

_NUMBER, _TYPE = (Organisation.columns()[name].header for name in ("number", "organisation_type"))
_SOURCE: Final = f"{ORGANISATION.name}.{_NUMBER}"
_SHAPE: Final = re.compile(r"([^0-9]*)([0-9]+)")
_LEAST_DIGITS: Final = 2
"""01 to 99, so that texts are sorted like numbers."""


@dataclass(frozen=True)
class Numbering:
    """编号 for rows of 组织名册 without one.

    Attributes:
        numbers: 编号 by sheet row.
        unnumbered: Sheet rows that get none.
        lost: 编号 in use that the roster lacks; one of them may belong to such a row.
    """

    numbers: Mapping[int, Number]
    unnumbered: Sequence[int] = ()
    lost: Sequence[Number] = ()


def number_organisations(year: Year, drafts: Iterable[Draft], lists: IssuedLists) -> Numbering:
    """编号 for the rows of 组织名册 that have none: the one that their name had before, else the next.

    Args:
        year: The year.
        drafts: Rows with 组织名称 and 组织类型.
        lists: Who was on the forms that were issued.
    """
    blank = [draft for draft in drafts if draft.values["number"] is None]
    if not blank:
        return Numbering({})
    listed = _column(year, ORGANISATION.name, _NUMBER)
    lost = _numbers_in_use(year, lists) - listed
    numbers = _give_back(blank, _names_before(year, lists), lost)
    lost -= set(numbers.values())
    new = [draft for draft in blank if draft.line not in numbers]
    # With a new 编号 the votes of a branch whose own was deleted by mistake would be nobody's
    if new and lost:
        return Numbering(numbers, [draft.line for draft in new], sorted(lost))
    return Numbering({**numbers, **_next_numbers(year, new, listed | set(numbers.values()))})


def _column(year: Year, table: str, header: str) -> set[str]:
    """The texts in a column, also of rows that have unfit cells."""
    return {folded(clean(cell)) for cell in set(year.raw[table].cells.column(header))} - {""}


def _numbers_in_use(year: Year, lists: IssuedLists) -> set[Number]:
    """Every 编号 that an issued form or a table refers to."""
    numbers = {folded(number) for number, _ in lists.names()}
    for table in TABLE_OF.values():
        for column in table.columns:
            if column.source == _SOURCE or (table is APPRAISAL and column.header == _NUMBER):
                numbers |= _column(year, table.name, column.header)
    return numbers


def _names_before(year: Year, lists: IssuedLists) -> Iterator[tuple[Number, str]]:
    """编号 and 组织名称 under which forms were issued and grades computed."""
    columns, cells = Appraisal.columns(), year.raw[APPRAISAL.name].cells
    number, name = (map(clean, cells.column(columns[field].header)) for field in ("number", "name"))
    yield from ((folded(number), folded(name)) for number, name in lists.names())
    yield from zip(map(folded, number), map(folded, name), strict=True)


def _give_back(
    blank: Sequence[Draft], names: Iterable[tuple[Number, str]], lost: set[Number]
) -> dict[int, Number]:
    """编号 by sheet row, where one name and one lost 编号 belong together beyond doubt."""
    numbers_of: dict[str, set[Number]] = {}
    for number, name in names:
        if number in lost:
            numbers_of.setdefault(name, set()).add(number)
    lines_of: dict[Number, list[int]] = {}
    for draft in blank:
        numbers = numbers_of.get(folded(draft.values["name"]), set())
        for number in numbers if len(numbers) == 1 else ():
            lines_of.setdefault(number, []).append(draft.line)
    return {lines[0]: number for number, lines in lines_of.items() if len(lines) == 1}


def _next_numbers(year: Year, new: Sequence[Draft], used: set[Number]) -> dict[int, Number]:
    """编号 by sheet row: each the next of those of its 组织类型."""
    prefixes = _prefixes(year)
    lines_of: dict[str, list[int]] = {}
    for draft in new:
        lines_of.setdefault(prefixes.get(draft.values["organisation_type"], ""), []).append(draft.line)
    return {
        line: number
        for prefix, lines in lines_of.items()
        for line, number in zip(lines, _series(prefix, used, len(lines)), strict=True)
    }


def _prefixes(year: Year) -> Mapping[str, str]:
    """The letters before the digits that all 编号 of a 组织类型 share, by type; only types with such."""
    cells = year.raw[ORGANISATION.name].cells
    prefixes: dict[str, set[str | None]] = {}
    for cell, number in zip(cells.column(_TYPE), cells.column(_NUMBER), strict=True):
        if text := folded(clean(number)):
            shape = _SHAPE.fullmatch(text)
            prefixes.setdefault(clean(cell), set()).add(shape[1] if shape else None)
    return {name: prefix for name, (prefix, *more) in prefixes.items() if prefix is not None and not more}


def _series(prefix: str, used: Iterable[Number], count: int) -> list[Number]:
    """So many further 编号 of a prefix, above all that are used.

    >>> _series("C", ["C001", "C007", "J9"], 2), _series("", [], 2), _series("", [], 100)[0]
    (['C008', 'C009'], ['01', '02'], '001')
    """
    shapes = (_SHAPE.fullmatch(number) for number in used)
    digits = [shape[2] for shape in shapes if shape and shape[1] == prefix]
    highest = max(map(int, digits), default=0)
    width = min(map(len, digits), default=max(_LEAST_DIGITS, len(str(count))))
    return [f"{prefix}{number:0{width}}" for number in range(highest + 1, highest + 1 + count)]
