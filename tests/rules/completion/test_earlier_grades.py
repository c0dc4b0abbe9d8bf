"""历年等次: 编号 follows from a name that one organisation has."""

from typing import Any

from shuzhi_xl.rules.completion.complete import complete
from shuzhi_xl.rules.forms.issued_lists import UNKNOWN
from tests.rules.small_town import organisation, read_year


def filled(*rows: dict[str, Any]) -> dict[int, str]:
    """编号 that is filled in, by sheet row."""
    roster = [
        organisation("V001", 组织名称="月溪村党支部"),
        organisation("V002", 组织名称="云岭村党支部"),
        organisation("V003", 组织名称="云岭村党支部"),
        organisation("V004", 组织名称=None),
    ]
    year, _ = read_year(organisations=roster, earlier_grades=list(rows))
    return {
        line: value
        for completion in complete(year, UNKNOWN)[0]
        for (line, _), value in completion.cells.items()
        if completion.table.name == "历年等次"
    }


def test_a_row_with_a_name_gets_the_number_of_the_one_organisation() -> None:
    row = {"年度": 2014, "等次": "好"}
    assert filled(
        {**row, "组织名称": " 月溪村党支部"},
        {**row, "组织名称": "云岭村党支部"},
        {**row, "组织名称": "已撤销的党支部"},
        row,
        {**row, "组织名称": "月溪村党支部", "编号": "V009"},
        {**row, "组织名称": "月溪村党支部", "等次": "优秀"},
    ) == {4: "V001"}


def test_without_such_rows_nothing_is_filled() -> None:
    assert filled() == {}
