"""What a dropdown of 编号 shows is read as the number, and nothing else is taken for one."""

from typing import Any

import pytest

from shuzhi_xl.sheets.declaration.cell_value import CellError
from shuzhi_xl.sheets.declaration.raw_rows import RawRow
from shuzhi_xl.sheets.declaration.row import NOWHERE
from shuzhi_xl.sheets.declaration.table import RawTable, Table
from shuzhi_xl.sheets.master.office_entries import ROUTINE_TABLE
from shuzhi_xl.sheets.master.organisations_and_meetings import ORGANISATION
from shuzhi_xl.sheets.reading.numbers import find_labels, read_labels, with_numbers
from shuzhi_xl.sheets.reading.year import parse_year

ROSTER: list[dict[str, Any]] = [
    {"编号": "V1", "组织名称": "月溪村"},
    {"编号": 7, "组织名称": "云岭村", "编号和名称": "7 云岭旧村", "并入编号": "V1 月溪村"},
]


def raw_table(table: Table[Any], *rows: dict[str, Any]) -> RawTable:
    lines = tuple(RawRow(line, row) for line, row in enumerate(rows, start=4))
    return RawTable(table, NOWHERE, table.headers, lines)


def number_read(cell: Any, *roster: dict[str, Any]) -> Any:
    labels = read_labels(raw_table(ORGANISATION, *(roster or ROSTER)))
    (row,) = with_numbers(raw_table(ROUTINE_TABLE, {"编号": cell, "否决事由": cell}), labels).rows
    assert row.values["否决事由"] is cell
    return row.values["编号"]


@pytest.mark.parametrize("cell", ["V1 月溪村", " V1 月溪村\u200b"])
def test_what_the_dropdown_shows_is_the_number(cell: str) -> None:
    assert number_read(cell) == "V1"


def test_a_list_that_shows_the_name_before_the_last_change_is_understood() -> None:
    assert (number_read("7 云岭村"), number_read("7 云岭旧村")) == ("7", "7")


@pytest.mark.parametrize("cell", ["V1", 7.0, None, "V1 另一村", "V1月溪村", "V1 ", CellError("#N/A")])
def test_anything_else_stays_as_it_is(cell: Any) -> None:
    assert number_read(cell) is cell


def test_words_of_two_organisations_or_that_are_a_number_are_not_split() -> None:
    twice = ({"编号": "1 2", "组织名称": "村"}, {"编号": "1", "组织名称": "2 村"})
    assert number_read("1 2 村", *twice) == "1 2 村"
    number = ({"编号": "1 村", "组织名称": "甲"}, {"编号": "1", "组织名称": "村"})
    assert number_read("1 村", *number) == "1 村"
    # Words beside another number, typed into the hidden column, belong to nobody
    assert number_read("2 乙", {"编号": "1", "组织名称": "甲", "编号和名称": "2 乙"}) == "2 乙"
    assert number_read(" 甲", {"编号": None, "组织名称": "甲"}) == " 甲"


def test_the_cells_to_be_written_back_are_named() -> None:
    labels = read_labels(raw_table(ORGANISATION, *ROSTER))
    routine = raw_table(ROUTINE_TABLE, {"编号": "V1"}, {"编号": "7 云岭村"})
    assert find_labels(routine, labels) == {(5, "编号"): "7"}


def test_the_whole_year_is_read_so() -> None:
    tables = {ORGANISATION.name: ROSTER, ROUTINE_TABLE.name: [{"编号": "7 云岭旧村"}]}
    year, _ = parse_year(lambda table: raw_table(table, *tables.get(table.name, [])))
    assert [row.number for row in year.routine] == ["7"]
    assert year.raw[ORGANISATION.name].cells.column("并入编号") == [None, "V1"]
