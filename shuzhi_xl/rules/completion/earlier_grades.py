"""历年等次: 编号 of rows that were copied from a list of names."""

from collections.abc import Mapping

from shuzhi_xl.rules.completion.drafts import Values, read_drafts
from shuzhi_xl.sheets.declaration.texts import folded
from shuzhi_xl.sheets.master.office_entries import EARLIER_GRADE
from shuzhi_xl.sheets.master.organisations_and_meetings import ORGANISATION
from shuzhi_xl.sheets.reading.year import Year


def fill_earlier_grades(year: Year) -> Mapping[int, Values]:
    """编号 of rows (历年等次) that lack it: values by field name, by sheet row.

    It is that of the only organisation with this 组织名称 (组织名册); no part of a name is enough.
    """
    rows = [row for row in read_drafts(year.raw[EARLIER_GRADE.name]) if row.values["number"] is None]
    numbers = _number_by_name(year) if rows else {}
    names = {row.line: folded(row.values["name"] or "") for row in rows}
    return {line: {"number": numbers[name]} for line, name in names.items() if name in numbers}


def _number_by_name(year: Year) -> Mapping[str, str]:
    numbers: dict[str, list[str]] = {}
    for draft in read_drafts(year.raw[ORGANISATION.name]):
        if draft.values["name"] and draft.values["number"]:
            numbers.setdefault(folded(draft.values["name"]), []).append(draft.values["number"])
    return {name: number for name, (number, *more) in numbers.items() if not more}
