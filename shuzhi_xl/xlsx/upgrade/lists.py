"""Dropdowns: words that a version adds to a list, and lists that it adds (下拉列表)."""

import re
from collections.abc import Mapping
from typing import Final

from lxml import etree

from shuzhi_xl.sheets.declaration.column import Column
from shuzhi_xl.sheets.declaration.texts import clean
from shuzhi_xl.sheets.master.all_sheets import TABLES
from shuzhi_xl.sheets.master.settings import SETTING, Settings
from shuzhi_xl.xlsx.cells.values import Area, column_letters
from shuzhi_xl.xlsx.package.xml_part import BOOK_ORDER, Element, child, descendants, ensure, same_space
from shuzhi_xl.xlsx.patch.table_part import TablePlace
from shuzhi_xl.xlsx.patch.workbook_part import quoted
from shuzhi_xl.xlsx.upgrade.package import Package
from shuzhi_xl.xlsx.upgrade.rules_of_columns import validation_of

_REFERENCE: Final = re.compile(r"(?P<sheet>'[^']+'!)\$(?P<letters>[A-Z]{1,3})\$(?P<row>\d+)")


def renew_choices(own: Package, model: Package, settings: Mapping[str, int]) -> list[tuple[str, str]]:
    """Let the dropdown of a column or setting offer the words that this version added.

    A list is renewed only where it offers nothing but words that this version still has: one that staff
    shortened or made themselves by other words stays.

    Args:
        own: The master.
        model: This version's empty master.
        settings: Row of each setting's line in the master, by 名称.

    Returns:
        Table and header of the columns, 基本设置 and name of the settings.
    """
    renewed = []
    for name, table in TABLES.items():
        if name in own.tables and table is not SETTING:
            place = own.tables[name].place
            like = model.tables[name].place
            for column in table.columns:
                cells = _cell(place, column.header), _cell(like, column.header)
                if all(cells) and _renew(own, model, (place.sheet, like.sheet), cells, column):
                    renewed.append((name, column.header))
    place, like = own.tables[SETTING.name].place, model.tables[SETTING.name].place
    value = SETTING.headers[1]
    for order, column in enumerate(Settings.columns().values(), start=like.area.first_row + 1):
        at, there = _cell(place, value), _cell(like, value)
        if column.header in settings and at and there:
            cells = (settings[column.header], at[1]), (order, there[1])
            if _renew(own, model, (place.sheet, like.sheet), cells, column):
                renewed.append((SETTING.name, column.header))
    return renewed


def add_lists(own: Package, model: Package) -> None:
    """Add the defined names that this version's dropdowns need, their columns found by header."""
    box = ensure(own.workbook, "definedNames", BOOK_ORDER)
    known = {each.get("name") for each in box}
    for each in descendants(model.workbook, "definedName"):
        titles = {found["sheet"][1:-2] for found in _REFERENCE.finditer(each.text or "")}
        is_new = each.get("localSheetId") is None and each.get("name") not in known
        if is_new and titles <= own.book.sheets.keys():
            marks = {"name": each.get("name", "")}
            name = etree.SubElement(box, same_space(own.workbook, "definedName"), marks)
            name.text = _REFERENCE.sub(lambda found: _moved(own, model, found), each.text or "")


def _renew(
    own: Package,
    model: Package,
    sheets: tuple[str, str],
    cells: tuple[tuple[int, int] | None, tuple[int, int] | None],
    column: Column,
) -> bool:
    if not column.choices or not cells[0] or not cells[1]:
        return False
    shell = own.sheet(sheets[0]).shell
    rule = validation_of(shell, cells[0])
    words = [] if rule is None else _words(rule)
    if not words or not set(words) < set(column.choices):
        return False
    fresh = validation_of(model.sheet(sheets[1]).shell, cells[1])
    rule = validation_of(own.sheet(sheets[0]).edit_shell(), cells[0])
    if rule is None or fresh is None:
        return False
    for key in ("error", "errorTitle", "prompt", "promptTitle"):
        if fresh.get(key):
            rule.set(key, fresh.get(key, ""))
    formula, wanted = child(rule, "formula1"), child(fresh, "formula1")
    if formula is not None and wanted is not None:
        formula.text = wanted.text
    return True


def _words(rule: Element) -> list[str]:
    formula = child(rule, "formula1")
    text = "" if formula is None else formula.text or ""
    return text[1:-1].split(",") if rule.get("type") == "list" and text.startswith('"') else []


def _cell(place: TablePlace, header: str) -> tuple[int, int] | None:
    """The first cell below a header."""
    for index, each in enumerate(place.headers):
        if clean(each) == header:
            return place.area.first_row + 1, place.area.first_col + index
    return None


def _moved(own: Package, model: Package, found: re.Match[str]) -> str:
    """A reference to a column of the model's tables, as the master has it."""
    title = found["sheet"][1:-2]
    for name, like in model.tables.items():
        area = like.place.area
        index = Area.parse(f"{found['letters']}1").first_col - area.first_col
        if like.sheet == title and 0 <= index < len(like.place.headers) and name in own.tables:
            place = own.tables[name].place
            at = _cell(place, like.place.headers[index])
            row = int(found["row"]) + place.area.first_row - area.first_row
            if at:
                return f"{quoted(place.sheet)}!${column_letters(at[1])}${row}"
    return found[0]
