"""An empty master of every released version is recognised and can be upgraded to this version."""

import json
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl.workbook import Workbook as OpenWorkbook

from shuzhi_xl.cli import main
from shuzhi_xl.sheets.master import additions
from shuzhi_xl.sheets.master.all_sheets import TABLES
from shuzhi_xl.sheets.master.scheme_tables import SCORING_SHEET
from shuzhi_xl.sheets.reading.numbers import NUMBER_SOURCE
from shuzhi_xl.wording.file_names import MASTER_NAME
from shuzhi_xl.wording.sheets.titles import NOT_PRINTED
from shuzhi_xl.xlsx.files.shipped import read_shipped_master
from shuzhi_xl.xlsx.master.closed_store import ClosedStore
from shuzhi_xl.xlsx.patch.workbook import Workbook
from shuzhi_xl.xlsx.upgrade.lists import NUMBER_LIST
from shuzhi_xl.xlsx.upgrade.macros import (
    RELEASED_MACROS,
    RELEASED_RIBBONS,
    fingerprint_modules,
    fingerprint_ribbon,
)
from shuzhi_xl.xlsx.upgrade.master import upgrade_master
from shuzhi_xl.xlsx.upgrade.vba_source import PROJECT
from tests.released.released_years import released_years
from tests.released.upgraded_master import locate_column, open_book, parts_of


@pytest.mark.parametrize("year", released_years(), ids=lambda year: year.version)
def test_the_macros_of_every_released_version_are_recognised(year: Any) -> None:
    parts = parts_of(year.shipped[MASTER_NAME])
    assert fingerprint_modules(parts[PROJECT]) <= RELEASED_MACROS
    assert fingerprint_ribbon(parts["customUI/customUI.xml"]) in RELEASED_RIBBONS


@pytest.mark.parametrize("year", released_years(), ids=lambda year: year.version)
def test_columns_that_a_released_master_lacks_are_declared_as_later(year: Any, tmp_path: Path) -> None:
    """So that it is optional, and added by an upgrade."""
    (tmp_path / MASTER_NAME).write_bytes(year.shipped[MASTER_NAME])
    store = ClosedStore(tmp_path / MASTER_NAME)
    tables = Workbook.load(year.shipped[MASTER_NAME]).tables
    headers = {name: place.headers for name, place in tables.items()}
    keys = [row.values["名称"] for row in store.read_table(TABLES["基本设置"]).rows]
    after = store.schema
    assert additions.absent_tables(tables, 0) == additions.absent_tables(tables, after)
    assert additions.absent_columns(headers, 0) == additions.absent_columns(headers, after)
    assert additions.absent_settings(keys, 0) == additions.absent_settings(keys, after)


def manual_link(book: OpenWorkbook) -> tuple[Any, ...]:
    """Cell, text and target of the link from 首页 to the manual, and what the program says beside it."""
    cell = next(cell for row in book["首页"]["B1:H3"] for cell in row if cell.hyperlink)
    return cell.coordinate, cell.value, cell.hyperlink.target, cell.hyperlink.tooltip, cell.font.sz


def sheet_links(book: OpenWorkbook) -> set[tuple[Any, ...]]:
    """The links from 首页 to sheets: line, text, target and colour."""
    cells = [cell for row in book["首页"]["C50:H61"] for cell in row if cell.hyperlink]
    return {(cell.row, cell.value, cell.hyperlink.location, cell.font.color.rgb) for cell in cells}


def printing(sheet: Any) -> tuple[Any, ...]:
    """What is printed of a sheet, and whether its hint says that its rows are not."""
    return sheet.print_area, sheet.print_title_rows, NOT_PRINTED in str(sheet["A2"].value)


def macro_texts(book: OpenWorkbook) -> Mapping[str, Any]:
    """What stands in the named cells of xlwings.conf, which the macros show."""
    names = book.defined_names.items()
    places = {
        name: list(defined_name.destinations)
        for name, defined_name in names
        if "xlwings.conf" in defined_name.attr_text
    }
    return {name: book[sheet][cell].value for name, [(sheet, cell)] in places.items()}


@pytest.mark.parametrize("year", released_years(), ids=lambda year: year.version)
def test_an_upgraded_empty_master_lacks_nothing_that_a_new_one_has(
    year: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / MASTER_NAME
    path.write_bytes(year.shipped[MASTER_NAME])
    with pytest.raises(SystemExit):
        main(["upgrade", str(path), "--json"])
    assert json.loads(capsys.readouterr().out)["ok"]
    upgraded_book, model = (open_book(content) for content in (path.read_bytes(), read_shipped_master()))
    assert set(upgraded_book.sheetnames) == set(model.sheetnames)
    assert set(upgraded_book.defined_names) == set(model.defined_names)
    assert macro_texts(upgraded_book) == macro_texts(model)
    assert manual_link(upgraded_book) == manual_link(model)
    assert sheet_links(upgraded_book) == sheet_links(model)
    for title in set(model.sheetnames) - {SCORING_SHEET.title}:
        assert printing(upgraded_book[title]) == printing(model[title])
    # An upgrade moves no table: those of the first versions stay side by side, and are printed so
    released = open_book(year.shipped[MASTER_NAME])[SCORING_SHEET.title]
    scoring = upgraded_book[SCORING_SHEET.title]
    assert printing(scoring) == printing(released)
    assert {name: table.ref for name, table in dict.items(scoring.tables)} == {
        name: table.ref for name, table in dict.items(released.tables)
    }
    for name, table in TABLES.items():
        for column in table.columns:
            # A header that is spelt otherwise by now stays as its master has it
            earlier = column.formerly if column.is_first else ""
            (sheet, cell), (_, upgraded_cell) = (
                locate_column(upgraded_book, name, earlier or column.header),
                locate_column(model, name, column.header),
            )
            rules = [
                next(
                    (
                        validation
                        for validation in book[sheet].data_validations.dataValidation
                        if at in validation.sqref
                    ),
                    None,
                )
                for book, at in ((upgraded_book, cell), (model, upgraded_cell))
            ]
            answers = [rule and (rule.type, rule.formula1) for rule in rules]
            assert answers[0] == answers[1], (name, column.header)
    keys = [
        [row[0] for row in book["基本设置"].iter_rows(min_row=4, values_only=True)]
        for book in (upgraded_book, model)
    ]
    assert {key for key in keys[0] if key} == {key for key in keys[1] if key}


@pytest.mark.parametrize("year", released_years(), ids=lambda year: year.version)
def test_a_print_area_and_a_line_of_links_that_staff_have_used_stay(year: Any) -> None:
    book = open_book(year.shipped[MASTER_NAME])
    book["测评票"].print_area = "A1:C50"
    for cell in ("G55", "H55"):
        book["首页"][cell] = "备忘"
    saved = BytesIO()
    book.save(saved)
    upgraded_book = open_book(upgrade_master(saved.getvalue(), read_shipped_master(), {}, 1).data)
    assert printing(upgraded_book["测评票"]) == ("'测评票'!$A$1:$C$50", "$1:$3", False)
    assert printing(upgraded_book["测评统计"]) == ("'测评统计'!$A$1:$Y$2", None, True)
    locations = {link[2] for link in sheet_links(upgraded_book)}
    assert "'新建'!A1" not in locations
    assert "'基本设置'!A1" in locations


@pytest.mark.parametrize("year", released_years(), ids=lambda year: year.version)
def test_dropdowns_of_numbers_offer_names_after_the_upgrade(year: Any) -> None:
    shipped = year.shipped[MASTER_NAME]
    upgraded_book = open_book(upgrade_master(shipped, read_shipped_master(), {}, 1).data)
    offered = upgraded_book.defined_names[NUMBER_LIST].attr_text
    sheet, cell = locate_column(upgraded_book, "组织名册", "编号和名称")
    letter = cell.rstrip("0123456789")
    assert offered.startswith(f"'{sheet}'!${letter}$4:INDEX(")
    assert upgraded_book[sheet].column_dimensions[letter].hidden
    for name, table in TABLES.items():
        for column in table.columns:
            if column.source == NUMBER_SOURCE:
                place, cell = locate_column(upgraded_book, name, column.header)
                rules = upgraded_book[place].data_validations.dataValidation
                (rule,) = [rule for rule in rules if cell in rule.sqref]
                assert (rule.formula1, rule.showErrorMessage) == (NUMBER_LIST, False)
    # A list that staff have pointed elsewhere stays theirs, and so does its warning
    book = open_book(shipped)
    book.defined_names[NUMBER_LIST].attr_text = "'组织名册'!$B$4:$B$3000"
    changed = BytesIO()
    book.save(changed)
    upgraded_book = open_book(upgrade_master(changed.getvalue(), read_shipped_master(), {}, 1).data)
    assert upgraded_book.defined_names[NUMBER_LIST].attr_text == "'组织名册'!$B$4:$B$3000"
    (rule,) = [
        rule
        for rule in upgraded_book["日常年度"].data_validations.dataValidation
        if rule.formula1 == NUMBER_LIST
    ]
    assert rule.showErrorMessage


@pytest.mark.parametrize("year", released_years(), ids=lambda year: year.version)
def test_cells_that_staff_have_used_get_no_link(year: Any) -> None:
    book = Workbook.load(year.shipped[MASTER_NAME])
    book.set_cell("首页", "H2", "联系人：李四")
    upgraded_book = open_book(upgrade_master(book.to_bytes(), read_shipped_master(), {}, 1).data)
    assert [upgraded_book["首页"][cell].value for cell in ("G2", "H2")] == [None, "联系人：李四"]
    assert upgraded_book["首页"]["G2"].hyperlink is None
