"""Dropdown lists (下拉列表): words that a version adds to a list, and lists that it adds."""

import re
from collections.abc import Mapping
from typing import Final

from lxml import etree

from shuzhi_xl.sheets.declaration.column import Column
from shuzhi_xl.sheets.declaration.texts import clean
from shuzhi_xl.sheets.master.all_sheets import TABLES
from shuzhi_xl.sheets.master.organisations_and_meetings import ORGANISATION, Organisation
from shuzhi_xl.sheets.master.settings import SETTING, Settings
from shuzhi_xl.sheets.reading.numbers import NUMBER_SOURCE
from shuzhi_xl.xlsx.patch.opc.xml_part import BOOK_ORDER, Element, child, descendants, ensure, same_space
from shuzhi_xl.xlsx.patch.table.table_part import TablePlace
from shuzhi_xl.xlsx.patch.values import Area, column_letters
from shuzhi_xl.xlsx.patch.workbook_part import quoted
from shuzhi_xl.xlsx.upgrade.cell_rules import find_validation
from shuzhi_xl.xlsx.upgrade.package import CAPTION_ROWS, Package

NUMBER_LIST: Final = f"下拉_{NUMBER_SOURCE.replace('.', '_')}"
"""The defined name of the list that dropdowns of 编号 offer."""
_NUMBER, _LABEL = (Organisation.columns()[name].header for name in ("number", "label"))
_COLUMN: Final = re.compile(r"\$([A-Z]{1,3})\$")
_REFERENCE: Final = re.compile(r"(?P<sheet>'[^']+'!)\$(?P<letters>[A-Z]{1,3})\$(?P<row>\d+)")


def renew_choices(master: Package, model: Package, settings: Mapping[str, int]) -> list[tuple[str, str]]:
    """Add this version's new words to the dropdowns of columns and settings.

    A list is renewed only if it contains nothing but words that this version still has: a list with words of
    staff stays.

    Args:
        master: The master.
        model: This version's empty master.
        settings: Row of each setting's line in the master, by 名称.

    Returns:
        Table and header of the columns, 基本设置 and name of the settings.
    """
    renewed = []
    for name, table in TABLES.items():
        if name in master.tables and table is not SETTING:
            place = master.tables[name].place
            like = model.tables[name].place
            for column in table.columns:
                cells = _find_first_cell(place, column.header), _find_first_cell(like, column.header)
                if all(cells) and _renew_list(master, model, (place.sheet, like.sheet), cells, column):
                    renewed.append((name, column.header))
    place, like = master.tables[SETTING.name].place, model.tables[SETTING.name].place
    value = SETTING.headers[1]
    # Each line of 基本设置 has a dropdown of its own, so the cells are found by row
    for order, column in enumerate(Settings.columns().values(), start=like.area.first_row + 1):
        at, model_cell = _find_first_cell(place, value), _find_first_cell(like, value)
        if column.header in settings and at and model_cell:
            cells = (settings[column.header], at[1]), (order, model_cell[1])
            if _renew_list(master, model, (place.sheet, like.sheet), cells, column):
                renewed.append((SETTING.name, column.header))
    return renewed


def add_lists(master: Package, model: Package) -> None:
    """Add the defined names that this version's dropdowns need; their columns are found by header."""
    box = ensure(master.workbook, "definedNames", BOOK_ORDER)
    names = {entry.get("name") for entry in box}
    for defined_name in descendants(model.workbook, "definedName"):
        titles = {match["sheet"][1:-2] for match in _REFERENCE.finditer(defined_name.text or "")}
        # Local names, such as print titles, are copied with their sheet
        is_new = defined_name.get("localSheetId") is None and defined_name.get("name") not in names
        if is_new and titles <= master.book.sheets.keys():
            marks = {"name": defined_name.get("name", "")}
            name = etree.SubElement(box, same_space(master.workbook, "definedName"), marks)
            name.text = _REFERENCE.sub(
                lambda match: _move_reference(master, model, match), defined_name.text or ""
            )


def offer_names(master: Package, model: Package) -> None:
    """Let the dropdowns of 编号 offer “编号 组织名称”, where they still offer the numbers alone.

    A list that staff have made to offer something else stays. Called after the column is there.
    """
    if ORGANISATION.name not in master.tables:
        return
    place = master.tables[ORGANISATION.name].place
    cells = (_find_first_cell(place, header) for header in (_NUMBER, _LABEL))
    number, label, *_ = [*(column_letters(cell[1]) for cell in cells if cell), "", ""]
    for defined_name in descendants(master.workbook, "definedName"):
        text = defined_name.text or ""
        if defined_name.get("name") == NUMBER_LIST and label and set(_COLUMN.findall(text)) == {number}:
            defined_name.text = text.replace(f"${number}$", f"${label}$")
            _accept_plain_numbers(master, model)


def _accept_plain_numbers(master: Package, model: Package) -> None:
    """A number that is typed without its name is no longer in the list, and needs no warning."""
    for name, table in TABLES.items():
        for column in table.columns if name in master.tables else ():
            place, like = master.tables[name].place, model.tables[name].place
            at, model_cell = (_find_first_cell(where, column.header) for where in (place, like))
            if column.source == NUMBER_SOURCE and at and model_cell:
                rule = find_validation(master.sheet(place.sheet).edit_shell(), at)
                fresh = find_validation(model.sheet(like.sheet).shell, model_cell)
                if rule is not None and fresh is not None and _refers_to_numbers(rule):
                    rule.set("prompt", fresh.get("prompt", ""))
                    rule.set("showErrorMessage", "0")


def _refers_to_numbers(rule: Element) -> bool:
    formula = child(rule, "formula1")
    return formula is not None and formula.text == NUMBER_LIST


def _renew_list(
    master: Package,
    model: Package,
    sheets: tuple[str, str],
    cells: tuple[tuple[int, int] | None, tuple[int, int] | None],
    column: Column,
) -> bool:
    if not column.choices or not cells[0] or not cells[1]:
        return False
    shell = master.sheet(sheets[0]).shell
    rule = find_validation(shell, cells[0])
    words = [] if rule is None else _read_words(rule)
    if not words or not set(words) < set(column.choices):
        return False
    fresh = find_validation(model.sheet(sheets[1]).shell, cells[1])
    rule = find_validation(master.sheet(sheets[0]).edit_shell(), cells[0])
    if rule is None or fresh is None:
        return False
    _take_over(rule, fresh)
    return True


def _take_over(rule: Element, fresh: Element) -> None:
    """Give a dropdown the words and hints of this version's."""
    for key in ("error", "errorTitle", "prompt", "promptTitle"):
        if fresh.get(key):
            rule.set(key, fresh.get(key, ""))
    formula, new_formula = child(rule, "formula1"), child(fresh, "formula1")
    if formula is not None and new_formula is not None:
        formula.text = new_formula.text


def _read_words(rule: Element) -> list[str]:
    formula = child(rule, "formula1")
    text = "" if formula is None else formula.text or ""
    # A file has commas whatever the system's list separator; a list that refers to cells follows the cells
    return text[1:-1].split(",") if rule.get("type") == "list" and text.startswith('"') else []


def _find_first_cell(place: TablePlace, header: str) -> tuple[int, int] | None:
    """The first cell below a header."""
    for index, text in enumerate(place.headers):
        if clean(text) == header:
            return place.area.first_row + 1, place.area.first_col + index
    return None


def _move_reference(master: Package, model: Package, match: re.Match[str]) -> str:
    """A reference to a column of the model's tables, moved to that column in the master."""
    title = match["sheet"][1:-2]
    for name, like in model.tables.items():
        area = like.place.area
        index = Area.parse(f"{match['letters']}1").first_col - area.first_col
        row = int(match["row"])
        # With the caption of the next table: an area for a list may end there
        is_own = area.first_row <= row <= model.last_row_of(name) + CAPTION_ROWS
        if not is_own:
            continue
        if like.sheet == title and 0 <= index < len(like.place.headers) and name in master.tables:
            place = master.tables[name].place
            at = _find_first_cell(place, like.place.headers[index])
            row += place.area.first_row - area.first_row
            if at:
                return f"{quoted(place.sheet)}!${column_letters(at[1])}${row}"
    return match[0]
