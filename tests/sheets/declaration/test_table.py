"""Rows that know where they stand."""

from datetime import date
from decimal import Decimal

import pytest
from pydantic import ValidationError

from shuzhi_xl.findings import Location
from shuzhi_xl.sheets.declaration.raw_rows import RawRow
from shuzhi_xl.sheets.declaration.row import Frame, Position
from shuzhi_xl.sheets.declaration.table import RawTable
from shuzhi_xl.sheets.master.all_sheets import TABLES
from shuzhi_xl.sheets.master.results import PROBLEM, Problem
from shuzhi_xl.sheets.master.scheme_tables import CapRule, ClassWeight

FRAME = Frame("总表.xlsm", "整改清单", {"问题": "D", "基准日期": "B19"})


def problem() -> Problem:
    return Problem(problem="V1-1", number="V1", source="点评", content="活动少。", state="未启动", owner="")


def test_a_row_made_by_the_program_has_no_cell() -> None:
    assert problem().line == 0
    assert problem().at("content") == Location()
    assert problem().undeclared == {}


def test_a_row_that_was_read_names_its_cells() -> None:
    row = problem().model_copy(update={"position": Position(7, FRAME, {"备注": "重点"})})
    assert row.line == 7
    assert row.at("content") == Location("总表.xlsm", "整改清单", "D7")
    assert row.at("due") == Location("总表.xlsm", "整改清单", "")
    assert row.undeclared == {"备注": "重点"}


def test_a_setting_has_one_cell() -> None:
    assert FRAME.at("基准日期", 0).cell == "B19"


def test_a_record_has_blank_cells_and_columns_of_the_clerk() -> None:
    row = problem().model_copy(update={"position": Position(7, FRAME, {"备注": "重点"})})
    record = row.record()
    assert record["问题"] == "活动少。"
    assert record["责任人"] is None
    assert record["整改时限"] is None
    assert list(record)[-1] == "备注"


def test_truth_values_are_written_as_words() -> None:
    rule = CapRule(
        track="全部",
        name="差评多",
        indicator="差占比",
        comparison=">",
        threshold="1/3",
        highest="一般",
        enabled=True,
    )
    assert rule.record()["启用"] == "是"
    assert rule.model_copy(update={"enabled": False}).record()["启用"] == "否"


def test_values_of_the_program_are_taken_as_they_are() -> None:
    row = Problem(**{**problem().model_dump(), "due": date(2016, 3, 1), "owner": None})
    assert (row.due, row.owner) == (date(2016, 3, 1), "")


def test_exact_numbers_are_taken_as_they_are() -> None:
    weight = Decimal("33.5")
    row = ClassWeight(track="全部", source="现场测评", voter_class="A票", weight=weight)
    assert row.weight == weight


def test_a_required_field_must_not_be_blank() -> None:
    with pytest.raises(ValidationError, match="required_blank"):
        Problem(problem=" ", number="V1", source="点评", content="活动少。", state="未启动")


def test_a_row_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        problem().content = "别的"  # type: ignore[misc]  # the point of the test


def test_a_table_as_read_gives_its_records_back() -> None:
    raw = RawTable(PROBLEM, FRAME, ("问题",), (RawRow(4, {"问题": "甲"}), RawRow(5, {"问题": None})))
    assert raw.records() == [{"问题": "甲"}, {"问题": None}]


def test_a_column_is_found_by_its_header() -> None:
    assert PROBLEM.column("整改时限") == Problem.columns()["due"]
    for table in TABLES.values():
        assert [table.column(header) for header in table.headers] == [*table.columns]


def test_a_master_of_the_first_version_may_only_lack_the_tables_that_came_later() -> None:
    assert {name for name, table in TABLES.items() if not table.is_first} == {"新建", "历年等次"}


def test_headers_of_earlier_versions_are_those_of_a_column_today() -> None:
    assert TABLES["校验报告"].header_now == {"问题与改法": "疑点与改法"}
    for table in TABLES.values():
        assert {*table.header_now.values()} <= {*table.headers}
        assert not {*table.header_now} & {*table.headers}
