"""An earlier version's master with all that this version's has and it lacks (总表升级)."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from shuzhi_xl.sheets.declaration.texts import clean
from shuzhi_xl.sheets.master.additions import absent_columns, absent_settings, absent_tables, as_named
from shuzhi_xl.sheets.master.all_sheets import SHEET_OF
from shuzhi_xl.sheets.master.settings import SETTING
from shuzhi_xl.xlsx.upgrade.columns import add_column
from shuzhi_xl.xlsx.upgrade.lists import add_lists, renew_choices
from shuzhi_xl.xlsx.upgrade.looks import Looks
from shuzhi_xl.xlsx.upgrade.macros import renew_macros
from shuzhi_xl.xlsx.upgrade.package import Package
from shuzhi_xl.xlsx.upgrade.sentences import add_sentences
from shuzhi_xl.xlsx.upgrade.settings import add_setting
from shuzhi_xl.xlsx.upgrade.sheets import add_sheet
from shuzhi_xl.xlsx.upgrade.tables import add_table

Part = tuple[str, str]
"""Table and column, 基本设置 and setting, sheet and table, or a sheet and nothing."""


class Upgraded(NamedTuple):
    """What came of it.

    Attributes:
        data: The master's content.
        added: What was added, as a person names it: ``工作表“…”``, ``表“列”``, ``基本设置“…”``.
        renewed: Columns and settings whose dropdown offers more words.
        current: Whether the macros are this version's.
    """

    data: bytes
    added: Sequence[str]
    renewed: Sequence[str]
    current: bool


def upgraded(data: bytes, shipped: bytes, settings: Mapping[str, int], after: int) -> Upgraded:
    """Add what is missing; whatever is there stays bit for bit, but for what the additions touch.

    Args:
        data: The master.
        shipped: This version's empty master.
        settings: Row of each setting's line in the master, by 名称.
        after: The master's schema.

    Raises:
        NotAWorkbook: The master is none.
        PlaceTaken, PlaceMerged: Something stands where something must be added.
    """
    master, model = Package(data), Package(shipped)
    looks = Looks(master.styles, model.styles)
    renewed = renew_choices(master, model, settings)
    added = [
        *_add_tables(master, model, looks, after),
        *_add_columns(master, model, looks, after),
        *_add_settings(master, model, looks, absent_settings(settings, after)),
    ]
    add_sentences(master, model, looks)
    add_lists(master, model)
    current = renew_macros(master, model)
    return Upgraded(master.to_bytes(), as_named(added), as_named(renewed), current)


def _add_tables(master: Package, model: Package, looks: Looks, after: int) -> list[Part]:
    added: list[Part] = []
    for name in absent_tables(master.tables, after):
        title = SHEET_OF[name].title
        if (title, "") in added:
            continue
        if title in master.book.sheets:
            add_table(master, model, name, looks)
            added.append((title, name))
        else:
            add_sheet(master, model, title, looks)
            added.append((title, ""))
    return added


def _add_columns(master: Package, model: Package, looks: Looks, after: int) -> list[Part]:
    headers = {
        name: [clean(header) for header in table.place.headers] for name, table in master.tables.items()
    }
    absent = absent_columns(headers, after)
    for name, header in absent:
        add_column(master, model, name, header, looks)
    return absent


def _add_settings(master: Package, model: Package, looks: Looks, absent: Sequence[str]) -> list[Part]:
    for key in absent if SETTING.name in master.tables else ():
        add_setting(master, model, key, looks)
    return [(SETTING.name, key) for key in absent if SETTING.name in master.tables]
