"""组织名称 beside every 编号: what the roster says now, and nothing where it does not say one thing."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from shuzhi_xl.findings import Location, blocking
from shuzhi_xl.rules.completion.names import repeat_names
from shuzhi_xl.sheets.declaration.cell_value import CellError
from shuzhi_xl.sheets.declaration.table import RawTable
from shuzhi_xl.sheets.master.organisations_and_meetings import ORGANISATION
from shuzhi_xl.sheets.master.results import PROBLEM, TALLY, TRACE
from tests.rules.editable_town import raw_table

ROSTER: list[dict[str, Any]] = [
    {"编号": "V1", "组织名称": " 月溪村\u200b"},
    {"编号": 7, "组织名称": "云岭村", "参评": "也许"},
]


def names(*rows: Mapping[str, Any], roster: list[dict[str, Any]] = ROSTER) -> list[tuple[int, Any]]:
    """Sheet row and name of what is written into 整改清单."""
    return completed(raw_table(PROBLEM, rows), roster)


def completed(raw: RawTable, roster: list[dict[str, Any]] = ROSTER) -> list[tuple[int, Any]]:
    completions = repeat_names(raw_table(ORGANISATION, roster), [raw])
    return [
        (line, value)
        for completion in completions
        for (line, header), value in completion.cells.items()
        if header == "组织名称"
    ]


def test_a_name_is_written_where_it_differs() -> None:
    rows = [{"编号": " Ｖ1"}, {"编号": "V1", "组织名称": "月溪村"}, {"编号": "V1", "组织名称": "旧名"}]
    assert names(*rows) == [(4, "月溪村"), (6, "月溪村")]


def test_a_row_of_the_roster_that_is_unfit_has_a_name_all_the_same() -> None:
    assert names({"编号": 7.0}, {"编号": "7"}) == [(4, "云岭村"), (5, "云岭村")]


def test_a_number_that_the_roster_lacks_or_has_twice_has_no_name() -> None:
    twice = [*ROSTER, {"编号": "V1", "组织名称": "月溪新村"}, {"编号": None, "组织名称": "无号村"}]
    rows: list[dict[str, Any]] = [{"编号": "V1", "组织名称": "月溪村"}, {"编号": "V9"}]
    rows.append({"编号": None, "组织名称": "无号村"})
    assert names(*rows, roster=twice) == [(4, None), (6, None)]
    assert names({"编号": CellError("#N/A"), "组织名称": CellError("#N/A")}) == [(4, None)]


def test_a_name_twice_under_one_number_is_one() -> None:
    assert names({"编号": "V1"}, roster=[ROSTER[0], {"编号": "V1", "组织名称": "月溪村"}]) == [(4, "月溪村")]


def test_the_roster_has_what_dropdowns_show() -> None:
    raw = raw_table(ORGANISATION, [*ROSTER, {"编号": "V3"}, {"组织名称": "无号村"}])
    (completion,) = repeat_names(raw, [raw])
    assert list(completion.cells.values()) == ["V1 月溪村", "7 云岭村", "V3"]


def test_tables_without_the_column_or_with_a_fault_stay() -> None:
    raw = raw_table(PROBLEM, [{"编号": "V1"}])
    assert completed(replace(raw, headers=("问题编号", "编号"))) == []
    assert completed(replace(raw, findings=(blocking("merged_cells", Location()),))) == []
    assert completed(raw_table(TALLY, [{"编号": "V1"}])) == []


def test_names_are_no_content() -> None:
    """The digest tells whether 计算 is due, and the log what a run found."""
    plain = raw_table(TRACE, [{"编号": "V1", "步骤": 1, "说明": "票数"}])
    with_name = raw_table(TRACE, [{"编号": "V1", "组织名称": "月溪村", "步骤": 1, "说明": "票数"}])
    assert plain.digest == with_name.digest
    assert plain.digest != raw_table(TRACE, [{"编号": "V1", "步骤": 1, "说明": "另一句"}]).digest
