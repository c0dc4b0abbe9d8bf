"""Which schema a master has, and what it lacks."""

import pytest

from shuzhi_xl.sheets.declaration.raw_rows import RawRow
from shuzhi_xl.sheets.declaration.row import NOWHERE
from shuzhi_xl.sheets.declaration.schema import SCHEMA
from shuzhi_xl.sheets.declaration.table import RawTable
from shuzhi_xl.sheets.master.additions import (
    absent_columns,
    absent_settings,
    absent_tables,
    as_named,
    schema_lines,
    schema_of,
    unknown_in,
)
from shuzhi_xl.sheets.master.all_sheets import TABLES
from shuzhi_xl.sheets.master.program_sheets import SECRET
from shuzhi_xl.sheets.master.settings import Settings


def secret(*lines: tuple[str | None, str | None]) -> RawTable:
    rows = [RawRow(line, {"名称": name, "取值": value}) for line, (name, value) in enumerate(lines, start=4)]
    return RawTable(SECRET, NOWHERE, SECRET.headers, rows)


def test_a_master_that_says_nothing_has_the_first_schema() -> None:
    raw = secret(("密钥", "ab12"), ("格式", "9"), (None, None))
    assert (schema_of(raw), unknown_in(raw)) == (1, "")


def test_this_version_recognises_all_of_the_master_it_makes() -> None:
    lines = schema_lines()
    raw = secret(*((line.name, line.value) for line in lines))
    assert (schema_of(raw), unknown_in(raw)) == (SCHEMA, "")
    assert all(line.value for line in lines)
    assert "“尾差处理”" in lines[0].value


def test_what_a_newer_version_added_is_named() -> None:
    raw = secret((f"格式{SCHEMA + 2}", "工作表“承诺”"), (f"格式{SCHEMA + 1}", "组织名册“网格”"))
    assert (schema_of(raw), unknown_in(raw)) == (SCHEMA + 2, "组织名册“网格”、工作表“承诺”")


@pytest.mark.parametrize("after", [1, SCHEMA])
def test_nothing_is_absent_where_everything_is_there(after: int) -> None:
    headers = {name: table.headers for name, table in TABLES.items()}
    keys = [column.header for column in Settings.columns().values()]
    assert not absent_tables(TABLES, after)
    assert not absent_columns(headers, after)
    assert not absent_settings(keys, after)


def test_only_what_is_declared_as_later_is_absent() -> None:
    assert absent_settings([], 1) == [
        column.header for column in Settings.columns().values() if column.since > 1
    ]
    assert not absent_settings([], SCHEMA)
    assert absent_tables([], 1) == ["新建", "历年等次"]
    assert not absent_tables([], SCHEMA)
    assert not absent_columns({}, 1)
    assert all(table.first_headers for table in TABLES.values())


def test_columns_of_one_table_are_named_together() -> None:
    assert as_named([("基本设置", "甲"), ("承诺", ""), ("基本设置", "乙")]) == [
        "基本设置“甲”“乙”", "工作表“承诺”",
    ]  # fmt: skip
