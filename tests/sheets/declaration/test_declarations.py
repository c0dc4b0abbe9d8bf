"""What the declarations promise each other."""

import pytest

from shuzhi_xl.sheets.declaration.cell_value import value_of
from shuzhi_xl.sheets.declaration.column import Column, Kind
from shuzhi_xl.sheets.declaration.row import Row
from shuzhi_xl.sheets.declaration.schema import SCHEMA
from shuzhi_xl.sheets.declaration.table import Table
from shuzhi_xl.sheets.master.all_sheets import MASTER, SHEET_OF, SHEET_ORDER, TABLES
from shuzhi_xl.sheets.master.settings import SETTING, Settings
from shuzhi_xl.sheets.master.votes import BALLOT, FORM
from shuzhi_xl.sheets.outgoing.forms import ballot_header, secretary_header
from shuzhi_xl.sheets.reading.year import TABLE_OF, Year

COLUMNS = [(table, column) for table in TABLES.values() for column in table.columns]


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_headers_and_keys_of_a_table(table: Table[Row]) -> None:
    assert len(set(table.headers)) == len(table.headers)
    assert set(table.key) <= set(table.model.columns())
    assert not table.further_after or table.further_after in table.headers


@pytest.mark.parametrize("column", [*(column for _, column in COLUMNS), *Settings.columns().values()])
def test_a_column_s_dropdown_and_limits_make_sense(column: Column) -> None:
    if column.source:
        table, _, header = column.source.partition(".")
        assert header in TABLES[table].headers
        assert not column.choices
    assert (column.kind is Kind.YES_NO) == (column.choices == ("是", "否"))
    assert not (column.required and column.computed)
    assert column.low is None or column.high is None or column.low < column.high
    assert column.is_first or not column.required
    assert 1 <= column.since <= SCHEMA
    assert not column.default or value_of(None, column) == value_of(column.default, column)


def test_sheets_and_tables_have_unique_names() -> None:
    tables = [table.name for sheet in MASTER for table in sheet.tables]
    assert len(set(tables)) == len(tables)
    assert len(set(SHEET_ORDER)) == len(SHEET_ORDER)
    assert SHEET_OF["票类权重"].title == "评分设置"


def test_open_columns_of_protected_sheets_exist() -> None:
    for sheet in MASTER:
        headers = {header for table in sheet.tables for header in table.headers}
        assert set(sheet.open_columns) <= headers
        assert sheet.protected or not sheet.open_columns


def test_the_year_contains_each_of_its_tables() -> None:
    assert set(TABLE_OF) == set(Year.__dataclass_fields__) - {"settings", "raw"}
    assert all(TABLES[table.name] is table for table in TABLE_OF.values())


def test_further_criteria_come_after_the_overall_one() -> None:
    assert BALLOT.headers_with(["廉洁自律"])[-2:] == ("总体评价", "廉洁自律")
    assert FORM.headers_with(["廉洁自律"]) == FORM.headers


def test_columns_are_found_by_header() -> None:
    assert SETTING.column("取值").required
    assert (ballot_header(3), secretary_header("V1")) == ("第3票", "V1")
