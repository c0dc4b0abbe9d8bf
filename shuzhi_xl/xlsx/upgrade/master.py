"""Upgrading an earlier version's master with everything it lacks (总表升级)."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from shuzhi_xl.sheets.declaration.texts import clean
from shuzhi_xl.sheets.master.additions import absent_columns, absent_settings, absent_tables, as_named
from shuzhi_xl.sheets.master.all_sheets import SHEET_OF
from shuzhi_xl.sheets.master.settings import SETTING
from shuzhi_xl.xlsx.patch.style_copier import StyleCopier
from shuzhi_xl.xlsx.upgrade.columns import add_column
from shuzhi_xl.xlsx.upgrade.home_link import add_home_links
from shuzhi_xl.xlsx.upgrade.lists import add_lists, offer_names, renew_choices
from shuzhi_xl.xlsx.upgrade.macros import renew_macros
from shuzhi_xl.xlsx.upgrade.package import Package
from shuzhi_xl.xlsx.upgrade.print_areas import add_print_areas
from shuzhi_xl.xlsx.upgrade.protection import unprotect_report
from shuzhi_xl.xlsx.upgrade.sentences import add_sentences, renew_sentences
from shuzhi_xl.xlsx.upgrade.settings import add_advice, add_setting
from shuzhi_xl.xlsx.upgrade.sheets import add_sheet
from shuzhi_xl.xlsx.upgrade.tables import add_table

Part = tuple[str, str]
"""Table and column, 基本设置 and setting, sheet and table, or a sheet and nothing."""


class UpgradedMaster(NamedTuple):
    """The result of an upgrade (升级结果).

    Attributes:
        data: The master's content.
        added: Names of the additions as people say them: ``工作表“…”``, ``表“列”``, ``基本设置“…”``.
        renewed: Columns and settings whose dropdown offers more words.
        current: Whether the macros are this version's.
    """

    data: bytes
    added: Sequence[str]
    renewed: Sequence[str]
    current: bool


def upgrade_master(data: bytes, shipped: bytes, settings: Mapping[str, int], after: int) -> UpgradedMaster:
    """Add what is missing; everything else stays bit for bit, except where the additions touch it.

    Args:
        data: The master.
        shipped: This version's empty master.
        settings: Row of each setting's line in the master, by 名称.
        after: The master's schema number; only later additions are made.

    Raises:
        NotAWorkbook: The master is no workbook.
        PlaceTaken, PlaceMerged: The cells for an addition are not free.
    """
    master, model = Package(data), Package(shipped)
    styles = StyleCopier(master.styles, model.styles)
    renewed = renew_choices(master, model, settings)
    added = [*_add_tables(master, model, styles, after), *_add_columns(master, model, styles, after)]
    if advice := [header for name, header in added if name == SETTING.name and header]:
        add_advice(master, model, settings, advice, styles)
    added = [
        *added,
        *_add_settings(master, model, styles, absent_settings(settings, after)),
    ]
    # After the settings, because it writes below the last line; before add_lists, which would add the names
    # of the sentences alone, leading to blank cells
    renew_sentences(master, model, styles)
    add_sentences(master, model, styles)
    add_lists(master, model)
    offer_names(master, model)
    add_home_links(master, model, styles)
    add_print_areas(master, model)
    unprotect_report(master)
    current = renew_macros(master, model)
    return UpgradedMaster(master.to_bytes(), as_named(added), as_named(renewed), current)


def _add_tables(master: Package, model: Package, styles: StyleCopier, after: int) -> list[Part]:
    added: list[Part] = []
    for name in absent_tables(master.tables, after):
        title = SHEET_OF[name].title
        if (title, "") in added:
            continue
        if title in master.book.sheets:
            add_table(master, model, name, styles)
            added.append((title, name))
        else:
            add_sheet(master, model, title, styles)
            added.append((title, ""))
    return added


def _add_columns(master: Package, model: Package, styles: StyleCopier, after: int) -> list[Part]:
    headers = {
        name: [clean(header) for header in table.place.headers] for name, table in master.tables.items()
    }
    # Tables come first: one that was just added already has all its columns
    absent = absent_columns(headers, after)
    for name, header in absent:
        add_column(master, model, name, header, styles)
    return absent


def _add_settings(master: Package, model: Package, styles: StyleCopier, absent: Sequence[str]) -> list[Part]:
    for key in absent if SETTING.name in master.tables else ():
        add_setting(master, model, key, styles)
    return [(SETTING.name, key) for key in absent if SETTING.name in master.tables]
